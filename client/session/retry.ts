/** Trying again later: longer each time, with jitter, so that a restarted server is not stormed. */
import type { Clock } from "./ports";

const firstMs = 200;
const mostMs = 5_000;

export class Retry {
  #attempts = 0;
  #cancel: () => void = () => {};

  constructor(
    readonly clock: Clock,
    readonly random: () => number,
  ) {}

  /** Runs `fn` after a while; a call before that replaces it. */
  later(fn: () => void): void {
    this.#cancel();
    const ms = Math.min(mostMs, firstMs * 2 ** this.#attempts);
    this.#attempts += 1;
    this.#cancel = this.clock.after(ms * (0.5 + this.random()), fn);
  }

  /** It worked: the next failure starts from the beginning. */
  reset(): void {
    this.#attempts = 0;
    this.#cancel();
  }

  cancel(): void {
    this.#cancel();
  }
}
