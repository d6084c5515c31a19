"use client";
/** Handles at the row and the column of a table one is at, and what adds more of them. */
import type { Editor } from "@tiptap/core";
import { Plus } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { ActiveCell, handleAttribute } from "./active-cell";
import { insertLine } from "./change-line";
import { LineHandle } from "./line-handle";
import type { LineMenu } from "./line-menu";
import { type Axis, countOf } from "./table-line";
import { useHandlePlaces } from "./use-handle-places";
import { type DropLine, useLineDrag } from "./use-line-drag";

interface Props {
  readonly editor: Editor;
  readonly menu: LineMenu;
}

export function TableHandles({ editor, menu }: Props) {
  const [active] = useState(() => new ActiveCell(editor));
  useEffect(() => active.follow(menu), [active, menu]);
  const shown = useSyncExternalStore(active.subscribe, active.isShown, () => false);
  return shown ? <Handles editor={editor} menu={menu} active={active} /> : null;
}

function Handles({ editor, menu, active }: Props & { readonly active: ActiveCell }) {
  const ref = useRef<HTMLDivElement>(null);
  useHandlePlaces(ref, editor, active);
  const drag = useLineDrag(editor, active);
  const shared = { editor, menu, active, drag };
  return createPortal(
    <div ref={ref} {...{ [handleAttribute]: "" }} className="no-print">
      <LineHandle axis="row" {...shared} />
      <LineHandle axis="column" {...shared} />
      <Add axis="row" editor={editor} active={active} />
      <Add axis="column" editor={editor} active={active} />
      {drag.drop && <Drop {...drag.drop} />}
    </div>,
    // Within the page's landmark, where those who listen to it look.
    editor.view.dom.closest("main") ?? document.body,
  );
}

interface AddProps {
  readonly axis: Axis;
  readonly editor: Editor;
  readonly active: ActiveCell;
}

/** Along the edge after the last row or column; a finger hits what is beside it as well. */
function Add({ axis, editor, active }: AddProps) {
  const add = () => {
    const line = active.line(axis);
    if (!line) return;
    const last = { ...line, index: countOf(line) - 1 };
    editor.view.dispatch(insertLine(editor.state, last, "after"));
    editor.view.focus();
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      data-part={axis === "row" ? "addRow" : "addColumn"}
      aria-label={`Add ${axis} at the end`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={add}
      className={`fixed top-0 left-0 z-20 flex items-center justify-center rounded-md bg-raised text-muted opacity-60 hover:text-ink hover:opacity-100 pointer-coarse:after:absolute ${
        axis === "row"
          ? "h-3.5 pointer-coarse:after:-inset-y-3.25 pointer-coarse:after:inset-x-0"
          : "w-3.5 pointer-coarse:after:right-0 pointer-coarse:after:-left-3.25 pointer-coarse:after:inset-y-0"
      }`}
    >
      <Plus aria-hidden className="size-3.5" />
    </button>
  );
}

function Drop({ axis, x, y, length }: DropLine) {
  const size = axis === "row" ? { width: length, height: 3 } : { width: 3, height: length };
  return (
    <div
      aria-hidden
      data-part="drop"
      className="pointer-events-none fixed top-0 left-0 z-20 rounded-full bg-accent"
      style={{ ...size, translate: `${Math.round(x)}px ${Math.round(y)}px` }}
    />
  );
}
