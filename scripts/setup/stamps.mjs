/** What was done for which input: a step is done while the digest of its input is its stamp. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Kept by git's ignore list; deleting it makes every step run again. */
export const stampFolder = join(root, ".setup");

export function readStamp(name) {
  const path = join(stampFolder, name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export function writeStamp(name, value) {
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(join(stampFolder, name), value);
}

/** Digest of the names and contents of files and folders; what is not there counts as absent. */
export function digestOf(paths, ...extra) {
  const hash = createHash("sha256");
  for (const value of extra) hash.update(`${value}\n`);
  for (const path of paths.flatMap((each) => filesUnder(each))) {
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(root, path)))
      .update("\n");
  }
  return hash.digest("hex");
}

/** Files of a folder in a fixed order; links are followed. Tests build nothing. */
function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .filter((name) => !name.startsWith(".") && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
