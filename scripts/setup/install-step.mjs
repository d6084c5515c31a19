/** Packages: exactly those of the lock file, built for this Node. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runStep } from "./run.mjs";
import { digestOf, root } from "./stamps.mjs";

const installed = join(root, "node_modules", ".package-lock.json");
/** Lies in `node_modules`, so that it goes with what it speaks of. */
const stamp = join(root, "node_modules", ".tandem-setup");

export const installStep = {
  isDone() {
    if (!existsSync(installed)) return false;
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted()) return true;
    // Somebody ran npm by hand: take it over when it is complete.
    if (!matchesLock() || !nativeModuleLoads()) return false;
    writeFileSync(stamp, wanted());
    return true;
  },

  async run() {
    const script = process.env.npm_execpath;
    const npm = script?.endsWith(".js") ? [process.execPath, script] : ["npm"];
    const [command, ...first] = npm;
    await runStep(
      "Installing packages (a minute or two the first time)",
      command,
      [...first, "ci", "--include=dev", "--no-audit", "--no-fund"],
      {
        env: {
          // With NODE_ENV=production npm would leave out what builds and tests need.
          NODE_ENV: "",
          // An npm that knows no `allowScripts` runs Prisma's script, which downloads an engine.
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        },
        advice: "Is the network there? Then try `npm ci` by hand.",
      },
    );
    writeFileSync(stamp, wanted());
  },
};

/** The native module is built for one ABI of Node. */
function wanted() {
  const { platform, arch, versions } = process;
  return digestOf(["package-lock.json"], platform, arch, versions.modules);
}

function matchesLock() {
  const packagesOf = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, { version, optional }]) =>
      path === "" || optional || present[path]?.version === version,
  );
}

function nativeModuleLoads() {
  try {
    const Database = createRequire(join(root, "package.json"))("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}
