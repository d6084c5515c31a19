/** A row or column, and what it goes over, as ranges that change places. */
import type { Swap } from "../swap";
import { cellsOf, rowStart, type TableLine } from "./table-line";

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
