/**
 * Changes on their way into the editor: in version order, missing ones pulled, all of them held
 * back while an input method composes.
 */
import type { WireChange } from "@/collab/protocol/server-messages";
import { collabState } from "../collab/collab-plugin";
import { type Received, receive } from "../collab/receive";
import { Inbox } from "./inbox";
import type { EditorPort } from "./ports";
import { Retry } from "./retry";
import type { SessionOptions } from "./session-options";

const pullMs = 10_000;
/** Text under an input method is left alone, but not for ever. */
const composingLimitMs = 5_000;
/** Taking in that costs more than this (much is unconfirmed, much is typed) is done less often. */
const quickMs = 1;
/** How much of what it costs is what it cost last: one pause of the machine's is no reason to wait. */
const weightOfLast = 0.2;
/** So many times as long as it took, it then rests: ten changes at once cost little more than one. */
const restTimes = 8;
const mostRestMs = 100;

interface Owner {
  editor(): EditorPort | undefined;
  joined(): boolean;
  version(): number;
  received(received: Received): void;
  /** Everything that could be taken in was. */
  drained(): void;
  /** What came does not fit what the editor has: only the document as a whole will help. */
  derailed(): void;
}

export class Incoming {
  readonly #options: SessionOptions;
  readonly #owner: Owner;
  readonly #retry: Retry;
  #inbox = new Inbox();
  /** The newest version the server is known to have. */
  #head = 0;
  #pulling = false;
  #closed = false;
  #composingSince: number | undefined;
  #cancelWait: () => void = () => {};
  #costMs = 0;
  #restUntil = 0;
  #cancelRest: (() => void) | undefined;

  constructor(options: SessionOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
    this.#retry = new Retry(options.clock, options.random);
  }

  /** `head`: the server's version, when it told more than the changes do. */
  add(changes: readonly WireChange[], head = 0): void {
    this.#keep(changes, head);
    const { clock } = this.#options;
    const restMs = this.#restUntil - clock.now();
    if (restMs > 0) {
      this.#cancelRest ??= clock.after(restMs, () => {
        this.#cancelRest = undefined;
        this.drain();
      });
    } else this.drain();
  }

  /** The document came as a whole, at `version`: what was waiting is of no use. */
  startAt(version: number): void {
    this.#inbox = new Inbox();
    this.#head = version;
  }

  /** Everything that continues my version goes into the editor. */
  drain(): void {
    const editor = this.#owner.editor();
    if (!editor || this.#mustWait(editor)) return;
    const started = this.#options.clock.now();
    for (;;) {
      editor.flush();
      const { version, inflight } = collabState(editor.state);
      const changes = this.#inbox.take(version, inflight?.changeId);
      if (changes.length === 0) break;
      let received: Received;
      try {
        received = receive(editor, changes);
      } catch (error) {
        // The document as a whole gets over it; whoever looks for the bug finds it here.
        console.error(error);
        this.#owner.derailed();
        return;
      }
      this.#owner.received(received);
    }
    const now = this.#options.clock.now();
    this.#costMs += weightOfLast * (now - started - this.#costMs);
    const restMs = Math.min(mostRestMs, restTimes * this.#costMs);
    if (this.#costMs > quickMs) this.#restUntil = now + restMs;
    this.#owner.drained();
    if (this.#owner.version() < this.#head) void this.pull();
  }

  compositionEnded(): void {
    this.#composingSince = undefined;
    this.#cancelWait();
    this.drain();
  }

  async pull(): Promise<void> {
    if (this.#pulling || !this.#owner.joined()) return;
    this.#pulling = true;
    const { transport, documentId } = this.#options;
    const before = this.#owner.version();
    const answer = await transport
      .request("pull", { documentId, since: before }, { timeoutMs: pullMs })
      .catch(() => undefined);
    if (!this.#closed && answer?.ok) {
      this.#keep(answer.changes, answer.version);
      this.drain();
    }
    this.#pulling = false;
    const behind = this.#owner.version() < this.#head;
    if (this.#closed || (answer?.ok && !behind)) return this.#retry.reset();
    if (answer?.ok && this.#owner.version() > before) {
      this.#retry.reset();
      return this.pull();
    }
    // What waits for an input method pulls again when that lets go.
    if (this.#owner.joined() && this.#composingSince === undefined) {
      this.#retry.later(() => void this.pull());
    }
  }

  close(): void {
    this.#closed = true;
    this.#retry.cancel();
    this.#cancelWait();
    this.#cancelRest?.();
  }

  #keep(changes: readonly WireChange[], head: number): void {
    this.#head = Math.max(this.#head, head, changes.at(-1)?.version ?? 0);
    this.#inbox.add(changes, this.#owner.version());
  }

  #mustWait(editor: EditorPort): boolean {
    const { clock } = this.#options;
    if (!editor.composing) {
      this.#composingSince = undefined;
      return false;
    }
    if (this.#composingSince === undefined) {
      this.#composingSince = clock.now();
      this.#cancelWait();
      this.#cancelWait = clock.after(composingLimitMs, () => this.drain());
    }
    return clock.now() - this.#composingSince < composingLimitMs;
  }
}
