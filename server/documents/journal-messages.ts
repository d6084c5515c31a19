/** What is said to the Journal: by DocumentActors, and by itself when a write has ended. */
import type { Message } from "../actors/message";
import type { ActorRef } from "../actors/ref";
import type { AppendResult, StoredChange } from "../ports/change-log";
import type { StoreFailure } from "../ports/store-error";
import type { DocumentMessage } from "./messages";

export interface AppendChange extends Message {
  readonly tag: "append";
  readonly document: ActorRef<DocumentMessage>;
  readonly epoch: number;
  readonly change: StoredChange;
}

// From the Journal to itself: how a write ended.

export interface Written extends Message {
  readonly tag: "written";
  readonly results: readonly AppendResult[];
}

export interface WriteFailed extends Message {
  readonly tag: "write_failed";
  readonly failure: StoreFailure;
}

export interface WriteAgain extends Message {
  readonly tag: "write_again";
}

export type JournalMessage = AppendChange | Written | WriteFailed | WriteAgain;
