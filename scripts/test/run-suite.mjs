/** Runs one suite in a process of its own and says how many of its tests passed and failed. */
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * A suite without `count` is one test. A suite that ended badly has at least one failure, and so
 * has one that counted nothing: it crashed, or it tested nothing.
 */
export async function runSuite({ name, command, env = {}, count }) {
  console.log(`\n── ${name} ${"─".repeat(Math.max(3, 76 - name.length))}`);
  const ok = (await exitOf(command, env)) === 0;
  if (!count) {
    if (ok) console.log(`${name}: ok`);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  }
  const { passed, failed } = count();
  if (passed + failed === 0) console.log(`${name}: no test was run`);
  const broken = !ok || passed + failed === 0;
  return { passed, failed: broken ? Math.max(failed, 1) : failed };
}

function exitOf(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", (status) => resolve(status ?? 1));
  });
}
