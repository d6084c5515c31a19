/**
 * The past of a document in the browser: pages of its changes, fetched around where somebody looks,
 * and the document at every version of them.
 */
import type { Node } from "@tiptap/pm/model";
import { request } from "@/client/request";
import { documentAfter, type LoggedChange, readChange } from "@/collab/history/logged-change";
import { limits } from "@/collab/protocol/limits";
import type { WireChange } from "@/collab/protocol/server-messages";
import { emptyDocument, schema } from "@/collab/schema/schema";

/** The server keeps a checkpoint every 200 versions: a page begins at one. */
const pageSize = 200;
/** Documents kept of a page: those between them are a few steps away. */
const keptEvery = 5;
/** Pages kept: eight thousand versions around where somebody looks. */
const mostPages = 40;

interface Page {
  /** The version before its first change. */
  readonly start: number;
  readonly changes: LoggedChange[];
  /** The document at `start`, and at every fifth version after it. */
  readonly docs: Node[];
  end: Node;
}

/** Why a version can't be shown, as a sentence for people. */
export class PastUnreadable extends Error {}

export class HistoryLog {
  readonly #path: string;
  readonly #pages = new Map<number, Page>();
  readonly #loading = new Map<number, Promise<Page>>();
  #seeking: Promise<void> | undefined;

  constructor(documentId: string) {
    this.#path = `/api/documents/${documentId}`;
  }

  /** What is here already, at once. */
  documentAt(version: number): Node | undefined {
    const page = this.#pageOf(version);
    if (!page) return undefined;
    const index = version - page.start;
    let doc = page.docs[Math.floor(index / keptEvery)];
    const kept = Math.floor(index / keptEvery) * keptEvery;
    for (const change of page.changes.slice(kept, index)) if (doc) doc = documentAfter(doc, change);
    return doc;
  }

  changeAt(version: number): LoggedChange | undefined {
    const page = this.#pages.get(startOf(version - 1));
    return page?.changes[version - 1 - page.start];
  }

  /**
   * One at a time, for somebody who drags: undefined when nobody waits any more at its turn.
   * @throws PastUnreadable
   */
  async seek(version: number, signal: AbortSignal): Promise<Node | undefined> {
    while (this.#seeking) await this.#seeking;
    if (signal.aborted) return undefined;
    const loading = this.load(version);
    this.#seeking = loading.then(
      () => {},
      () => {},
    );
    try {
      return await loading;
    } finally {
      this.#seeking = undefined;
    }
  }

  /** @throws PastUnreadable */
  async load(version: number): Promise<Node> {
    // The page that holds its change, too.
    const page = await this.page(startOf(version - 1), version);
    const doc = this.documentAt(version);
    if (!doc || page.start + page.changes.length < version) {
      throw notYet(version);
    }
    return doc;
  }

  /**
   * The changes after version `since`, up to `until`, some at a time.
   * @throws PastUnreadable
   */
  async *changes(since: number, until: number): AsyncGenerator<readonly LoggedChange[]> {
    let at = since;
    let coming = at < until ? this.#stretch(at, until) : undefined;
    while (coming) {
      const some: readonly LoggedChange[] = await coming;
      at = some.at(-1)?.version ?? until;
      // What comes next is on its way while this is worked on.
      coming = at < until ? this.#stretch(at, until) : undefined;
      coming?.catch(() => {});
      yield some;
    }
  }

  /** Takes in what was just written, where it goes on from what is here. */
  append(changes: readonly WireChange[]): void {
    for (const change of changes) {
      const page = this.#pages.get(startOf(change.version - 1));
      if (page && page.start + page.changes.length === change.version - 1) {
        take(page, [readChange(change)]);
      }
    }
  }

