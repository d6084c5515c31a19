/** A row or column dragged by its handle, with a mouse, a pen or a finger. */
import type { Editor } from "@tiptap/core";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { ActiveCell } from "./active-cell";
import { moveLine } from "./change-line";
import { type Box, nearestBorder } from "./handle-places";
import { lineBorders } from "./line-borders";
import type { Axis } from "./table-line";

/** A press that trembles is no drag. */
const startsAfterPx = 4;
/** So near to the edge of the window the page scrolls along. */
const edgePx = 90;
const scrollPx = 14;

/** Where it would be dropped: a line between two rows or columns. */
export interface DropLine {
  readonly axis: Axis;
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

interface Press {
  readonly axis: Axis;
  readonly x: number;
  readonly y: number;
  dragged: boolean;
  border: number | undefined;
}

export function useLineDrag(editor: Editor, active: ActiveCell) {
  const [drop, setDrop] = useState<DropLine>();
  const [dragging, setDragging] = useState(false);
  const press = useRef<Press>(undefined);
  /** The press that just ended was a drag: the click that follows it is none. */
  const wasDrag = useRef(false);
  const end = () => {
    wasDrag.current = press.current?.dragged ?? false;
    press.current = undefined;
    setDrop(undefined);
    setDragging(false);
    active.hold(false);
  };
  useEscape(dragging, end);
  const handlers = (axis: Axis) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const { clientX: x, clientY: y } = event;
      press.current = { axis, x, y, dragged: false, border: undefined };
      wasDrag.current = false;
    },
    onPointerMove({ clientX, clientY }: PointerEvent<HTMLElement>) {
      const pressed = press.current;
      if (!pressed) return;
      if (!pressed.dragged) {
        if (Math.hypot(clientX - pressed.x, clientY - pressed.y) < startsAfterPx) return;
        pressed.dragged = true;
        active.hold(true);
        setDragging(true);
      }
      scrollAlong(axis, clientX, clientY, active);
      const found = dropAt(editor, active, axis, axis === "row" ? clientY : clientX);
      pressed.border = found?.border;
      setDrop(found?.line);
    },
    onPointerUp() {
      const pressed = press.current;
      if (!pressed) return;
      const line = active.line(axis);
      if (pressed.dragged && pressed.border !== undefined && line) {
        const tr = moveLine(editor.state, line, pressed.border);
        if (tr) editor.view.dispatch(tr);
        editor.view.focus();
      }
      end();
    },
    onPointerCancel: end,
  });
  return { drop, dragging, handlers, wasDrag };
}

/** Only where the move is possible, and is one. */
function dropAt(editor: Editor, active: ActiveCell, axis: Axis, place: number) {
  const line = active.line(axis);
  const table = active.dom?.closest("table");
  if (!line || !table) return undefined;
  const box = table.getBoundingClientRect();
  const frame = (table.closest(".tableWrapper") ?? table).getBoundingClientRect();
  const border = nearestBorder(lineBorders(editor.view, line, box), place);
  if (!border || !moveLine(editor.state, line, border.index)) return undefined;
  return { border: border.index, line: drawn(axis, border.at, box, frame) };
}

function drawn(axis: Axis, at: number, table: Box, frame: Box): DropLine {
  const left = Math.max(table.left, frame.left);
  const right = Math.min(table.right, frame.right);
  return axis === "row"
    ? { axis, x: left, y: at - 1, length: right - left }
    : { axis, x: at - 1, y: table.top, length: table.bottom - table.top };
}

/** A table that is larger than what is seen of it can be dragged through. */
function scrollAlong(axis: Axis, x: number, y: number, active: ActiveCell): void {
  if (axis === "row") {
    if (y < 2 * edgePx) window.scrollBy(0, -scrollPx);
    else if (y > innerHeight - edgePx) window.scrollBy(0, scrollPx);
    return;
  }
  const frame = active.dom?.closest(".tableWrapper");
  const box = frame?.getBoundingClientRect();
  if (!frame || !box) return;
  if (x < box.left + edgePx / 2) frame.scrollLeft -= scrollPx;
  else if (x > box.right - edgePx / 2) frame.scrollLeft += scrollPx;
}

function useEscape(active: boolean, leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [active]);
}
