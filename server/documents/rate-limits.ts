/** One rate for each person, remembered for those who came last. */
import { TokenBucket } from "./token-bucket";

/** Who is forgotten begins with a full burst. */
const mostPeople = 10_000;

export class RateLimits {
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(readonly rate: { readonly perSecond: number; readonly burst: number }) {}

  /** Whether `userId` may now. */
  take(userId: string, now: number): boolean {
    const { perSecond, burst } = this.rate;
    const bucket = this.#buckets.get(userId) ?? new TokenBucket(perSecond, burst, now);
    this.#buckets.delete(userId);
    this.#buckets.set(userId, bucket);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > mostPeople && oldest !== undefined) this.#buckets.delete(oldest);
    return bucket.take(now);
  }
}
