/**
 * My changes on their way to the server: one in flight, its bytes frozen and sent again unchanged
 * until they are answered; everything unconfirmed is kept in this tab's drawer meanwhile.
 */
import type { Step } from "@tiptap/pm/transform";
import type { Refusal } from "@/collab/protocol/refusals";
import { collabState, type Inflight } from "../collab/collab-plugin";
import { freeze, freezeAll } from "../collab/freeze";
import { receiveNoop, takeBack } from "../collab/receive";
import { type KeptSteps, keptSteps, restoreSteps } from "../collab/restore";
import { Keeper } from "./keeper";
import { Pace } from "./pace";
import type { EditorPort, PendingDrawer, PendingWork, Unmerged } from "./ports";
import { Retry } from "./retry";
import type { SessionOptions } from "./session-options";

/** A timeout is not a failure: the same bytes go again, and are answered from the log. */
const answerMs = 15_000;
/** An acknowledged change whose broadcast does not come is pulled. */
const broadcastMs = 2_000;

const mayNotWrite = "You may no longer change this document.";
const tooLarge = "It is too large to be sent at once. Put it back in smaller parts.";

const nothing: KeptSteps = { version: 0, steps: [], wires: [], inflight: null };

interface Owner {
  editor(): EditorPort | undefined;
  joined(): boolean;
  mayWrite(): boolean;
  userId(): string;
  unmerged(): readonly Unmerged[];
  changed(): void;
  lost(steps: readonly Step[], why: string): void;
  pull(): void;
}

export class Outbox {
  readonly #options: SessionOptions;
  readonly #owner: Owner;
  readonly #retry: Retry;
  readonly #pace = new Pace();
  readonly #keeper: Keeper;
  /** The change a request is under way for. */
  #asking: string | undefined;
  #acknowledged: { changeId: string; version: number } | undefined;
  /** Since when there was something unconfirmed, and since when something not even sent. */
  #pendingSince: number | undefined;
  #unsentSince: number | undefined;
  /** Since when an answer is owed on this connection. */
  #askedSince: number | undefined;
  /** Unconfirmed steps, while there is no editor to hold them. */
  #kept: KeptSteps | undefined;
  /** Why the server could not store what it was last asked to. */
  #trouble: string | null = null;
  #closed = false;
  #cancelTick: (() => void) | undefined;
  #cancelPull: () => void = () => {};
  #cancelFlush: (() => void) | undefined;

  constructor(options: SessionOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
    this.#retry = new Retry(options.clock, options.random);
    this.#keeper = new Keeper(options, () => this.#work());
  }

  /** What is typed in one turn goes out together. */
  localChange(): void {
    this.#unsentSince ??= this.#options.clock.now();
    this.#keeper.ready();
    this.#keeper.keepSoon();
    void Promise.resolve().then(() => this.flush());
  }

