/**
 * Moving as swapping: what is moved, and what it goes over, change places. Only one of the two is
 * taken out and put in again; what somebody writes in the other at that moment stays where it is.
 */
import type { Transaction } from "@tiptap/pm/state";

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Two ranges beside each other, in any order. */
export interface Swap {
  readonly moved: Range;
  readonly over: Range;
}

/** `carets` are those of others: where they are nothing is taken out, unless they are in both. */
export function swap(
  tr: Transaction,
  swaps: readonly Swap[],
  carets: readonly number[],
  takenIfEither: keyof Swap,
): void {
  const isIn = (range: Range) => carets.some((at) => at > range.from && at < range.to);
  const visited = {
    moved: swaps.some(({ moved }) => isIn(moved)),
    over: swaps.some(({ over }) => isIn(over)),
  };
  const free = visited.moved ? "over" : "moved";
  const out = visited.moved === visited.over ? takenIfEither : free;
  for (const both of swaps.toReversed()) {
    const taken = both[out];
    const left = both[out === "moved" ? "over" : "moved"];
    const content = tr.doc.slice(taken.from, taken.to).content;
    const place = taken.from < left.from ? left.to - (taken.to - taken.from) : left.from;
    tr.delete(taken.from, taken.to).insert(place, content);
  }
}
