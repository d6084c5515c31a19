/** What the menu of a row or a column offers, in its order. */
import type { EditorState, Transaction } from "@tiptap/pm/state";
import {
  AlignCenter,
  AlignLeft,
  AlignRight,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  CopyPlus,
  Eraser,
  type LucideIcon,
  PanelLeft,
  PanelTop,
  Trash2,
} from "lucide-react";
import {
  alignLine,
  clearLine,
  deleteLine,
  duplicateLine,
  insertLine,
  moveLine,
  toggleHeader,
} from "./change-line";
import { isHeader, type TableLine } from "./table-line";

export interface LineAction {
  readonly label: string;
  readonly icon: LucideIcon;
  change(state: EditorState, line: TableLine): Transaction | undefined;
}

const insert = (label: string, icon: LucideIcon, side: "before" | "after"): LineAction => ({
  ...{ label, icon },
  change: (state, line) => insertLine(state, line, side),
});

/** Over so many borders; a line's own far border is the next one. */
const move = (label: string, icon: LucideIcon, by: -1 | 2): LineAction => ({
  ...{ label, icon },
  change: (state, line) => moveLine(state, line, line.index + by),
});

const align = (label: string, icon: LucideIcon, side: "left" | "center" | "right"): LineAction => ({
  ...{ label, icon },
  change: (state, line) => alignLine(state, line, side),
});

const forRows: readonly LineAction[] = [
  insert("Insert above", BetweenHorizontalEnd, "before"),
  insert("Insert below", BetweenHorizontalStart, "after"),
  move("Move up", ArrowUp, -1),
  move("Move down", ArrowDown, 2),
];

const forColumns: readonly LineAction[] = [
  insert("Insert left", BetweenVerticalEnd, "before"),
  insert("Insert right", BetweenVerticalStart, "after"),
  move("Move left", ArrowLeft, -1),
  move("Move right", ArrowRight, 2),
];

const aligned: readonly LineAction[] = [
  align("Align left", AlignLeft, "left"),
  align("Align centre", AlignCenter, "center"),
  align("Align right", AlignRight, "right"),
];

/** In groups, between which the menu draws a line. */
export function actionsOf(line: TableLine): readonly (readonly LineAction[])[] {
  const { axis, index } = line;
  const header: LineAction = {
    label: isHeader(line) ? `No header ${axis}` : `Header ${axis}`,
    icon: axis === "row" ? PanelTop : PanelLeft,
    change: toggleHeader,
  };
  return [
    axis === "row" ? forRows : forColumns,
    axis === "row" ? [] : aligned,
    [
      ...(index === 0 ? [header] : []),
      { label: "Duplicate", icon: CopyPlus, change: duplicateLine },
      { label: "Clear", icon: Eraser, change: clearLine },
      { label: `Delete ${axis}`, icon: Trash2, change: deleteLine },
    ],
  ];
}
