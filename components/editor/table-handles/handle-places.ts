/** Where what stands by a table goes, from where the table and its cells are drawn. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Of what grows with the table. */
  readonly length?: number;
}

interface Boxes {
  readonly cell: Box;
  readonly row: Box;
  readonly table: Box;
  /** What a table wider than the page is seen through. */
  readonly frame: Box;
  /** A finger's handles are larger, and stand further out. */
  readonly coarse: boolean;
}

export type Part = "row" | "column" | "addRow" | "addColumn";

/** A row taller than this has its handle by its first line. */
const firstLinePx = 40;

/** The top left corner of each part; undefined for one that would be out of the frame. */
export function handlePlaces(boxes: Boxes): Readonly<Record<Part, Place | undefined>> {
  const { cell, row, table, frame, coarse } = boxes;
  const left = Math.max(table.left, frame.left);
  const right = Math.min(table.right, frame.right);
  const size = coarse ? { row: [40, 40], column: [40, 40] } : { row: [14, 28], column: [28, 14] };
  const [, rowHeight = 0] = size.row;
  const [columnWidth = 0] = size.column;
  const middle = (cell.left + cell.right) / 2;
  const line = row.top + Math.min(row.bottom - row.top, firstLinePx) / 2;
  const inFrame = middle > left && middle < right;
  return {
    row: { x: left - (coarse ? 26 : 5), y: line - rowHeight / 2 },
    column: inFrame ? { x: middle - columnWidth / 2, y: table.top - (coarse ? 32 : 8) } : undefined,
    addRow: { x: left, y: table.bottom + 2, length: right - left },
    addColumn: { x: right + 2, y: table.top, length: table.bottom - table.top },
  };
}

/** The border nearest to a place along the axis: its index, and where it is drawn. */
export function nearestBorder(
  borders: readonly number[],
  place: number,
): { readonly index: number; readonly at: number } | undefined {
  let best: { index: number; at: number } | undefined;
  for (const [index, at] of borders.entries()) {
    if (!best || Math.abs(at - place) < Math.abs(best.at - place)) best = { index, at };
  }
  return best;
}
