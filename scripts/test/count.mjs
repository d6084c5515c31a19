/** How many tests passed and failed, from the reports of the test runners. */
import { existsSync, readFileSync } from "node:fs";

/** A file that failed without a failed test could not be run: that is a failure too. */
export function countVitest(path) {
  const report = read(path);
  if (!report) return { passed: 0, failed: 0 };
  const unrun = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unrun.length };
}

/** A flaky test counts as failed; there are no retries, so that there should be none. */
export function countPlaywright(path) {
  const report = read(path);
  if (!report) return { passed: 0, failed: 0 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
