/** One engine under one workload, once, in a process of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Figures } from "./workloads/workload";

/** Longer than the slowest workload takes on a slow machine. */
const limitMs = 15 * 60_000;

/** @throws when the workload could not be carried out, with its own words */
export function runOne(workload: string, engine: string): Promise<Figures> {
  const script = join(import.meta.dirname, "run-one.ts");
  const flags = ["--expose-gc", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, script, workload, engine], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMs,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr = (stderr + data).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      const last = stdout.trim().split("\n").at(-1) ?? "";
      if (code === 0 && last.startsWith("{")) resolve(JSON.parse(last));
      else reject(new Error(stderr.match(/Error: .*/)?.[0] ?? `ended with ${code}. ${stderr}`));
    });
  });
}
