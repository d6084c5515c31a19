/**
 * One document's conversation with the server: joining, taking changes in, sending mine, and telling
 * the truth about what is stored. The same code runs in the browser and in the simulation.
 */

import { Slice } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { PROTOCOL_VERSION } from "@/collab/protocol/client-messages";
import type { Refusal } from "@/collab/protocol/refusals";
import type { JoinAnswer, WireChange } from "@/collab/protocol/server-messages";
import { collabState } from "../collab/collab-plugin";
import { receive } from "../collab/receive";
import { Couriers } from "./couriers";
import { Inbox } from "./inbox";
import { Outbox } from "./outbox";
import type { EditorPort, Unmerged } from "./ports";
import { PresenceSender } from "./presence-sender";
import { RemotePresence } from "./remote-presence";
import { Retry } from "./retry";
import type { SessionOptions } from "./session-options";
import { type SessionSnapshot, SnapshotStore } from "./snapshot";
import { unmergedOf } from "./unmerged";

const joinMs = 10_000;
const pullMs = 10_000;
/** A short break is a reconnection, a longer one is being offline. */
const offlineAfterMs = 4_000;
/** Text under an input method is left alone, but not for ever. */
const composingLimitMs = 5_000;

export class DocumentSession {
  readonly presence: RemotePresence;
  readonly #options: SessionOptions;
  readonly #store = new SnapshotStore();
  readonly #inbox = new Inbox();
  readonly #outbox: Outbox;
  readonly #sender: PresenceSender;
  readonly #couriers: Couriers;
  readonly #joining: Retry;
  readonly #stops: (() => void)[] = [];
  #editor: EditorPort | undefined;
  #joined = false;
  #pulling = false;
  #closed = false;
  /** The version of `initialDoc`, until an editor holds the state. */
  #initialVersion = 0;
  #composingSince: number | undefined;
  #cancelOffline: () => void = () => {};

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#joining = new Retry(options.clock, options.random);
    this.presence = new RemotePresence();
    this.#sender = new PresenceSender(options, () => this.#liveEditor());
    this.#outbox = new Outbox(options, {
      editor: () => this.#editor,
      live: () => this.#joined && mayWrite(this.#store.value),
      userId: () => this.#store.value.user?.id ?? options.adopted?.work.userId ?? "",
      unmerged: () => this.#store.value.unmerged,
      changed: () => this.#report(),
      lost: (steps, why) => this.#keep(unmergedOf(steps, why, options.newId)),
      pull: () => void this.#pull(),
    });
    this.#couriers = new Couriers(options, {
      newSession: (adopted) => new DocumentSession({ ...options, adopted }),
      changed: () => this.#report(),
      unmerged: (items) => this.#keep(items),
    });
    this.#listen();
  }

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  snapshot = (): SessionSnapshot => this.#store.value;

  get version(): number {
    return this.#editor ? collabState(this.#editor.state).version : this.#initialVersion;
  }

  /** Begins; `opened` tells when there is a document to show. */
  open(): void {
    const { adopted, transport } = this.#options;
    if (adopted) {
      this.#initialVersion = adopted.work.version;
      this.#store.update({ initialDoc: adopted.doc, unmerged: adopted.work.unmerged });
    }
    if (transport.connected) void this.#join();
    else this.#disconnected();
  }

  /** The editor was made with `initialDoc` and this session's plugin; it is fed from here on. */
  attach(editor: EditorPort): void {
    this.#editor = editor;
    const { adopted } = this.#options;
    if (adopted) this.#outbox.restore(adopted.work, adopted.drawer);
    this.#drain();
    this.#outbox.flush();
  }

  detach(): void {
    if (this.#editor) this.#initialVersion = this.version;
    this.#editor = undefined;
  }

  /** To be called with every transaction of the editor. */
  transacted(tr: Transaction): void {
    if (tr.docChanged) this.#outbox.localChange();
    if (tr.docChanged || tr.selectionSet) this.#sender.selectionChanged();
    this.#report();
  }

  /** An input method let go: what waited for it comes in, and what was typed goes out. */
  compositionEnded(): void {
    this.#composingSince = undefined;
    this.#drain();
    this.#outbox.flush();
  }

  /** Everything that only this device has, as text. */
  unsentText(): string {
    const editor = this.#editor;
    const steps = editor ? collabState(editor.state).unconfirmed.map(({ step }) => step) : [];
    const kept = [...unmergedOf(steps, "", () => ""), ...this.#store.value.unmerged];
    return kept.map(({ text }) => text).join("\n\n");
  }

  /** Puts back, at the caret, what could not be merged. */
  insertUnmerged(id: string): void {
    const item = this.#store.value.unmerged.find((kept) => kept.id === id);
    const editor = this.#editor;
    if (!item || !editor) return;
    const { schema } = editor.state;
    editor.dispatch(editor.state.tr.replaceSelection(Slice.fromJSON(schema, item.slice)));
    this.dismissUnmerged(id);
  }

  dismissUnmerged(id: string): void {
    const unmerged = this.#store.value.unmerged.filter((item) => item.id !== id);
    this.#store.update({ unmerged });
    this.#outbox.persistSoon();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#cancelOffline();
    this.#joining.cancel();
    this.#outbox.close();
    this.#sender.close();
    this.#couriers.close();
    const { transport, documentId, adopted } = this.#options;
    if (!this.#joined || adopted) return;
    transport.request("leave", { documentId }, { timeoutMs: 1000 }).catch(() => {});
  }

  #listen(): void {
    const { transport, documentId } = this.#options;
    const mine = (payload: { documentId: string }) => payload.documentId === documentId;
    this.#stops.push(
      transport.on("connect", () => void this.#join()),
      transport.on("disconnect", () => this.#disconnected()),
      transport.on("refused", (refusal) => this.#refused(refusal)),
      transport.on("broadcast_change", (payload) => {
        if (mine(payload)) this.#incoming(payload.changes);
      }),
      transport.on("presence", (payload) => {
        if (!mine(payload)) return;
        this.presence.update(payload.users, payload.left);
        this.#store.update({ users: this.presence.people });
      }),
      transport.on("document_updated", (payload) => {
        if (!mine(payload)) return;
        if (payload.title !== undefined) this.#store.update({ title: payload.title });
        if (payload.role) this.#store.update({ role: payload.role });
        if (payload.deleted !== undefined) this.#store.update({ deleted: payload.deleted });
      }),
    );
  }

  async #join(): Promise<void> {
    if (this.#closed) return;
    const { transport, documentId } = this.#options;
    const known = this.#store.value.initialDoc !== undefined;
    const since = known ? { since: this.version } : {};
    const payload = { documentId, protocol: PROTOCOL_VERSION, ...since };
    const answer = await transport
      .request("join", payload, { timeoutMs: joinMs })
      .catch(() => undefined);
    if (this.#closed || !transport.connected) return;
    if (answer?.ok) this.#enter(answer);
    else if (!answer || answer.error.retryable) this.#joining.later(() => void this.#join());
    else this.#refused(answer.error);
  }

  #enter(answer: JoinAnswer): void {
    this.#joined = true;
    this.#joining.reset();
    this.#cancelOffline();
    const { version, role, user, sessionId, title, users, doc, changes } = answer;
    this.presence.enter(sessionId, users);
    const first = this.#store.value.initialDoc === undefined;
    if (first) this.#initialVersion = version;
    this.#store.update({
      status: "live",
      role,
      user,
      sessionId,
      title,
      users: this.presence.people,
      ...(first ? { initialDoc: doc } : {}),
    });
    if (changes) this.#incoming(changes);
    if (this.version < version && !this.#editor) return;
    if (this.version < version) void this.#pull();
    this.#sender.selectionChanged();
    this.#outbox.flush();
    if (first && !this.#options.adopted) void this.#couriers.start(user.id);
  }

  #disconnected(): void {
    this.#joined = false;
    this.#outbox.disconnected();
    if (this.#store.value.status === "refused") return;
    this.#store.update({ status: this.#store.value.initialDoc ? "reconnecting" : "loading" });
    this.#cancelOffline();
    this.#cancelOffline = this.#options.clock.after(offlineAfterMs, () =>
      this.#store.update({ status: "offline" }),
    );
    this.#report();
  }

  #refused(refusal: Refusal): void {
    this.#joined = false;
    this.#cancelOffline();
    this.#store.update({ status: "refused", refusal });
  }

  #incoming(changes: readonly WireChange[]): void {
    this.#inbox.add(changes, this.version);
    this.#drain();
  }

  /** Everything that continues my version goes into the editor. */
  #drain(): void {
    const editor = this.#editor;
    if (!editor || this.#mustWait(editor)) return;
    for (;;) {
      editor.flush();
      const { version, inflight } = collabState(editor.state);
      const changes = this.#inbox.take(version, inflight?.changeId);
      if (changes.length === 0) break;
      const received = receive(editor, changes);
      if (received.lost.length > 0) {
        const why = "Somebody else removed the place it was written in.";
        this.#keep(unmergedOf(received.lost, why, this.#options.newId));
      }
      if (!received.own) continue;
      this.#outbox.confirmed();
      this.#sender.selectionChanged();
    }
    this.#outbox.acknowledgedVersionReached();
    if (this.#inbox.hasGap(this.version)) void this.#pull();
    this.#report();
  }

  /** While an input method composes, incoming changes wait, up to a limit. */
  #mustWait(editor: EditorPort): boolean {
    const { clock } = this.#options;
    if (!editor.composing) return false;
    if (this.#composingSince === undefined) {
      this.#composingSince = clock.now();
      this.#stops.push(clock.after(composingLimitMs, () => this.#drain()));
    }
    return clock.now() - this.#composingSince < composingLimitMs;
  }

  async #pull(): Promise<void> {
    if (this.#pulling || !this.#joined) return;
    this.#pulling = true;
    const { transport, documentId } = this.#options;
    const payload = { documentId, since: this.version };
    const answer = await transport
      .request("pull", payload, { timeoutMs: pullMs })
      .catch(() => undefined);
    this.#pulling = false;
    if (this.#closed) return;
    if (!answer?.ok) {
      if (this.#joined) this.#joining.later(() => void this.#pull());
      return;
    }
    this.#joining.reset();
    const before = this.version;
    this.#incoming(answer.changes);
    if (answer.more && this.version > before) void this.#pull();
  }

  #liveEditor(): EditorPort | undefined {
    return this.#joined ? this.#editor : undefined;
  }

  #keep(items: readonly Unmerged[]): void {
    if (items.length === 0) return;
    this.#store.update({ unmerged: [...this.#store.value.unmerged, ...items] });
    this.#outbox.persistSoon();
  }

  #report(): void {
    const { count, oldestMs } = this.#outbox.pending();
    const pendingChanges = count + this.#couriers.pending;
    this.#store.update({
      version: this.version,
      pendingChanges,
      saved: pendingChanges === 0,
      oldestPendingMs: oldestMs,
    });
  }
}

function mayWrite({ role }: SessionSnapshot): boolean {
  return role === "owner" || role === "editor";
}
