/** A server, a wire if need be, and what both used while something went on. */
import { performance } from "node:perf_hooks";
import type { Engine } from "../engines/engine";
import { DelayLine } from "./delay-line";
import { ServerProcess } from "./server-process";

export interface Used {
  readonly seconds: number;
  readonly serverCpuMs: number;
  readonly serverCpuPercent: number;
  readonly serverMemoryMb: number;
  /** Of the process that types: near 100 it is what limits. */
  readonly loadCpuPercent: number;
}

export class Stage {
  readonly #lines: DelayLine[] = [];

  private constructor(
    readonly engine: Engine,
    readonly server: ServerProcess,
  ) {}

  /** Runs `act` beside a fresh server, and takes everything down afterwards. */
  static async with<T>(engine: Engine, act: (stage: Stage) => Promise<T>): Promise<T> {
    const stage = new Stage(engine, await ServerProcess.start(engine));
    try {
      return await act(stage);
    } finally {
      for (const line of stage.#lines) line.close();
      await stage.server.dispose();
    }
  }

  async line(roundTripMs: number): Promise<DelayLine> {
    const line = await DelayLine.start(this.server.port, roundTripMs);
    this.#lines.push(line);
    return line;
  }

  /** What was used while `act` went on. */
  async used(act: () => Promise<void>): Promise<Used> {
    const before = await this.server.usage();
    const mine = process.cpuUsage();
    const started = performance.now();
    await act();
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(mine);
    const after = await this.server.usage();
    const serverCpuMs = after.cpuMs - before.cpuMs;
    return {
      seconds,
      serverCpuMs,
      serverCpuPercent: serverCpuMs / seconds / 10,
      serverMemoryMb: after.rss / 1e6,
      loadCpuPercent: (user + system) / 1e4 / seconds,
    };
  }
}
