/**
 * Moving as swapping: a row or column, and what it goes over, change places. Only one of the two is
 * taken out and put in again; what somebody writes in the other at that moment stays where it is.
 */
import type { Transaction } from "@tiptap/pm/state";
import { cellsOf, rowStart, type TableLine } from "./table-line";

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Two ranges beside each other, in any order. */
export interface Swap {
  readonly moved: Range;
  readonly over: Range;
}

/** One for a row; for a column one in each row in which a cell of it begins. In document order. */
export function swapsOf(line: TableLine, border: number): readonly Swap[] {
  const { table, map, start, axis, index } = line;
  const swap = (from: number, to: number, place: number): Swap => ({
    moved: { from, to },
    over: place < from ? { from: place, to: from } : { from: to, to: place },
  });
  if (axis === "row") {
    return [swap(rowStart(line, index), rowStart(line, index + 1), rowStart(line, border))];
  }
  return cellsOf(line).map((cell) => {
    const to = cell + (table.nodeAt(cell - start)?.nodeSize ?? 0);
    const { top } = map.findCell(cell - start);
    return swap(cell, to, start + map.positionAt(top, border, table));
  });
}

/** `carets` are those of others: where they are nothing is taken out, unless they are in both. */
export function swap(tr: Transaction, swaps: readonly Swap[], carets: readonly number[]): void {
  const isIn = (range: Range) => carets.some((at) => at > range.from && at < range.to);
  const staying = swaps.some(({ moved }) => isIn(moved)) && !swaps.some(({ over }) => isIn(over));
  for (const { moved, over } of swaps.toReversed()) {
    const taken = staying ? over : moved;
    const left = staying ? moved : over;
    const content = tr.doc.slice(taken.from, taken.to).content;
    const place = taken.from < left.from ? left.to - (taken.to - taken.from) : left.from;
    tr.delete(taken.from, taken.to).insert(place, content);
  }
}
