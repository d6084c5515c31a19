/** What each position of a document carries, as runs of equal data: who wrote it, who formatted it. */
import type { StepMap } from "@tiptap/pm/transform";

export interface Span<T> {
  readonly length: number;
  readonly data: T;
}

/** Data that may stand in one run; gives what the run carries. Undefined keeps them apart. */
type Join<T> = (left: T, right: T) => T | undefined;

/** A list of runs which together are as long as the document; changed in place. */
export class Spans<T> {
  readonly #join: Join<T>;
  #spans: Span<T>[];

  constructor(spans: readonly Span<T>[], join: Join<T>) {
    this.#spans = spans.filter(({ length }) => length > 0);
    this.#join = join;
  }

  /** Runs as they are now; they are never changed afterwards, so this is a checkpoint too. */
  get all(): readonly Span<T>[] {
    return [...this.#spans];
  }

  get length(): number {
    return this.#spans.reduce((sum, { length }) => sum + length, 0);
  }

  copy(): Spans<T> {
    return new Spans(this.#spans, this.#join);
  }

  /** The runs between two positions, cut to them. */
  between(from: number, to: number): readonly Span<T>[] {
    const found: Span<T>[] = [];
    let start = 0;
    for (const { length, data } of this.#spans) {
      const end = start + length;
      const overlap = Math.min(to, end) - Math.max(from, start);
      if (overlap > 0) found.push({ length: overlap, data });
      if (end >= to) break;
      start = end;
    }
    return found;
  }

  at(position: number): T | undefined {
    return this.between(position, position + 1)[0]?.data;
  }

  /** Puts `spans` in the place of what is between two positions. */
  replace(from: number, to: number, spans: readonly Span<T>[]): void {
    let index = 0;
    let start = 0;
    for (; index < this.#spans.length; index++) {
      const length = this.#spans[index]?.length ?? 0;
      if (start + length >= from) break;
      start += length;
    }
    let last = index;
    let end = start;
    while (last < this.#spans.length && end < to) end += this.#spans[last++]?.length ?? 0;
    // An insertion at the edge of a run looks at the run it touches.
    if (last === index && last < this.#spans.length) end += this.#spans[last++]?.length ?? 0;
    // The neighbour takes part, or equal runs would pile up beside each other.
    if (last < this.#spans.length) end += this.#spans[last++]?.length ?? 0;
    const before = cut(this.#spans.slice(index, last), 0, from - start);
    const after = cut(this.#spans.slice(index, last), to - start, end - start);
    this.#spans.splice(index, last - index, ...this.#joined([...before, ...spans, ...after]));
  }

  /** Follows a step; what it inserted carries what `data` says of its place in the new document. */
  follow(map: StepMap, data: (from: number, to: number) => readonly Span<T>[]): void {
    map.forEach((oldStart, oldEnd, newStart, newEnd) => {
      // Ranges come in order: at the left, everything is as in the new document already.
      const inserted = newEnd > newStart ? data(newStart, newEnd) : [];
      this.replace(newStart, newStart + oldEnd - oldStart, inserted);
    });
  }

  #joined(spans: readonly Span<T>[]): readonly Span<T>[] {
    const joined: Span<T>[] = [];
    for (const span of spans) {
      const last = joined.at(-1);
      const data = last && this.#join(last.data, span.data);
      if (span.length === 0) continue;
      if (last && data !== undefined) {
        joined[joined.length - 1] = { length: last.length + span.length, data };
      } else joined.push(span);
    }
    return joined;
  }
}

function cut<T>(spans: readonly Span<T>[], from: number, to: number): readonly Span<T>[] {
  const found: Span<T>[] = [];
  let start = 0;
  for (const { length, data } of spans) {
    const overlap = Math.min(to, start + length) - Math.max(from, start);
    if (overlap > 0) found.push({ length: overlap, data });
    start += length;
  }
  return found;
}
