/** A Chromium for the tests in a browser: one that is there, or one that can be had. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findBrowser } from "../find-browser.mjs";
import { runStep, StepError } from "./run.mjs";
import { readStamp, root, writeStamp } from "./stamps.mjs";

const installTimeoutMs = 300_000;

export const browserStep = {
  isDone() {
    const known = readStamp("browser");
    return known !== undefined && existsSync(known);
  },

  async run() {
    const found = findBrowser() ?? (await firstThatGives(installFromPlaywright, installFromDebian));
    if (!found) {
      throw new StepError(
        "The tests need a Chromium: run `npx playwright install chromium`, install Chromium or " +
          "Chrome, or set TANDEM_BROWSER to the path of one.",
      );
    }
    writeStamp("browser", found);
  },
};

async function firstThatGives(...ways) {
  for (const way of ways) {
    await way().catch(() => console.log("  that did not work"));
    const found = findBrowser();
    if (found) return found;
  }
  return undefined;
}

function installFromPlaywright() {
  const require = createRequire(join(root, "package.json"));
  const cli = join(require.resolve("@playwright/test/package.json"), "..", "cli.js");
  return runStep(
    "Downloading a browser for the tests",
    process.execPath,
    [cli, "install", "chromium"],
    {
      timeoutMs: installTimeoutMs,
      quiet: true,
    },
  );
}

/** Only where it needs no password. */
async function installFromDebian() {
  if (!existsSync("/usr/bin/apt-get")) return;
  const prefix = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => [...prefix, "apt-get", ...args];
  const options = { timeoutMs: installTimeoutMs, quiet: true };
  const run = (title, [command, ...args]) => runStep(title, command, args, options);
  await run("Reading Debian's list of packages", apt("update"));
  await run(
    "Installing Debian's Chromium for the tests",
    apt("install", "-y", "--no-install-recommends", "chromium"),
  );
}