  /** Some changes after `since`, at least one. */
  async #stretch(since: number, until: number): Promise<readonly LoggedChange[]> {
    const known = this.#pages.get(startOf(since));
    const here = known?.changes.slice(since - known.start, until - known.start) ?? [];
    if (here.length > 0) return here;
    const limit = Math.min(limits.changesPerPage, until - since);
    const { changes } = await this.#read(since, limit);
    if (changes.length === 0) throw notYet(until);
    return changes;
  }

  /** A page that reaches `needed`, or as far as there is anything. */
  async page(start: number, needed: number): Promise<Page> {
    const known = this.#pages.get(start);
    if (known && known.start + known.changes.length >= needed) return this.#touch(known);
    const loading = this.#loading.get(start);
    if (loading) {
      // Begun for somebody else, it may not reach far enough.
      await loading;
      this.#loading.delete(start);
      return this.page(start, needed);
    }
    const mine = this.#load(start, known, needed);
    this.#loading.set(start, mine);
    try {
      return this.#touch(await mine);
    } finally {
      if (this.#loading.get(start) === mine) this.#loading.delete(start);
    }
  }

  async #load(start: number, known: Page | undefined, needed: number): Promise<Page> {
    const since = known ? known.start + known.changes.length : start;
    const beginning = Promise.resolve(known?.docs[0] ?? this.#base(start));
    beginning.catch(() => {});
    const changes = await this.#fetch(since, start + pageSize);
    // Nobody asked for the version that the page begins with.
    if (changes.length === 0 && needed > since) throw notYet(needed);
    const base = await beginning;
    const page = known ?? { start, changes: [], docs: [base], end: base };
    take(page, changes);
    return page;
  }

  /** The document a page begins with: from the page before it, if that is here. */
  async #base(start: number): Promise<Node> {
    if (start === 0) return emptyDocument();
    const before = this.#pages.get(start - pageSize);
    if (before?.changes.length === pageSize) return before.end;
    const answer = await request<{ doc: unknown }>(
      `${this.#path}/content?format=json&version=${start}`,
    );
    if (!answer.ok) throw new PastUnreadable(answer.message);
    return schema.nodeFromJSON(answer.value.doc);
  }

  /** Changes after `since` up to `until`; fewer when there are no more. */
  async #fetch(since: number, until: number): Promise<readonly LoggedChange[]> {
    const found: LoggedChange[] = [];
    for (let goOn = true; goOn && since + found.length < until; ) {
      const at = since + found.length;
      const { changes, more } = await this.#read(at, until - at);
      found.push(...changes);
      goOn = more && changes.length > 0;
    }
    return found;
  }

  async #read(since: number, limit: number) {
    const path = `${this.#path}/changes?since=${since}&limit=${limit}`;
    const answer = await request<{ changes: readonly WireChange[]; more: boolean }>(path);
    if (!answer.ok) throw new PastUnreadable(answer.message);
    const { changes, more } = answer.value;
    return { changes: changes.map(readChange), more };
  }

  #pageOf(version: number): Page | undefined {
    const holds = (page: Page | undefined) =>
      page && version <= page.start + page.changes.length ? page : undefined;
    // A page's first version is also the last one of the page before.
    return holds(this.#pages.get(startOf(version))) ?? holds(this.#pages.get(startOf(version - 1)));
  }

  #touch(page: Page): Page {
    this.#pages.delete(page.start);
    this.#pages.set(page.start, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest);
    return page;
  }
}

function notYet(version: number): PastUnreadable {
  return new PastUnreadable(`There is no version ${version} yet.`);
}

function take(page: Page, changes: readonly LoggedChange[]): void {
  for (const change of changes) {
    // What came both ways is taken once.
    if (change.version !== page.start + page.changes.length + 1) continue;
    try {
      page.end = documentAfter(page.end, change);
    } catch {
      throw new PastUnreadable(`Version ${change.version} can't be read. Others are not affected.`);
    }
    page.changes.push(change);
    if (page.changes.length % keptEvery === 0) page.docs.push(page.end);
  }
}

function startOf(version: number): number {
  return Math.max(0, Math.floor(version / pageSize) * pageSize);
}
