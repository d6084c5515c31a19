/**
 * Who wrote each passage: every change is followed, and what it inserts is its author's. What was
 * taken out and put in again, by cut and paste, undo or restore, stays with whoever wrote it.
 */
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { overlap } from "../rebase/ranges";
import { insertedBy } from "../rebase/rescue";
import { isNear, type LoggedChange, type Made, madeBy } from "./logged-change";
import { type Span, Spans } from "./spans";

/** Words of this length that come back are the old ones; shorter ones may be typed by chance. */
const leastAgain = 12;
/** Within one change even a word that comes back was moved. */
const leastMoved = 2;
/** Deleted passages that are remembered. */
const mostRemembered = 2000;

/** Null: was there before the first change that was followed. */
export type Writer = Made | null;

function joinWriters(left: Writer, right: Writer): Writer | undefined {
  if (!left || !right) return left === right ? left : undefined;
  if (!isNear(left, right)) return undefined;
  return left.at <= right.at ? left : right;
}

/** A document, and who wrote it. */
export interface Written {
  readonly doc: Node;
  readonly authorship: Authorship;
}

type Passages = readonly Span<Writer>[];

export class Authorship {
  #spans: Spans<Writer>;
  readonly #deleted: Map<string, Passages>;

  constructor(spans: Spans<Writer>, deleted = new Map<string, Passages>()) {
    this.#spans = spans;
    this.#deleted = deleted;
  }

  /** Of a document in which everything is older than what will be followed. */
  static before(doc: Node): Authorship {
    const all = [{ length: doc.content.size, data: null }];
    return new Authorship(new Spans<Writer>(all, joinWriters));
  }

  /** As it is now, to go on from later. */
  copy(): Authorship {
    return new Authorship(this.#spans.copy(), new Map(this.#deleted));
  }

  get spans(): readonly Span<Writer>[] {
    return this.#spans.all;
  }

  between(from: number, to: number): readonly Span<Writer>[] {
    return this.#spans.between(from, to);
  }

  /** Follows a change; `docs` are the document before it, and after each of its steps. */
  follow(change: LoggedChange, docs: readonly Node[]): void {
    const moved = this.#moved(change, docs);
    const writer = madeBy(change);
    for (const [index, step] of change.steps.entries()) {
      const before = docs[index];
      const after = docs[index + 1];
      if (!before || !after) throw new RangeError("a step without its documents");
      const map = step.getMap();
      map.forEach((from, to) => {
        this.#remember(before, from, to);
      });
      this.#spans.follow(map, (from, to) => this.#inserted(after, from, to, writer, moved));
    }
  }

  /** What the last change brought back from `past` is whose it was there. */
  bringBack({ steps }: LoggedChange, doc: Node, past: Written): void {
    if (doc.eq(past.doc)) {
      this.#spans = past.authorship.#spans.copy();
      return;
    }
    const places = new Map<string, number>();
    past.doc.forEach((block, place) => {
      places.set(JSON.stringify(block), place);
    });
    const came = insertedBy(steps.map((step) => step.getMap()));
    doc.forEach((block, from) => {
      const to = from + block.nodeSize;
      if (!came.some((range) => overlap(range, { from, to }))) return;
      const place = places.get(JSON.stringify(block));
      if (place === undefined) return;
      const spans = past.authorship.between(place, place + block.nodeSize);
      this.#spans.replace(from, to, spans);
    });
  }

  /** What one change takes out, wherever it puts it: even before it took it out. */
  #moved(change: LoggedChange, docs: readonly Node[]): ReadonlyMap<string, Passages> {
    const moved = new Map<string, Passages>();
    const { steps } = change;
    const writer = madeBy(change);
    // Nothing can be put where nothing was taken out.
    if (!takesAndPuts(steps)) return moved;
    const spans = this.#spans.copy();
    for (const [index, step] of steps.entries()) {
      const map = step.getMap();
      map.forEach((from, to) => {
        const before = docs[index];
        for (const piece of before ? passages(before, from, to) : []) {
          if (!moved.has(piece.text)) moved.set(piece.text, spans.between(piece.from, piece.to));
        }
      });
      spans.follow(map, (from, to) => [{ length: to - from, data: writer }]);
    }
    return moved;
  }

  #remember(doc: Node, from: number, to: number): void {
    for (const piece of passages(doc, from, to)) {
      if (piece.text.length < leastAgain) continue;
      this.#deleted.delete(piece.text);
      this.#deleted.set(piece.text, this.#spans.between(piece.from, piece.to));
      const [oldest] = this.#deleted.keys();
      if (this.#deleted.size > mostRemembered && oldest !== undefined) this.#deleted.delete(oldest);
    }
  }

  #inserted(
    doc: Node,
    from: number,
    to: number,
    writer: Made,
    moved: ReadonlyMap<string, Passages>,
  ): readonly Span<Writer>[] {
    const spans: Span<Writer>[] = [];
    let done = from;
    for (const piece of passages(doc, from, to)) {
      const old = moved.get(piece.text) ?? this.#deleted.get(piece.text);
      if (!old) continue;
      spans.push({ length: piece.from - done, data: writer }, ...old);
      done = piece.to;
    }
    spans.push({ length: to - done, data: writer });
    return spans.filter(({ length }) => length > 0);
  }
}

function takesAndPuts(steps: readonly Step[]): boolean {
  let taken = 0;
  let put = 0;
  for (const step of steps) {
    step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
      taken = Math.max(taken, oldEnd - oldStart);
      put = Math.max(put, newEnd - newStart);
    });
  }
  return taken >= leastMoved && put >= leastMoved;
}

interface Passage {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text of each textblock between two positions; whatever is no text is one character. */
function passages(doc: Node, from: number, to: number): readonly Passage[] {
  const found: Passage[] = [];
  if (to - from < leastMoved) return found;
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true;
    const start = Math.max(from, position + 1);
    const end = Math.min(to, position + 1 + node.content.size);
    if (end > start) {
      const text = node.textBetween(start - position - 1, end - position - 1, "", "\ufffc");
      if (text.length === end - start) found.push({ from: start, to: end, text });
    }
    return false;
  });
  return found;
}
