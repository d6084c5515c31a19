/** Bundles the server to `build/`: packages stay outside, workers lie beside it in `workers/`. */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const workers = join(root, "server", "adapters", "workers");
const workerFiles = (existsSync(workers) ? readdirSync(workers) : []).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
);

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    { in: "server/main.ts", out: "server" },
    ...workerFiles.map((name) => ({
      in: join(workers, name),
      out: `workers/${name.replace(/\.ts$/, "")}`,
    })),
  ],
  outdir: "build",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: true,
  metafile: true,
  logLevel: "warning",
});

// What can't be found counts as a package, which is wrong for files of our own.
const missing = Object.values(metafile.outputs)
  .flatMap(({ imports }) => imports.map(({ path }) => path))
  .filter((path) => path.startsWith("@/"));
if (missing.length > 0) throw new Error(`There is no ${missing.join(", no ")}.`);

// Packages choose their production code while they are imported, and imports come before any
// statement of the file they stand in: so the setting has a file of its own.
writeFileSync(
  join(root, "build", "main.js"),
  '/** Starts the bundled server. */\nprocess.env.NODE_ENV = "production";\nawait import("./server.js");\n',
);
