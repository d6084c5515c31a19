/** A rate limit: `perSecond` on average, `burst` at once. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  constructor(
    readonly perSecond: number,
    readonly burst: number,
    now: number,
  ) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** Milliseconds from the last `take` until there is a token. */
  get waitMs(): number {
    return Math.max(0, Math.ceil(((1 - this.#tokens) * 1000) / this.perSecond));
  }

  /** Takes one token at `now` (monotonic ms); false when there is none. */
  take(now: number): boolean {
    const elapsedS = Math.max(0, now - this.#at) / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + elapsedS * this.perSecond);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
