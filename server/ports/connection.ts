/** One client's wire, as its UserActor sees it: a socket, a stream of events, or an HTTP request. */
import type { ServerEvents } from "@/collab/protocol/server-messages";

export interface Connection {
  /** The client learns from a change where its author's caret is, and need not be told apart. */
  readonly readsCarets?: boolean;
  /** Sends in order. The same payload object is encoded once, whatever the number of receivers. */
  send<Event extends keyof ServerEvents>(event: Event, payload: ServerEvents[Event]): void;
  /** Bytes accepted by `send` which the client has not taken yet. */
  backlogBytes(): number;
  /** Ends the connection; the client may come back. */
  close(): void;
}
