/**
 * Work of tabs that were closed before it was saved: each is delivered by a session of its own,
 * without an editor to look at, over the same path and with the same ids.
 */
import { Node } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { collabPlugin } from "../collab/collab-plugin";
import type { EditorPort, Unmerged } from "./ports";
import type { Adopted, SessionOptions } from "./session-options";
import type { SessionSnapshot } from "./snapshot";

interface CourierSession {
  open(): void;
  attach(editor: EditorPort): void;
  transacted(tr: Parameters<EditorPort["dispatch"]>[0]): void;
  subscribe(listener: () => void): () => void;
  snapshot(): SessionSnapshot;
  close(): void;
}

interface Owner {
  newSession(adopted: Adopted): CourierSession;
  changed(): void;
  unmerged(items: readonly Unmerged[]): void;
}

export class Couriers {
  readonly #options: SessionOptions;
  readonly #owner: Owner;
  readonly #sessions = new Set<CourierSession>();
  #closed = false;

  constructor(options: SessionOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
  }

  /** Unconfirmed changes of all couriers. */
  get pending(): number {
    let count = 0;
    for (const session of this.#sessions) count += session.snapshot().pendingChanges;
    return count;
  }

  /** Delivers whatever tabs that are gone have left behind. */
  async start(userId: string): Promise<void> {
    const { pending, documentId, loadVersion } = this.#options;
    while (!this.#closed) {
      const found = await pending.adopt(documentId, userId).catch(() => undefined);
      if (!found || this.#closed) return;
      const { work } = found;
      this.#owner.unmerged(work.unmerged);
      const doc = await loadVersion(documentId, work.version).catch(() => undefined);
      if (doc !== undefined) this.#deliver({ ...found, doc, work: { ...work, unmerged: [] } });
    }
  }

  close(): void {
    this.#closed = true;
    for (const session of this.#sessions) session.close();
    this.#sessions.clear();
  }

  #deliver(adopted: Adopted): void {
    const session = this.#owner.newSession(adopted);
    this.#sessions.add(session);
    session.open();
    session.attach(this.#headless(adopted, session));
    // Before this the session knows of no unsaved work, and would seem to be done.
    session.subscribe(() => this.#progress(session));
    this.#progress(session);
  }

  #progress(session: CourierSession): void {
    const { saved, unmerged } = session.snapshot();
    this.#owner.changed();
    if (!saved || !this.#sessions.delete(session)) return;
    this.#owner.unmerged(unmerged);
    session.close();
    this.#owner.changed();
  }

  #headless({ doc, work }: Adopted, session: CourierSession): EditorPort {
    let state = EditorState.create({
      doc: Node.fromJSON(this.#options.schema, doc),
      plugins: [collabPlugin(work.version)],
    });
    return {
      get state() {
        return state;
      },
      dispatch(tr) {
        state = state.apply(tr);
        session.transacted(tr);
      },
      flush() {},
      composing: false,
    };
  }
}
