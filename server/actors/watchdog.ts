/**
 * The watchdog: names whoever held the event loop too long. JavaScript can't be pre-empted, so it
 * can only tell afterwards: by the length of a handler, and by how late the next slice came, which
 * is the fault of code that ran between the slices (what follows an `await`, or no actor at all).
 */
import type { Kernel } from "./kernel";
import type { Process } from "./process";

export class Watchdog {
  readonly #kernel: Kernel;
  /** Who was last seen to run code between slices. */
  #suspect: Process | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  handled(process: Process, message: string, ms: number): void {
    if (ms >= this.#kernel.limits.loopHeldMs) this.#report(process, message, ms);
  }

  resumed(process: Process): void {
    this.#suspect = process;
  }

  sliceBegan(lateMs: number): void {
    if (lateMs >= this.#kernel.limits.loopHeldMs) this.#report(this.#suspect, "await", lateMs);
    this.#suspect = undefined;
  }

  #report(process: Process | undefined, message: string, ms: number): void {
    const { events } = this.#kernel;
    if (!events.observed("loop_held")) return;
    const label = process?.label ?? "no actor";
    events.emit({ tag: "loop_held", ref: process?.ref, label, message, ms });
  }
}
