/** A stream of server-sent events as a UserActor sees it: a connection that can only listen. */
import type { ServerResponse } from "node:http";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { ServerEvents } from "@/collab/protocol/server-messages";
import type { Stream } from "../../documents/following";
import { payloadText } from "../wire-text";

/**
 * What a reader may leave unread; one that leaves more is cut off, and resumes by version. A page
 * of the log is sent on top of a quarter of this at most, so that catching up cuts nobody off.
 */
export const unreadBytes = 1024 * 1024;
/** How soon a reader that was cut off may come back, in milliseconds. */
const retryMs = 1000;

export class EventStream implements Stream {
  readonly #response: ServerResponse;
  readonly #updated: (deleted: boolean) => void;
  #open = false;
  #writtenBytes = 0;
  #takenAtLastBeat = 0;

  /** `updated` is called after the reader was told that something about the document changed. */
  constructor(response: ServerResponse, updated: (deleted: boolean) => void) {
    this.#response = response;
    this.#updated = updated;
  }

  /** Begins the answer. An `id` without data is what a browser's EventSource resumes from, too. */
  open(version: number): void {
    this.#open = true;
    this.#response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    });
    this.#write(`retry: ${retryMs}\nid: ${version}\n\n`);
  }

  send<Event extends keyof ServerEvents>(event: Event, payload: ServerEvents[Event]): void {
    this.#write(textOf(event, payload));
    if (event === "document_updated") this.#updated("deleted" in payload && !!payload.deleted);
  }

  backlogBytes(): number {
    return this.#response.writableLength;
  }

  /** Keeps proxies from closing a quiet stream, and finds out whether anybody still reads. */
  beat(): void {
    const taken = this.#writtenBytes - this.backlogBytes();
    const stuck = this.backlogBytes() > 0 && taken <= this.#takenAtLastBeat;
    this.#takenAtLastBeat = taken;
    if (stuck) this.#response.destroy();
    else this.#write(": beat\n\n");
  }

  /** The last event says why there are no more. Before the stream is open there is only a request. */
  end(error: Refusal): void {
    if (!this.#open || this.#response.writableEnded) return;
    this.#write(`event: end\ndata: ${JSON.stringify({ error })}\n\n`);
    this.#response.end();
  }

  close(): void {
    const message = "The server ended this stream. Follow again; Last-Event-ID resumes it.";
    this.end(refusal("unavailable", message));
  }

  #write(text: string): void {
    if (!this.#open || this.#response.writableEnded || this.#response.destroyed) return;
    this.#writtenBytes += Buffer.byteLength(text);
    this.#response.write(text);
    if (this.backlogBytes() > unreadBytes) this.#response.destroy();
  }
}

/** An event with the id that resumes after it, when it is one of the document's changes. */
function textOf<Event extends keyof ServerEvents>(
  event: Event,
  payload: ServerEvents[Event],
): string {
  const version = "changes" in payload ? payload.changes.at(-1)?.version : undefined;
  const id = version === undefined ? "" : `id: ${version}\n`;
  return `${id}event: ${event}\ndata: ${payloadText(payload)}\n\n`;
}
