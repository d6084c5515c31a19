/**
 * One document's conversation with the server: joining, taking changes in, sending mine, and telling
 * the truth about what is stored. The same code runs in the browser and in the simulation.
 */
import { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { mayWrite } from "@/collab/people/roles";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { DocumentUpdated, JoinAnswer } from "@/collab/protocol/server-messages";
import { BareEditor } from "../collab/bare-editor";
import { collabState, isRemote } from "../collab/collab-plugin";
import type { Received } from "../collab/receive";
import { confirmedDoc, receiveDocument } from "../collab/resync";
import { Couriers } from "./couriers";
import { Incoming } from "./incoming";
import { Joining } from "./joining";
import { Leftovers } from "./leftovers";
import { listen } from "./listen";
import { Outbox } from "./outbox";
import type { EditorPort } from "./ports";
import { PresenceSender } from "./presence-sender";
import { RemotePresence } from "./remote-presence";
import type { SessionOptions } from "./session-options";
import { type SessionSnapshot, SnapshotStore } from "./snapshot";
import { type TitleWork, titleWork } from "./title-work";
import { unsentText } from "./unsent-text";

/** A short break is a reconnection, a longer one is being offline. */
const offlineAfterMs = 4_000;
/** How long a session that was closed goes on delivering what it has. */
const lingerMs = 30_000;
const placeGone = "Somebody else removed the place it was written in.";

export class DocumentSession {
  readonly presence: RemotePresence;
  readonly title: TitleWork | undefined;
  readonly #options: SessionOptions;
  readonly #store = new SnapshotStore();
  readonly #incoming: Incoming;
  readonly #outbox: Outbox;
  readonly #sender: PresenceSender;
  readonly #couriers: Couriers;
  readonly #leftovers: Leftovers;
  readonly #joining: Joining;
  readonly #stops: (() => void)[] = [];
  #editor: EditorPort | undefined;
  #joined = false;
  /** `close` was called: what is unsaved may still be on its way. */
  #closing = false;
  #closed = false;
  /** The version of `initialDoc`, until an editor holds the state. */
  #initialVersion = 0;
  #cancelOffline: () => void = () => {};

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#joining = new Joining(options, {
      version: () => (this.#store.value.initialDoc === undefined ? undefined : this.version),
      entered: (answer, afresh) => this.#enter(answer, afresh),
      refused: (refusal) => this.#refused(refusal),
    });
    this.presence = new RemotePresence();
    this.presence.onChange(() => this.#store.update(this.presence.faces(this.#store.value.user)));
    this.#leftovers = new Leftovers(this.#store, options.newId, () => this.#outbox.persist());
    const live = () => (this.#joined && !this.#closing ? this.#editor : undefined);
    this.#sender = new PresenceSender(options, live);
    this.#outbox = new Outbox(options, {
      editor: () => this.#editor,
      joined: () => this.#joined,
      mayWrite: () => mayWrite(this.#store.value.role),
      userId: () => this.#store.value.user?.id ?? options.adopted?.work.userId ?? "",
      unmerged: () => this.#store.value.unmerged,
      changed: () => this.#report(),
      lost: (steps, why) => this.#leftovers.keep(steps, why),
      pull: () => void this.#incoming.pull(),
    });
    this.#incoming = new Incoming(options, {
      editor: () => this.#editor,
      joined: () => this.#joined,
      version: () => this.version,
      received: (received) => this.#received(received),
      drained: () => {
        this.#outbox.acknowledgedVersionReached();
        this.#report();
      },
      derailed: () => {
        this.#joined = false;
        this.#store.update({ status: "reconnecting" });
        this.#joining.joinAfresh();
      },
    });
    this.#couriers = new Couriers(options, {
      newSession: (adopted) => new DocumentSession({ ...options, adopted }),
      changed: () => this.#report(),
      unmerged: (items) => this.#leftovers.add(items),
    });
    const joined = () => this.#joined;
    this.title = titleWork(options, this.#store, joined, () => this.#report());
    this.#stops.push(
      ...listen(options, {
        connected: () => void this.#joining.join(),
        disconnected: () => this.#disconnected(),
        refused: (refusal) => this.#refused(refusal),
        changes: (changes) => this.#incoming.add(changes),
        presence: ({ users, left }) => {
          this.presence.update(users, left);
          this.#sender.heard(users, this.#store.value.sessionId);
        },
        updated: (news) => this.#updated(news),
      }),
    );
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
      this.#outbox.adopt(adopted.work, adopted.drawer);
    }
    if (transport.connected) void this.#joining.join();
    else this.#disconnected();
  }

  /** The editor was made with `initialDoc` and this session's plugin; it is fed from here on. */
  attach(editor: EditorPort): void {
    if (this.#editor) this.detach(this.#editor);
    if (collabState(editor.state).version !== this.#initialVersion) {
      // Made before the last one went: it begins where that one was left.
      receiveDocument(editor, this.#store.value.initialDoc, this.#initialVersion);
    }
    this.#editor = editor;
    this.#outbox.attached(editor);
    this.#incoming.drain();
    this.#outbox.flush();
  }

  /** The editor goes. What it had not sent stays here, for the next one. */
  detach(editor: EditorPort): void {
    if (editor !== this.#editor) return;
    this.#outbox.detached(editor);
    this.#initialVersion = this.version;
    this.#store.update({ initialDoc: confirmedDoc(editor).toJSON() });
    this.#editor = undefined;
  }

  /** To be called with every transaction of the editor. */
  transacted(tr: Transaction): void {
    if (!isRemote(tr)) {
      if (tr.docChanged) this.#outbox.localChange();
      // What others do moves my caret for them as well: they know without being told.
      if (tr.docChanged) this.#sender.typed();
      else if (tr.selectionSet) this.#sender.moved();
    }
    this.#report();
  }

  /** An input method let go: what waited for it comes in, and what was typed goes out. */
  compositionEnded(): void {
    this.#incoming.compositionEnded();
    this.#outbox.flush();
  }

  /** Whether somebody looks at the document here; the others see no caret of who does not. */
  setAway(away: boolean): void {
    this.#sender.setAway(away);
  }

  /** Everything that only this device has, as text. */
  unsentText(): string {
    return unsentText(this.#editor, this.title, this.#leftovers, this.#couriers);
  }

  /** Puts back, at the caret, what could not be merged. */
  insertUnmerged(id: string): void {
    if (this.#editor) this.#leftovers.insert(id, this.#editor);
  }

  dismissUnmerged(id: string): void {
    this.#leftovers.dismiss(id);
  }

  /** The page goes. What is unsaved is delivered without it, or left for the next who opens it. */
  close(): void {
    if (this.#closing) return;
    this.#closing = true;
    const { adopted, clock, schema, closing } = this.#options;
    if (!adopted) closing?.();
    this.title?.close();
    this.#sender.close();
    this.#couriers.close();
    if (this.#editor) this.detach(this.#editor);
    const { initialDoc } = this.#store.value;
    if (initialDoc === undefined || this.#outbox.pending().count === 0) {
      this.#end();
      return;
    }
    const doc = Node.fromJSON(schema, initialDoc);
    this.#stops.push(clock.after(lingerMs, () => this.#end()));
    this.attach(new BareEditor(doc, this.#initialVersion, (tr) => this.transacted(tr)));
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#cancelOffline();
    this.#joining.close();
    this.#incoming.close();
    this.#outbox.close();
    this.#joining.leave();
  }

  #updated({ title, role, deleted, wentBack }: DocumentUpdated): void {
    if (wentBack !== undefined) this.#store.update({ wentBack });
    if (title !== undefined) this.#store.update({ title });
    if (deleted !== undefined) this.#store.update({ deleted });
    if (role === null) this.#refused(refusal("forbidden", "You may no longer open this document."));
    if (!role) return;
    this.#store.update({ role });
    this.#outbox.flush();
  }

  #enter(answer: JoinAnswer, afresh: boolean): void {
    this.#joined = true;
    this.#cancelOffline();
    const { version, role, user, sessionId, title, users, deleted = false, doc, changes } = answer;
    this.presence.enter(sessionId, users);
    const first = this.#store.value.initialDoc === undefined;
    if (first) this.#initialVersion = version;
    this.#store.update({
      status: "live",
      refusal: undefined,
      // Nobody said so, neither that it went to the trash nor that it came back, while I was away.
      deleted,
      ...{ role, user, sessionId, title },
      ...(first ? { initialDoc: doc } : {}),
    });
    if (afresh && doc !== undefined) this.#startFrom(doc, version);
    this.#incoming.add(changes ?? [], version);
    this.#sender.entered();
    this.title?.joined();
    this.#outbox.flush();
    if (!this.#options.adopted) void this.#couriers.start(user.id);
  }

  /** The document as a whole, in place of what I have; what I have not sent goes on top of it. */
  #startFrom(doc: unknown, version: number): void {
    this.#incoming.startAt(version);
    const editor = this.#editor;
    if (!editor) return;
    const lost = receiveDocument(editor, doc, version);
    this.#leftovers.keep(lost, placeGone);
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

  #received({ lost, own, withCaret }: Received): void {
    this.#leftovers.keep(lost, placeGone);
    // Also when there is nothing to keep of it: the drawer must not hold what is no more.
    if (lost.length > 0) this.#outbox.persistSoon();
    if (!own) return;
    this.#outbox.confirmed();
    this.#sender.confirmed(withCaret === true);
  }

  #report(): void {
    const { count, ...mine } = this.#outbox.pending();
    const { waiting = [], pending: titlePending } = this.title ?? {};
    const pending = this.#couriers.pendingWith({ pendingChanges: count, ...mine }, ...waiting);
    const saved = pending.pendingChanges === 0;
    this.#store.update({ version: this.version, titlePending, saved, ...pending });
    if (this.#closing && count === 0) this.#end();
  }
}
