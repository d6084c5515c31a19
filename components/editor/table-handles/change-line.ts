/**
 * What can be done with a row or a column. Every change touches the cells it is about and nothing
 * else, so that what others do in the rest of the table stays theirs; each is undone by itself.
 */
import { closeHistory } from "@tiptap/pm/history";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import {
  addColumn,
  addRow,
  CellSelection,
  cellAround,
  removeColumn,
  removeRow,
  TableMap,
} from "@tiptap/pm/tables";
import { caretPositions } from "@/client/collab/carets";
import { swap } from "../swap";
import { swapsOf } from "./swap-lines";
import {
  cellsOf,
  countOf,
  isFree,
  isHeader,
  isWhole,
  rowStart,
  selectionOf,
  type TableLine,
} from "./table-line";

/** Undefined where it can't be done, or there is nothing to do. */
type Change = (state: EditorState, line: TableLine) => Transaction | undefined;

const areaOf = ({ table, map, start }: TableLine) => ({
  ...{ table, map, tableStart: start },
  ...{ left: 0, top: 0, right: map.width, bottom: map.height },
});

/** The caret goes into the new cells, beside the one the line was asked for. */
export function insertLine(
  { tr }: EditorState,
  line: TableLine,
  side: "before" | "after",
): Transaction {
  const index = line.index + (side === "after" ? 1 : 0);
  if (line.axis === "row") addRow(tr, areaOf(line), index);
  else addColumn(tr, areaOf(line), index);
  setCaret(tr, line, index, line.across, 1);
  return closeHistory(tr).scrollIntoView();
}

/** The last one takes the table with it. */
export const deleteLine: Change = ({ tr }, line) => {
  const { table, start, index, axis } = line;
  if (countOf(line) === 1) {
    tr.delete(start - 1, start - 1 + table.nodeSize);
    return closeHistory(tr).setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(start))));
  }
  if (axis === "row") removeRow(tr, areaOf(line), index);
  else removeColumn(tr, areaOf(line), index);
  setCaret(tr, line, Math.min(index, countOf(line) - 2), line.across, 1);
  return closeHistory(tr);
};

/** The copy comes after. */
export const duplicateLine: Change = ({ tr }, line) => {
  if (!isWhole(line)) return undefined;
  const { table, start, index } = line;
  if (line.axis === "row") {
    tr.insert(rowStart(line, index + 1), table.child(index));
  } else {
    for (const cell of cellsOf(line).toReversed()) {
      const node = table.nodeAt(cell - start);
      if (node) tr.insert(cell + node.nodeSize, node);
    }
  }
  setCaret(tr, line, index + 1, line.across, 1);
  return closeHistory(tr).scrollIntoView();
};

/**
 * To the border before the line of index `border`, or the last border; the selection goes with it.
 * A header stays first, and nothing is put between cells that were merged.
 */
export function moveLine(
  state: EditorState,
  line: TableLine,
  border: number,
): Transaction | undefined {
  const { index } = line;
  const stays = border === index || border === index + 1;
  if (stays || border < 0 || border > countOf(line)) return undefined;
  if (!isWhole(line) || !isFree(line, border)) return undefined;
  const headed = isHeader({ ...line, index: 0 });
  if (headed && (index === 0 || border === 0)) return undefined;
  const { tr } = state;
  const place = gridPlace(state, line);
  swap(tr, swapsOf(line, border), caretPositions(state), "moved");
  const moved = border > index ? border - 1 : border;
  if (place?.along === index) {
    if (place.offset === undefined) {
      const there = movedLine(tr, line, moved);
      if (there) tr.setSelection(selectionOf(tr.doc, there));
    } else setCaret(tr, line, moved, place.across, place.offset);
  }
  return closeHistory(tr).scrollIntoView();
}

/** The cells stay, what is in them goes. */
export const clearLine: Change = ({ tr, schema }, { table, start, ...rest }) => {
  for (const cell of cellsOf({ table, start, ...rest }).toReversed()) {
    const node = table.nodeAt(cell - start);
    const only = node?.childCount === 1 ? node.firstChild : undefined;
    const [from, to] = [cell + 1, cell + 1 + (node?.content.size ?? 0)];
    if (!only?.isTextblock) tr.replaceWith(from, to, schema.node("paragraph"));
    else if (only.content.size > 0) tr.delete(from + 1, to - 1);
  }
  return tr.docChanged ? closeHistory(tr) : undefined;
};

/** The first row or column becomes a header, or an ordinary one again. */
export const toggleHeader: Change = ({ tr, schema }, line) => {
  const { tableHeader, tableCell } = schema.nodes;
  if (line.index !== 0) return undefined;
  const off = isHeader(line);
  // The corner may be the other header's as well.
  const corner = isHeader({ ...line, axis: line.axis === "row" ? "column" : "row" });
  for (const [i, cell] of cellsOf(line).entries()) {
    const type = off && !(i === 0 && corner) ? tableCell : tableHeader;
    if (type && tr.doc.nodeAt(cell)?.type !== type) tr.setNodeMarkup(cell, type);
  }
  return tr.docChanged ? closeHistory(tr) : undefined;
};

export function alignLine(
  { tr }: EditorState,
  line: TableLine,
  align: "left" | "center" | "right",
): Transaction | undefined {
  for (const cell of cellsOf(line)) {
    const now = tr.doc.nodeAt(cell)?.attrs.align ?? "left";
    if (now !== align) tr.setNodeAttribute(cell, "align", align);
  }
  return tr.docChanged ? closeHistory(tr) : undefined;
}

interface GridPlace {
  readonly along: number;
  readonly across: number;
  /** Of the caret from the start of its cell; undefined while cells are selected. */
  readonly offset: number | undefined;
}

/** Where in the table the selection is; undefined when it is elsewhere. */
function gridPlace({ selection }: EditorState, line: TableLine): GridPlace | undefined {
  const { map, start, table } = line;
  const cells = selection instanceof CellSelection;
  const $cell = cells ? selection.$headCell : cellAround(selection.$head);
  const at = ($cell?.pos ?? -1) - start;
  if (!$cell || at < 0 || at >= table.content.size || $cell.node(-1) !== table) return undefined;
  const { top, left } = map.findCell(at);
  const [along, across] = line.axis === "row" ? [top, left] : [left, top];
  return { along, across, offset: cells ? undefined : selection.head - $cell.pos };
}

function movedLine(tr: Transaction, line: TableLine, index: number): TableLine | undefined {
  const table = tr.doc.nodeAt(line.start - 1);
  if (table?.type.spec.tableRole !== "table") return undefined;
  return { ...line, table, map: TableMap.get(table), index };
}

/** `offset` from the start of the cell at that place of the table as it is now. */
function setCaret(
  tr: Transaction,
  line: TableLine,
  along: number,
  across: number,
  offset: number,
): void {
  const there = movedLine(tr, line, along);
  if (!there) return;
  const { map } = there;
  const [row, column] = line.axis === "row" ? [along, across] : [across, along];
  const cell = map.map[row * map.width + column];
  if (cell === undefined) return;
  const $at = tr.doc.resolve(line.start + cell + offset);
  tr.setSelection(
    $at.parent.inlineContent ? TextSelection.create(tr.doc, $at.pos) : Selection.near($at),
  );
}
