"use client";
/** The handle beside a block: drag it elsewhere, or press it for what else can be done with it. */
import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { GripVertical } from "lucide-react";
import { type DragEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Menu, MenuContent, MenuTrigger } from "../../ui/menu";
import { onceAFrame } from "../once-a-frame";
import type { Panels } from "../panels";
import { BlockItems } from "./block-items";
import type { TrackedBlock } from "./tracked-block";
import { useBlockByPointer } from "./use-block-by-pointer";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

const widthPx = 22;

export function BlockHandle({ editor, panels }: Props) {
  const [held, setHeld] = useState(false);
  const [dragged, setDragged] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const block = useBlockByPointer(editor, ref, held || dragged);
  useEffect(() => {
    if (block) return;
    // Somebody deleted it: no element is left that could tell the end of a drag.
    setHeld(false);
    setDragged(false);
  }, [block]);
  useLayoutEffect(() => {
    if (!block) return;
    const place = () => {
      const dom = editor.view.nodeDOM(block.at);
      if (!ref.current || !(dom instanceof HTMLElement)) return;
      const { left, top } = dom.getBoundingClientRect();
      const x = Math.max(0, left - widthPx - 6 - marginTaken(dom));
      ref.current.style.translate = `${Math.round(x)}px ${Math.round(top + handleTop(dom))}px`;
    };
    const { soon, stop } = onceAFrame(place);
    place();
    editor.on("transaction", soon);
    return () => {
      stop();
      editor.off("transaction", soon);
    };
  }, [editor, block]);
  if (!block) return null;
  return createPortal(
    <Menu open={held} onOpenChange={setHeld}>
      <div ref={ref} className="no-print fixed top-0 left-0 z-20 h-7 w-5.5">
        {/* Where the menu belongs; a trigger that took the press would not let it become a drag. */}
        <MenuTrigger asChild>
          <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
        </MenuTrigger>
        <button
          type="button"
          draggable
          tabIndex={-1}
          aria-label="Block: drag to move, press for more"
          aria-haspopup="menu"
          aria-expanded={held}
          onClick={() => setHeld(true)}
          onDragStart={(event) => {
            setDragged(true);
            startDragging(editor, block, event);
          }}
          onDragEnd={() => {
            setDragged(false);
            editor.view.dragging = null;
          }}
          className="flex size-full cursor-grab items-center justify-center rounded-md text-muted opacity-60 hover:bg-raised hover:opacity-100 aria-expanded:bg-raised"
        >
          <GripVertical aria-hidden className="size-4" />
        </button>
      </div>
      <MenuContent
        aria-label="Block"
        align="start"
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <BlockItems editor={editor} panels={panels} find={() => block.in(editor.state.doc)} />
      </MenuContent>
    </Menu>,
    editor.view.dom.closest("main") ?? document.body,
  );
}

const isTable = (dom: HTMLElement) => dom.classList.contains("tableWrapper");

/** A list's bullets and a table's own handles stand in the margin, and must not be covered. */
function marginTaken(dom: HTMLElement): number {
  if (dom.tagName === "LI") return 18;
  return isTable(dom) ? 8 : 0;
}

/** From the top of a block to that of its handle. */
function handleTop(dom: HTMLElement): number {
  // On a phone there is no margin for a table's two handles beside each other.
  const above = isTable(dom) && matchMedia("(pointer: coarse)").matches;
  return above ? -26 : lineMiddle(dom) - 14;
}

/** From the top of a block to the middle of its first line. */
function lineMiddle(dom: HTMLElement): number {
  const { lineHeight, paddingTop } = getComputedStyle(dom);
  return (Number.parseFloat(paddingTop) || 0) + (Number.parseFloat(lineHeight) || 28) / 2;
}

/** As the editor's own dragging does: what is dropped within it is moved. */
function startDragging({ view }: Editor, { at }: TrackedBlock, event: DragEvent): void {
  const { doc, tr } = view.state;
  const node = NodeSelection.create(doc, at);
  view.dispatch(tr.setSelection(node));
  const slice = node.content();
  const { dom, text } = view.serializeForClipboard(slice);
  const transfer = event.dataTransfer;
  transfer.clearData();
  transfer.setData("text/html", dom.innerHTML);
  transfer.setData("text/plain", text);
  transfer.effectAllowed = "copyMove";
  const shown = view.nodeDOM(at);
  if (shown instanceof HTMLElement) transfer.setDragImage(shown, 0, 0);
  // With the node, which is taken away wherever the selection is by then.
  const dragging = { slice, move: true, node };
  view.dragging = dragging;
}
