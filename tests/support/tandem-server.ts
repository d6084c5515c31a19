/** A real Tandem as a child process, on a free port with a data directory of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeOptions, serverScript } from "./start-line";

const readyMs = 30_000;
export const adminToken = "administrators-token-for-tests";
/** What a measured server is started with: see there. */
const measuredBy = ["--expose-gc", "--import", "./bench/measure/report-usage.mjs"];

export interface ServerOptions {
  readonly env?: Record<string, string>;
  /** A command that runs the server within what it prepares, and becomes it by `exec`. */
  readonly within?: (dataDir: string) => readonly [command: string, ...args: string[]];
  /** It can be asked for its use of processor and memory, and ends with whoever started it. */
  readonly measured?: boolean;
}

/** What a process has used so far, and its memory as it is. */
export interface Usage {
  readonly cpuMs: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

export class TandemServer {
  #child: ChildProcess | undefined;
  #output = "";

  private constructor(
    readonly port: number,
    readonly dataDir: string,
    readonly options: ServerOptions,
  ) {}

  static async start(options: ServerOptions = {}): Promise<TandemServer> {
    const dataDir = await mkdtemp(join(tmpdir(), "tandem-test-"));
    const server = new TandemServer(await freePort(), dataDir, options);
    await server.launch();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** False when the process ended, by itself or by force. */
  get running(): boolean {
    const child = this.#child;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Everything the server printed. */
  get output(): string {
    return this.#output;
  }

  /** Starts the process (again, on the same data) and waits until it is ready. */
  async launch(): Promise<void> {
    const { within, measured } = this.options;
    const options = [...nodeOptions, ...(measured ? measuredBy : [])];
    const program = [process.execPath, ...options, serverScript];
    const line = [...(within?.(this.dataDir) ?? []), ...program];
    const child = spawn(line[0] ?? "", line.slice(1), {
      env: {
        ...process.env,
        NODE_ENV: "production",
        PORT: String(this.port),
        HOST: "127.0.0.1",
        DATA_DIR: this.dataDir,
        LOG_LEVEL: "warn",
        TANDEM_ADMIN_TOKEN: adminToken,
        ...this.options.env,
      },
      stdio: ["ignore", "pipe", "pipe", ...(measured ? ["ipc" as const] : [])],
    });
    this.#child = child;
    const keep = (data: Buffer) => {
      this.#output += data.toString();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    const deadline = Date.now() + readyMs;
    while (Date.now() < deadline) {
      if (!this.running) break;
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The server did not become ready.\n${this.#output}`);
  }

  /** Only of a `measured` one, as `held` is. */
  usage(): Promise<Usage> {
    return this.#ask("usage");
  }

  /** Its memory after a collection, which is not to be asked for while something is measured. */
  held(): Promise<Usage> {
    return this.#ask("held");
  }

  async #ask(question: "usage" | "held"): Promise<Usage> {
    const child = this.#child;
    if (!child?.connected) throw new Error("The server does not run, or is not measured.");
    return new Promise((answer, fail) => {
      const ended = () => fail(new Error("The server ended while it was asked."));
      child.once("exit", ended);
      child.once("message", (usage: Usage) => {
        child.off("exit", ended);
        answer(usage);
      });
      child.send(question);
    });
  }

  /** Ends the process with `signal` and waits for its end; the data stays. */
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.running) return null;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return ended;
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** A port nobody listens on, below the range of outgoing connections. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer()
        .once("error", () => resolve(false))
        .once("listening", () => probe.close(() => resolve(true)))
        .listen(port, "127.0.0.1");
    });
    if (free) return port;
  }
}
