/**
 * Work of tabs that were closed before it was saved: each is delivered by a session of its own,
 * without an editor to look at, over the same path and with the same ids.
 */
import { Node } from "@tiptap/pm/model";
import { BareEditor } from "../collab/bare-editor";
import { isDue, keepIn, readWork } from "./kept-work";
import type { EditorPort, Unmerged } from "./ports";
import type { Adopted, SessionOptions } from "./session-options";
import type { Pending, SessionSnapshot } from "./snapshot";

/** A tab may still be closing when I come, or be closed while I am here. */
const lookMs = 10_000;

interface CourierSession {
  open(): void;
  attach(editor: EditorPort): void;
  transacted(tr: Parameters<EditorPort["dispatch"]>[0]): void;
  subscribe(listener: () => void): () => void;
  snapshot(): SessionSnapshot;
  unsentText(): string;
  dismissUnmerged(id: string): void;
  close(): void;
}

interface Owner {
  newSession(adopted: Adopted): CourierSession;
  changed(): void;
  /** Takes it over. Resolves to whether this device keeps it. */
  unmerged(items: readonly Unmerged[]): Promise<boolean>;
}

export class Couriers {
  readonly #options: SessionOptions;
  readonly #owner: Owner;
  readonly #sessions = new Set<CourierSession>();
  #closed = false;
  #looking = false;
  #cancel: () => void = () => {};

  constructor(options: SessionOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
  }

  /** What is unconfirmed of mine and of all couriers, as one: theirs is told as mine is. */
  pendingWith(...mine: readonly Pending[]): Pending {
    const all = [...mine, ...[...this.#sessions].map((session) => session.snapshot())];
    const oldest = (ages: readonly (number | null)[]) => {
      const known = ages.flatMap((age) => age ?? []);
      return known.length > 0 ? Math.max(...known) : null;
    };
    return {
      pendingChanges: all.reduce((sum, { pendingChanges }) => sum + pendingChanges, 0),
      oldestPendingMs: oldest(all.map(({ oldestPendingMs }) => oldestPendingMs)),
      unansweredMs: oldest(all.map(({ unansweredMs }) => unansweredMs)),
      trouble: all.find(({ trouble }) => trouble !== null)?.trouble ?? null,
    };
  }

  /** What only this device has of them, as text. */
  unsentTexts(): readonly string[] {
    return [...this.#sessions].map((session) => session.unsentText());
  }

  /** Delivers whatever tabs that are gone have left behind, and goes on looking for it. */
  async start(userId: string): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    this.#cancel();
    try {
      while (await this.#adoptOne(userId));
    } finally {
      this.#looking = false;
      if (!this.#closed) {
        this.#cancel = this.#options.clock.after(lookMs, () => void this.start(userId));
      }
    }
  }

  /** Whether there was one, and may be another. */
  async #adoptOne(userId: string): Promise<boolean> {
    const { pending, documentId, schema } = this.#options;
    const found = this.#closed
      ? undefined
      : await pending.adopt(documentId, userId).catch(() => undefined);
    if (!found) return false;
    const { drawer } = found;
    const read = readWork(found.work, schema);
    // What could not be merged is mine from here on, and must not come back once it is let go.
    const isMine = await this.#takeOver(read.unmerged);
    const work = isMine ? { ...read, unmerged: [] } : read;
    const isKept = await keepIn(drawer, work);
    const doc = isDue(work) ? await this.#documentAt(work.version) : undefined;
    if (this.#closed || !doc) {
      // If there is anything to deliver: later, by somebody who can.
      await drawer.release().catch(() => {});
      return isMine && isKept && !isDue(work);
    }
    this.#deliver({ drawer, work, doc: doc.toJSON() }, doc);
    return true;
  }

  async #takeOver(items: readonly Unmerged[]): Promise<boolean> {
    return items.length === 0 || this.#owner.unmerged(items);
  }

  async #documentAt(version: number): Promise<Node | undefined> {
    const { documentId, loadVersion, schema } = this.#options;
    try {
      return Node.fromJSON(schema, await loadVersion(documentId, version));
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    for (const session of this.#sessions) session.close();
    this.#sessions.clear();
  }

  #deliver(adopted: Adopted, doc: Node): void {
    const session = this.#owner.newSession(adopted);
    this.#sessions.add(session);
    session.open();
    session.attach(new BareEditor(doc, adopted.work.version, (tr) => session.transacted(tr)));
    // Before this the session knows of no unsaved work, and would seem to be done.
    session.subscribe(() => this.#progress(session));
    this.#progress(session);
  }

  #progress(session: CourierSession): void {
    this.#owner.changed();
    if (session.snapshot().saved && this.#sessions.delete(session)) void this.#end(session);
  }

  async #end(session: CourierSession): Promise<void> {
    const { unmerged } = session.snapshot();
    const isMine = await this.#takeOver(unmerged);
    if (isMine) for (const { id } of unmerged) session.dismissUnmerged(id);
    session.close();
    this.#owner.changed();
  }
}
