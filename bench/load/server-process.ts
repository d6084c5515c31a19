/** An engine's server as a process of its own, whose use of processor and memory can be asked for. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { freePort } from "@/tests/support/tandem-server";
import type { Engine } from "../engines/engine";

const root = resolve(import.meta.dirname, "../..");
/** In the project, because a system's folder for temporary files may be in memory. */
export const workDir = join(root, "bench/.work");
/** A busy machine takes its time. */
const readyMs = 90_000;

export interface Usage {
  readonly cpuMs: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

export class ServerProcess {
  #child: ChildProcess | undefined;
  #output = "";

  private constructor(
    readonly engine: Engine,
    readonly port: number,
    readonly dataDir: string,
  ) {}

  static async start(engine: Engine): Promise<ServerProcess> {
    mkdirSync(workDir, { recursive: true });
    const dataDir = await mkdtemp(join(workDir, "data-"));
    const server = new ServerProcess(engine, await freePort(), dataDir);
    await server.launch();
    return server;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts the process, or starts it again on the same data, and waits until it answers. */
  async launch(): Promise<void> {
    const { script, nodeOptions = [], env } = this.engine.server(this.port, this.dataDir);
    const loader = script.endsWith(".ts") ? ["--import", "tsx"] : [];
    const profile = process.env.BENCH_PROFILE
      ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
      : [];
    const usage = ["--expose-gc", "--import", "./bench/measure/report-usage.mjs"];
    const options = [...nodeOptions, ...usage, ...profile, ...loader];
    const child = spawn(process.execPath, [...options, script], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    child.stdout?.on("data", (data) => this.#keep(data));
    child.stderr?.on("data", (data) => this.#keep(data));
    const deadline = Date.now() + readyMs;
    while (Date.now() < deadline && child.exitCode === null) {
      if (await this.engine.answers(this.port).catch(() => false)) return;
      await new Promise((next) => setTimeout(next, 20));
    }
    throw new Error(`${this.engine.name} did not start.\n${this.#output}`);
  }

  /** What the process has used so far, and its memory as it is. */
  usage(): Promise<Usage> {
    return this.#ask("usage");
  }

  /** Its memory after a collection, which is not to be asked for while something is measured. */
  held(): Promise<Usage> {
    return this.#ask("held");
  }

  async #ask(question: "usage" | "held"): Promise<Usage> {
    const child = this.#child;
    if (!child) throw new Error("The server does not run.");
    return new Promise((answer) => {
      child.once("message", (message: Usage) => answer(message));
      child.send(question);
    });
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((next) => child.once("exit", next));
    child.kill(signal);
    await ended;
  }

  async dispose(): Promise<void> {
    // A profile is written by a process that ends by itself.
    if (process.env.BENCH_PROFILE) {
      this.#child?.disconnect();
      await new Promise((next) => setTimeout(next, 3000));
    }
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  #keep(data: Buffer): void {
    this.#output = (this.#output + data.toString()).slice(-4000);
  }
}
