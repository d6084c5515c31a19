/** A row or a column of a table: where it is, which cells it has, and whether it stands by itself. */
import type { Node } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { CellSelection, cellAround, TableMap } from "@tiptap/pm/tables";

export type Axis = "row" | "column";

export interface TableLine {
  readonly table: Node;
  /** Before the first row: what the map's positions count from. */
  readonly start: number;
  readonly map: TableMap;
  readonly axis: Axis;
  readonly index: number;
  /** Where along it the cell is that it was asked for. */
  readonly across: number;
}

/** The cell the caret is in, or the last of those that are selected. */
export function cellOfCaret({ selection }: EditorState): number | undefined {
  if (selection instanceof CellSelection) return selection.$headCell.pos;
  return cellAround(selection.$head)?.pos;
}

export function isCellAt(doc: Node, at: number): boolean {
  if (at >= doc.content.size) return false;
  const role = doc.nodeAt(at)?.type.spec.tableRole;
  return role === "cell" || role === "header_cell";
}

/** The row or column that begins with the cell at `cell`; undefined when no cell is there. */
export function lineOf(doc: Node, cell: number, axis: Axis): TableLine | undefined {
  if (!isCellAt(doc, cell)) return undefined;
  const $cell = doc.resolve(cell);
  const table = $cell.node(-1);
  const start = $cell.start(-1);
  const map = TableMap.get(table);
  const { top, left } = map.findCell(cell - start);
  const [index, across] = axis === "row" ? [top, left] : [left, top];
  return { table, start, map, axis, index, across };
}

export function countOf({ map, axis }: TableLine): number {
  return axis === "row" ? map.height : map.width;
}

/** Where each of its cells begins in the document, in order, those that reach into it included. */
export function cellsOf({ map, start, axis, index }: TableLine): readonly number[] {
  const area =
    axis === "row"
      ? { left: 0, right: map.width, top: index, bottom: index + 1 }
      : { left: index, right: index + 1, top: 0, bottom: map.height };
  return map.cellsInRect(area).map((cell) => cell + start);
}

/** The cell at a place of the table's grid, seen along the axis. */
function cellAcross({ map, axis }: TableLine, along: number, across: number): number {
  const index = axis === "row" ? along * map.width + across : across * map.width + along;
  return map.map[index] ?? 0;
}

/** Whether no cell reaches over the border before the line of this index. */
export function isFree(line: TableLine, border: number): boolean {
  if (border <= 0 || border >= countOf(line)) return true;
  const across = line.axis === "row" ? line.map.width : line.map.height;
  for (let i = 0; i < across; i += 1) {
    if (cellAcross(line, border - 1, i) === cellAcross(line, border, i)) return false;
  }
  return true;
}

/** Whether all of its cells are its alone. */
export function isWhole(line: TableLine): boolean {
  return isFree(line, line.index) && isFree(line, line.index + 1);
}

/** Where its row begins in the document. */
export function rowStart({ table, start }: TableLine, row: number): number {
  let at = start;
  for (let i = 0; i < row; i += 1) at += table.child(i).nodeSize;
  return at;
}

/** All of its cells, selected. */
export function selectionOf(doc: Node, line: TableLine): CellSelection {
  const across = (line.axis === "row" ? line.map.width : line.map.height) - 1;
  const anchor = doc.resolve(line.start + cellAcross(line, line.index, 0));
  const head = doc.resolve(line.start + cellAcross(line, line.index, across));
  return line.axis === "row"
    ? CellSelection.rowSelection(anchor, head)
    : CellSelection.colSelection(anchor, head);
}

/** Header cells all along; the corner, which two headers share, counts only where it is alone. */
export function isHeader(line: TableLine): boolean {
  const cells = cellsOf(line);
  return (cells.length > 1 ? cells.slice(1) : cells).every(
    (cell) => line.table.nodeAt(cell - line.start)?.type.spec.tableRole === "header_cell",
  );
}
