/** How many guests one address may make: each is a person, a session, and a first document with a history. */
import type { IncomingMessage } from "node:http";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import { RateLimits } from "../../documents/rate-limits";

/**
 * Behind one address may be a whole company on its first morning, or behind a proxy everybody: whoever
 * has a session is never counted. A crawler, which keeps none, is held to one a second.
 */
const newcomers = { perSecond: 1, burst: 2500 };

export class GuestLimits {
  readonly #rate: RateLimits;

  constructor(rate = newcomers) {
    this.#rate = new RateLimits(rate);
  }

  /** Why whoever asks can't be made a guest just now. */
  refusal({ socket }: IncomingMessage): Refusal | undefined {
    if (this.#rate.take(socket.remoteAddress ?? "", performance.now())) return undefined;
    const message = "Very many people came here from your address. Try again in a minute.";
    return refusal("rate_limited", message);
  }
}
