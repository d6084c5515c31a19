/** Differences and authorship over any stretch of the past, a little at a time, with progress. */
import type { Node } from "@tiptap/pm/model";
import { Authorship, type Written } from "@/collab/history/authorship";
import { DifferenceFinder, type Differences } from "@/collab/history/differences";
import { documentsOf } from "@/collab/history/logged-change";
import { emptyDocument } from "@/collab/schema/schema";
import type { HistoryLog } from "./history-log";
import { Slices } from "./slices";

export interface Computing {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(done: number): void;
}

export interface Compared {
  readonly from: number;
  readonly to: number;
  readonly before: Node;
  readonly after: Node;
  readonly differences: Differences;
}

/** Of what is here already, at once; undefined when something is not. */
export function compareNow(log: HistoryLog, from: number, to: number): Compared | undefined {
  const before = log.documentAt(from);
  if (!before) return undefined;
  const finder = new DifferenceFinder(before);
  let after = before;
  for (let version = from + 1; version <= to; version++) {
    const change = log.changeAt(version);
    if (!change) return undefined;
    const docs = documentsOf(after, change);
    finder.add(change, docs);
    after = docs.at(-1) ?? after;
  }
  return { from, to, before, after, differences: finder.finish() };
}

/** @throws PastUnreadable */
export async function compare(
  log: HistoryLog,
  from: number,
  to: number,
  { signal, onProgress }: Computing,
): Promise<Compared> {
  const before = await log.load(from);
  const finder = new DifferenceFinder(before);
  const slices = new Slices(signal);
  let after = before;
  for await (const page of log.changes(from, to)) {
    signal.throwIfAborted();
    for (const change of page) {
      const docs = documentsOf(after, change);
      finder.add(change, docs);
      after = docs.at(-1) ?? after;
      if (!slices.due) continue;
      onProgress((change.version - from) / (to - from));
      await slices.rest();
    }
  }
  return { from, to, before, after, differences: finder.finish() };
}

/** Versions between two states that are kept to go on from. */
const keptEvery = 1000;

interface Kept extends Written {
  readonly version: number;
}

/** Who wrote a document, at any version of it. */
export class AuthorshipLog {
  readonly #log: Pick<HistoryLog, "changes">;
  readonly #kept: Kept[] = [];

  constructor(log: Pick<HistoryLog, "changes">) {
    this.#log = log;
  }

  /** @throws PastUnreadable */
  async at(version: number, computing: Computing): Promise<Authorship> {
    return (await this.#written(version, computing)).authorship;
  }

  async #written(version: number, { signal, onProgress }: Computing): Promise<Written> {
    const near = this.#kept.findLast((kept) => kept.version <= version) ?? start();
    const authorship = near.authorship.copy();
    const slices = new Slices(signal);
    let { doc } = near;
    for await (const page of this.#log.changes(near.version, version)) {
      signal.throwIfAborted();
      for (const change of page) {
        const docs = documentsOf(doc, change);
        authorship.follow(change, [doc, ...docs]);
        doc = docs.at(-1) ?? doc;
        if (change.restored !== undefined) {
          const past = await this.#written(change.restored, { signal, onProgress: () => {} });
          authorship.bringBack(change, doc, past);
        }
        if (change.version % keptEvery === 0) this.#keep(change.version, doc, authorship);
        if (!slices.due) continue;
        onProgress(change.version / version);
        await slices.rest();
      }
    }
    this.#keep(version, doc, authorship);
    return { doc, authorship };
  }

  #keep(version: number, doc: Node, authorship: Authorship): void {
    const after = this.#kept.findIndex((kept) => kept.version >= version);
    if (after >= 0 && this.#kept[after]?.version === version) return;
    const kept = { version, doc, authorship: authorship.copy() };
    this.#kept.splice(after < 0 ? this.#kept.length : after, 0, kept);
  }
}

function start(): Kept {
  const doc = emptyDocument();
  return { version: 0, doc, authorship: Authorship.before(doc) };
}
