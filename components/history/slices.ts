/** Long work on the page, a little at a time, so that it never stands still. */

/** Half of what a screen takes to draw. */
const sliceMs = 8;

/** Call it often: now and then it waits, and lets the page do what it has to. */
export class Slices {
  #since = performance.now();
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** True when it is time to `rest`. */
  get due(): boolean {
    return performance.now() - this.#since > sliceMs;
  }

  /** @throws the signal's reason when nobody waits any more */
  async rest(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }
}
