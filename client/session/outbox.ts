/**
 * My changes on their way to the server: one in flight, its bytes frozen and sent again unchanged
 * until they are answered; everything unconfirmed is kept in this tab's drawer meanwhile.
 */
import { Step } from "@tiptap/pm/transform";
import type { Refusal } from "@/collab/protocol/refusals";
import { collabState, type Inflight } from "../collab/collab-plugin";
import { freeze, markInflight } from "../collab/freeze";
import { receiveNoop, takeBack } from "../collab/receive";
import type { EditorPort, PendingDrawer, PendingWork, Unmerged } from "./ports";
import { Retry } from "./retry";
import type { SessionOptions } from "./session-options";

/** A timeout is not a failure: the same bytes go again, and are answered from the log. */
const answerMs = 15_000;
/** How long typing may gather before it is put into the drawer. */
const persistMs = 250;
/** An acknowledged change whose broadcast does not come is pulled. */
const broadcastMs = 2_000;

interface Owner {
  editor(): EditorPort | undefined;
  /** Joined, with the right to write. */
  live(): boolean;
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
  #drawer: Promise<PendingDrawer> | undefined;
  /** The change a request is under way for. */
  #asking: string | undefined;
  #acknowledged: { changeId: string; version: number } | undefined;
  #pendingSince: number | undefined;
  #closed = false;
  #cancelPersist: (() => void) | undefined;
  #cancelTick: (() => void) | undefined;
  #cancelPull: () => void = () => {};

  constructor(options: SessionOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
    this.#retry = new Retry(options.clock, options.random);
  }

  /** What is typed in one turn goes out together. */
  localChange(): void {
    this.persistSoon();
    void Promise.resolve().then(() => this.flush());
  }

  /** What is unconfirmed, as the state line tells it. */
  pending(): { count: number; oldestMs: number | null } {
    const editor = this.#owner.editor();
    const count = editor ? collabState(editor.state).unconfirmed.length : 0;
    const now = this.#options.clock.now();
    if (count === 0) this.#pendingSince = undefined;
    else this.#pendingSince ??= now;
    this.#tick();
    return { count, oldestMs: this.#pendingSince === undefined ? null : now - this.#pendingSince };
  }

  /** Sends what there is to send; harmless to call at any time. */
  flush(): void {
    const editor = this.#owner.editor();
    if (!editor || this.#closed || this.#asking || !this.#owner.live()) return;
    const { inflight } = collabState(editor.state);
    if (inflight) {
      if (this.#acknowledged?.changeId !== inflight.changeId) void this.#ask(inflight);
      return;
    }
    if (editor.composing) return;
    const frozen = freeze(editor.state, this.#options.newId());
    if (!frozen) return;
    editor.dispatch(frozen.transaction);
    void this.#ask(frozen.inflight);
  }

  /** My change came back. */
  confirmed(): void {
    this.#acknowledged = undefined;
    this.#cancelPull();
    this.#retry.reset();
    this.#pendingSince = undefined;
    this.persistSoon();
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
  restore(work: PendingWork, drawer: PendingDrawer): void {
    this.#drawer = Promise.resolve(drawer);
    const editor = this.#owner.editor();
    if (!editor) return;
    const tr = editor.state.tr;
    const lost: Step[] = [];
    const wires: (number | null)[] = [];
    for (const [index, json] of work.steps.entries()) {
      const step = Step.fromJSON(editor.state.schema, json);
      if (tr.maybeStep(step).failed) lost.push(step);
      else wires.push(work.wires[index] ?? null);
    }
    editor.dispatch(tr);
    if (work.inflight) editor.dispatch(markInflight(editor.state, work.inflight, wires));
    if (lost.length > 0) this.#owner.lost(lost, "It does not fit the document any more.");
  }

  disconnected(): void {
    this.#retry.cancel();
    this.#cancelPull();
  }

  persistSoon(): void {
    this.#cancelPersist ??= this.#options.clock.after(persistMs, () => {
      this.#cancelPersist = undefined;
      void this.#persist();
    });
  }

  close(): void {
    this.#closed = true;
    this.#retry.cancel();
    this.#cancelPull();
    this.#cancelTick?.();
    this.#cancelPersist?.();
    void this.#persist();
  }

  async #ask(inflight: Inflight): Promise<void> {
    const { changeId, baseVersion, steps } = inflight;
    this.#asking = changeId;
    const { transport, documentId } = this.#options;
    // Were the tab to die between sending and keeping the id, the work would be sent twice.
    await this.#persist();
    const payload = { documentId, changeId, baseVersion, steps };
    const answer = this.#owner.live()
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
    else if (answer && !answer.error.retryable) this.#refused(editor, answer.error);
    else if (this.#owner.live()) this.#retry.later(() => this.flush());
  }

  #accepted(changeId: string, version: number): void {
    this.#acknowledged = { changeId, version };
    this.#retry.reset();
    this.acknowledgedVersionReached();
    if (!this.#acknowledged) return;
    this.#cancelPull();
    this.#cancelPull = this.#options.clock.after(broadcastMs, () => this.#owner.pull());
  }

  /** A refused change is taken back here, and what it held is kept for its author. */
  #refused(editor: EditorPort, error: Refusal): void {
    const { lost } = takeBack(editor);
    this.#owner.lost(lost, error.message);
    this.confirmed();
    this.#owner.changed();
  }

  async #persist(): Promise<void> {
    const editor = this.#owner.editor();
    if (!editor) return;
    const { documentId, pending } = this.#options;
    const { version, unconfirmed, inflight } = collabState(editor.state);
    const unmerged = this.#owner.unmerged();
    const empty = unconfirmed.length === 0 && unmerged.length === 0;
    if (empty && !this.#drawer) return;
    const userId = this.#owner.userId();
    const steps = unconfirmed.map(({ step }) => step.toJSON());
    const wires = unconfirmed.map(({ wire }) => wire);
    try {
      this.#drawer ??= pending.open(documentId);
      const drawer = await this.#drawer;
      if (empty) await drawer.clear();
      else await drawer.save({ documentId, userId, version, steps, wires, inflight, unmerged });
    } catch {
      // A browser without storage (private windows, a full disk) still writes; it only can't
      // survive being closed, of which the leave guard warns.
      this.#drawer = undefined;
    }
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
