/** Getting into a document: asked again until answered, from my version or, if need be, afresh. */

import type { Refusal } from "@/collab/protocol/refusals";
import type { JoinAnswer } from "@/collab/protocol/server-messages";
import { PROTOCOL_VERSION, SCHEMA_VERSION } from "@/collab/protocol/version";
import { Retry } from "./retry";
import type { SessionOptions } from "./session-options";

const joinMs = 10_000;

interface Owner {
  /** The version I have; undefined when there is no document yet. */
  version(): number | undefined;
  /** With `afresh`, the answer's `doc` takes the place of what I have. */
  entered(answer: JoinAnswer, afresh: boolean): void;
  refused(refusal: Refusal): void;
}

export class Joining {
  readonly #options: SessionOptions;
  readonly #owner: Owner;
  readonly #retry: Retry;
  #afresh = false;
  #closed = false;

  constructor(options: SessionOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
    this.#retry = new Retry(options.clock, options.random);
  }

  async join(): Promise<void> {
    if (this.#closed) return;
    const { transport, documentId } = this.#options;
    const since = this.#afresh ? undefined : this.#owner.version();
    const payload = {
      documentId,
      protocol: PROTOCOL_VERSION,
      schema: SCHEMA_VERSION,
      ...(since !== undefined && { since }),
    };
    const answer = await transport
      .request("join", payload, { timeoutMs: joinMs })
      .catch(() => undefined);
    if (this.#closed || !transport.connected) return;
    if (answer?.ok) this.#entered(answer, since);
    else if (!answer || answer.error.retryable) this.#retry.later(() => void this.join());
    // The server is behind what I have seen: it was set back, and so must I be.
    else if (since !== undefined && answer.error.code === "invalid_message") this.joinAfresh();
    else this.#owner.refused(answer.error);
  }

  /** What I have is of no use: the next join asks for the document as a whole. */
  joinAfresh(): void {
    this.#afresh = true;
    this.#retry.later(() => void this.join());
  }

  /** Unless somebody else on this connection needs it. Also takes back a join not answered yet. */
  leave(): void {
    const { transport, documentId, adopted, keepJoined } = this.#options;
    if (adopted || keepJoined?.()) return;
    transport.request("leave", { documentId }, { timeoutMs: 1000 }).catch(() => {});
  }

  close(): void {
    this.#closed = true;
    this.#retry.cancel();
  }

  #entered(answer: JoinAnswer, since: number | undefined): void {
    // Asked for in vain meanwhile: this answer is to a question from before.
    if (this.#afresh && since !== undefined) return;
    const afresh = this.#afresh;
    this.#afresh = false;
    // What did not fit once may not fit again: each time it is asked for later.
    if (afresh) this.#retry.cancel();
    else this.#retry.reset();
    this.#owner.entered(answer, afresh);
  }
}
