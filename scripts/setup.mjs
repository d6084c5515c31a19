/**
 * Makes a checkout ready to run, and does nothing when it is: installs packages, generates the
 * database client, builds, and with `--test` finds a browser. `--dev` leaves the build out.
 * It depends on nothing but Node, and parses on old versions so that it can say what is wrong.
 */
import { browserStep } from "./setup/browser-step.mjs";
import { buildPagesStep, buildServerStep } from "./setup/build-steps.mjs";
import { generateStep } from "./setup/generate-step.mjs";
import { installStep } from "./setup/install-step.mjs";
import { withLock } from "./setup/lock.mjs";
import { refuseOldNode } from "./setup/node-version.mjs";
import { StepError } from "./setup/run.mjs";

async function main(flags) {
  const steps = [installStep, generateStep];
  if (!flags.includes("--dev")) steps.push(buildPagesStep, buildServerStep);
  if (flags.includes("--test")) steps.push(browserStep);
  if (steps.every((step) => step.isDone())) return;
  await withLock(async () => {
    for (const step of steps) {
      if (!step.isDone()) await step.run();
    }
  });
}

refuseOldNode();
main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exit(1);
});
