/** What the figures were taken on: processor, disk, load, and the state of the project. */
import { execFileSync } from "node:child_process";
import { closeSync, fdatasyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { median } from "./statistics";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** Of one durable write of 4 kB, in milliseconds. A quick disk flatters whoever stores. */
  readonly syncMs: number;
  readonly load: number;
}

export function machine(dir: string): Machine {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    syncMs: syncMs(dir),
    load: loadavg()[0] ?? 0,
  };
}

/** The commit, with a plus when the working tree has changes of its own. */
export function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
  return git("rev-parse", "--short", "HEAD") + (changed ? "+" : "");
}

function syncMs(dir: string): number {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, `sync-${process.pid}`);
  const file = openSync(path, "w");
  const times: number[] = [];
  for (let i = 0; i < 50; i++) {
    const started = performance.now();
    writeSync(file, Buffer.alloc(4096, i), 0, 4096, i * 4096);
    fdatasyncSync(file);
    times.push(performance.now() - started);
  }
  closeSync(file);
  rmSync(path);
  return Math.round(median(times) * 100) / 100;
}
