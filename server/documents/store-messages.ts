/** What a DocumentActor hears of a store that takes no changes just now. */
import type { Message } from "../actors/message";
import type { StoreFailure } from "../ports/store-error";

/** From the Journal: nothing was written; it keeps what it has, and goes on trying. */
export interface AppendWaits extends Message {
  readonly tag: "append_waits";
  readonly failure: StoreFailure;
}

/** To itself: the document, which could only be opened to be read, is its own now. */
export interface Claimed extends Message {
  readonly tag: "claimed";
  /** Undefined when the document is gone. */
  readonly epoch: number | undefined;
  readonly headVersion: number;
}

/** To itself: the document can still only be read. */
export interface ClaimFailed extends Message {
  readonly tag: "claim_failed";
  readonly failure: StoreFailure;
}

export type StoreNews = AppendWaits | Claimed | ClaimFailed;
