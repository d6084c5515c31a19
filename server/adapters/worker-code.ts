/** The program of a worker: the bundle has it beside it; the source is translated as it is read. */
import { existsSync } from "node:fs";

/** What a `Worker` is made with: its program, and whether that is code or a place. */
export function workerCode(name: string): { code: string | URL; eval: boolean } {
  const bundled = new URL(`./workers/${name}.js`, import.meta.url);
  if (existsSync(bundled)) return { code: bundled, eval: false };
  return translated(new URL(`./workers/${name}.ts`, import.meta.url));
}

/** A worker out of its source. */
export function translated(source: URL): { code: string; eval: boolean } {
  const file = JSON.stringify(source.href);
  const code = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${file}); })`;
  return { code, eval: true };
}
