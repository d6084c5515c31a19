/**
 * How often changes go out: no more often than the server takes them from one connection. What is
 * typed in between goes out together, instead of being refused and sent again later.
 */

/** Below the server's own limits, so that a clock that runs differently, or a retry, has room. */
const perSecond = 25;
const burst = 40;

export class Pace {
  #tokens = burst;
  #at: number | undefined;

  /** Milliseconds from `now` until the next change may go. */
  waitMs(now: number): number {
    const elapsedMs = Math.max(0, now - (this.#at ?? now));
    this.#at = now;
    this.#tokens = Math.min(burst, this.#tokens + (elapsedMs * perSecond) / 1000);
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) * 1000) / perSecond);
  }

  /** One went. */
  taken(): void {
    this.#tokens -= 1;
  }
}
