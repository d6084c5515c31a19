/** Where the borders between the rows or columns of a table are drawn. */
import type { EditorView } from "@tiptap/pm/view";
import type { Box } from "./handle-places";
import { countOf, rowStart, type TableLine } from "./table-line";

/** One more than there are lines: before each, and after the last. In the window. */
export function lineBorders(view: EditorView, line: TableLine, table: Box): readonly number[] {
  const begins = Array.from({ length: countOf(line) }, (_, index) => {
    const dom = view.nodeDOM(line.axis === "row" ? rowStart(line, index) : columnCell(line, index));
    const box = dom instanceof HTMLElement ? dom.getBoundingClientRect() : table;
    return line.axis === "row" ? box.top : box.left;
  });
  return [...begins, line.axis === "row" ? table.bottom : table.right];
}

/** A cell that begins in this column, and not before it. */
function columnCell({ map, start }: TableLine, column: number): number {
  for (let row = 0; row < map.height; row += 1) {
    const at = row * map.width + column;
    const cell = map.map[at] ?? 0;
    if (column === 0 || map.map[at - 1] !== cell) return start + cell;
  }
  return start;
}
