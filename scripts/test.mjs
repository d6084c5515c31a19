/**
 * Runs every check and every test, shows their output as it comes, and ends with one line:
 * `N passed, N failed`. `--quick` leaves the browser out and simulates fewer seeds.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { countPlaywright, countVitest } from "./test/count.mjs";
import { root, runSuite } from "./test/run-suite.mjs";

const quick = process.argv.includes("--quick");
const results = join(root, "test-results");
const vitestJson = join(results, "vitest.json");
const chaosJson = join(results, "chaos.json");
const playwrightJson = join(results, "playwright.json");
const bin = (name) => join(root, "node_modules", name);

const suites = [
  {
    name: "format and lint",
    command: [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
  },
  { name: "types", command: [bin("typescript/bin/tsc"), "--noEmit"] },
  {
    name: "types of the pure parts",
    command: [bin("typescript/bin/tsc"), "-p", "tsconfig.pure.json"],
  },
  {
    name: "unit, contract and simulation",
    command: [
      ...[bin("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json"],
      `--outputFile.json=${vitestJson}`,
    ],
    env: quick ? { SIMULATION_SEEDS: process.env.SIMULATION_SEEDS ?? "50" } : {},
    count: () => countVitest(vitestJson),
  },
];
if (!quick) {
  suites.push({
    name: "chaos: servers that are killed and starved",
    command: [
      ...[bin("vitest/vitest.mjs"), "run", "--config", "tests/chaos/vitest.config.ts"],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${chaosJson}`],
    ],
    count: () => countVitest(chaosJson),
  });
  suites.push({
    name: "in the browser",
    command: [bin("@playwright/test/cli.js"), "test"],
    count: () => countPlaywright(playwrightJson),
  });
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0 };
for (const suite of suites) {
  const { passed, failed } = await runSuite(suite);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
