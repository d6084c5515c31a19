/** What `npm start` runs: the pages, built by Next.js, and the server, bundled by esbuild. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runStep } from "./run.mjs";
import { digestOf, readStamp, root, writeStamp } from "./stamps.mjs";

const shared = ["collab", "package-lock.json", "tsconfig.json", "scripts/setup"];
const pages = ["app", "client", "components", "public", "next.config.mjs", "postcss.config.mjs"];
const pagesDigest = () => digestOf([...shared, ...pages, "proxy.ts"]);
const serverDigest = () => digestOf([...shared, "server", "prisma/models", "scripts/bundle.mjs"]);

export const buildPagesStep = {
  isDone: () => existsSync(join(root, ".next", "BUILD_ID")) && readStamp("pages") === pagesDigest(),

  async run() {
    const before = pagesDigest();
    const next = join("node_modules", "next", "dist", "bin", "next");
    await runStep("Building the pages (half a minute)", process.execPath, [next, "build"], {
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    writeStamp("pages", before);
  },
};

export const buildServerStep = {
  isDone: () =>
    existsSync(join(root, "build", "main.js")) && readStamp("server") === serverDigest(),

  async run() {
    const before = serverDigest();
    rmSync(join(root, "build"), { recursive: true, force: true });
    await runStep("Bundling the server", process.execPath, [join("scripts", "bundle.mjs")]);
    writeStamp("server", before);
  },
};
