/** How late the event loop is: how much longer than it should a timer of a few milliseconds takes. */
import { monitorEventLoopDelay } from "node:perf_hooks";

/** Between two looks. */
const resolutionMs = 10;

export class LoopDelay {
  readonly #intervals = monitorEventLoopDelay({ resolution: resolutionMs });

  start(): void {
    this.#intervals.enable();
  }

  stop(): void {
    this.#intervals.disable();
  }

  /** Since the last reading; 0 when there is nothing yet. */
  readP99Ms(): number {
    const intervalMs = this.#intervals.percentile(99) / 1e6;
    this.#intervals.reset();
    // What Node calls a delay is the whole interval, the wanted wait included.
    return Number.isFinite(intervalMs) ? Math.max(0, intervalMs - resolutionMs) : 0;
  }
}
