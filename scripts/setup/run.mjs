/** Runs one long step: says what it does, shows that it lives, and shows its output if it fails. */
import { spawn } from "node:child_process";
import { root } from "./stamps.mjs";

/** A step that failed for a reason the message explains. */
export class StepError extends Error {}

const heartbeatMs = 10_000;

/** @throws StepError after printing what the command said */
export async function runStep(title, command, args, options = {}) {
  const { env = {}, timeoutMs, advice = "" } = options;
  console.log(`· ${title} …`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && !command.endsWith(".exe"),
    timeout: timeoutMs,
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const beat = setInterval(() => console.log(`  still at it, ${seconds()} s`), heartbeatMs);
  try {
    const code = await new Promise((resolve) => {
      child.on("error", (error) => resolve(error.message));
      child.on("close", (status, signal) => resolve(signal || status));
    });
    if (code === 0) return console.log(`  done in ${seconds()} s`);
    if (!options.quiet) process.stderr.write(Buffer.concat(output));
    throw new StepError(`${title}: failed (${code}). ${advice}`.trim());
  } finally {
    clearInterval(beat);
  }
}