  /** What is unconfirmed, as the state line tells it. */
  pending() {
    const editor = this.#owner.editor();
    const state = editor && collabState(editor.state);
    const steps = (state?.unconfirmed ?? this.#kept?.steps ?? []).length;
    // Also when all of its steps lost their place here: the server may have found one for them.
    const asked = (state ?? this.#kept)?.inflight ? 1 : 0;
    const count = Math.max(steps, asked);
    const now = this.#options.clock.now();
    if (count === 0) this.#pendingSince = undefined;
    else this.#pendingSince ??= now;
    this.#tick();
    const ageOf = (since: number | undefined) => (since === undefined ? null : now - since);
    return {
      count,
      oldestPendingMs: ageOf(this.#pendingSince),
      unansweredMs: ageOf(count === 0 ? undefined : this.#askedSince),
      trouble: count === 0 ? null : this.#trouble,
    };
  }

  /** Sends what there is to send; harmless to call at any time. */
  flush(): void {
    const editor = this.#owner.editor();
    if (!editor || this.#closed || this.#asking || !this.#owner.joined()) return;
    const { inflight } = collabState(editor.state);
    if (inflight) {
      if (this.#acknowledged?.changeId !== inflight.changeId) void this.#ask(inflight);
      return;
    }
    if (editor.composing || !this.#inTime()) return;
    const mayWrite = this.#owner.mayWrite();
    const frozen = mayWrite ? freeze(editor.state, this.#options.newId()) : freezeAll(editor.state);
    if (!frozen) return;
    this.#unsentSince = undefined;
    editor.dispatch(frozen.transaction);
    if (!mayWrite) this.#giveBack(editor, mayNotWrite);
    else if (frozen.tooLarge) this.#giveBack(editor, tooLarge);
    else {
      this.#pace.taken();
      void this.#ask(frozen.inflight);
    }
  }

  /** Whether a change may go now; if not, it does as soon as it may. */
  #inTime(): boolean {
    const { clock } = this.#options;
    const waitMs = this.#pace.waitMs(clock.now());
    if (waitMs === 0) return true;
    this.#cancelFlush ??= clock.after(waitMs, () => {
      this.#cancelFlush = undefined;
      this.flush();
    });
    return false;
  }

  /** My change came back. */
  confirmed(): void {
    this.#trouble = null;
    this.#askedSince = undefined;
    this.#acknowledged = undefined;
    this.#cancelPull();
    this.#retry.reset();
    this.#pendingSince = this.#unsentSince;
    this.#keeper.keepSoon();
    this.flush();
  }

  /** The editor moved on: an acknowledged change that made no version is done with. */
  acknowledgedVersionReached(): void {
    const editor = this.#owner.editor();
    if (!editor || !this.#acknowledged) return;
    const { version, inflight } = collabState(editor.state);
    if (version < this.#acknowledged.version) return;
    if (inflight?.changeId === this.#acknowledged.changeId) receiveNoop(editor);
    this.confirmed();
  }

  /** Work of a tab that is gone becomes mine, with the change it may have had in flight. */
  adopt(kept: KeptSteps, drawer: PendingDrawer): void {
    this.#kept = kept;
    this.#keeper.use(drawer);
  }

  /** The editor goes; what it has not had confirmed stays here until there is another. */
  detached(editor: EditorPort): void {
    this.#kept = keptSteps(editor);
  }

  /** There is an editor, on the version on which the last one was left. */
  attached(editor: EditorPort): void {
    const kept = this.#kept;
    this.#kept = undefined;
    if (!kept || (kept.steps.length === 0 && !kept.inflight)) return;
    const lost = restoreSteps(editor, kept);
    if (lost.length > 0) this.#owner.lost(lost, "It does not fit the document any more.");
  }

  disconnected(): void {
    this.#askedSince = undefined;
    this.#retry.cancel();
    this.#cancelPull();
  }

  persistSoon(): void {
    this.#keeper.keepSoon();
  }

  /** Resolves to whether it is kept on this device. */
  persist(): Promise<boolean> {
    return this.#keeper.keepInTime();
  }

  close(): void {
    this.#closed = true;
    this.#retry.cancel();
    this.#cancelPull();
    this.#cancelTick?.();
    this.#cancelFlush?.();
    this.#keeper.close();
  }

  async #ask(inflight: Inflight): Promise<void> {
    const { changeId, baseVersion, steps, caret } = inflight;
    this.#asking = changeId;
    this.#askedSince ??= this.#options.clock.now();
    const { transport, documentId, adopted } = this.#options;
    // Were the tab to die between sending and keeping the id, the work would be sent twice.
    await this.#keeper.keepInTime();
    // Whose work is delivered for them has no caret here.
    const end = caret && !adopted ? { caret } : {};
    const payload = { documentId, changeId, baseVersion, steps, ...end };
    const answer = this.#owner.joined()
      ? await transport
          .request("apply_change", payload, { timeoutMs: answerMs })
          .catch(() => undefined)
      : undefined;
    this.#asking = undefined;
    if (this.#closed) return;
    const editor = this.#owner.editor();
    const current = editor && collabState(editor.state).inflight?.changeId === changeId;
    if (!current) return this.flush();
    if (answer?.ok) this.#accepted(changeId, answer.version);
    else if (answer && !answer.error.retryable) this.#giveBack(editor, answer.error.message);
    else if (this.#owner.joined()) this.#again(answer?.error);
  }

  #again(error: Refusal | undefined): void {
    if (error?.code === "unavailable") this.#trouble = error.message;
    this.#owner.changed();
    this.#retry.later(() => this.flush());
  }

  #accepted(changeId: string, version: number): void {
    this.#acknowledged = { changeId, version };
    this.#retry.reset();
    this.acknowledgedVersionReached();
    if (!this.#acknowledged) return;
    this.#cancelPull();
    this.#cancelPull = this.#options.clock.after(broadcastMs, () => this.#owner.pull());
  }

  /** A change that was refused, or must not be sent, is undone; its content stays its author's. */
  #giveBack(editor: EditorPort, why: string): void {
    this.#owner.lost(takeBack(editor).lost, why);
    this.confirmed();
    this.#owner.changed();
  }

  /** What this device is to keep; undefined while it is not known whose that is. */
  #work(): PendingWork | undefined {
    const editor = this.#owner.editor();
    const kept = editor ? keptSteps(editor) : (this.#kept ?? nothing);
    const userId = this.#owner.userId();
    if (userId === "") return undefined;
    const { documentId } = this.#options;
    return { ...kept, documentId, userId, unmerged: this.#owner.unmerged() };
  }

  /** While something is pending its age is told every second. */
  #tick(): void {
    if (this.#pendingSince === undefined || this.#closed) {
      this.#cancelTick?.();
      this.#cancelTick = undefined;
      return;
    }
    this.#cancelTick ??= this.#options.clock.after(1000, () => {
      this.#cancelTick = undefined;
      this.#owner.changed();
    });
  }
}
