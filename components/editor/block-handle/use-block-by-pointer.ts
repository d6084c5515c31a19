/** Which block the handle belongs to: the one under the pointer. A finger has a tool instead. */
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { useFinger } from "../use-finger";
import { blockAround, blockAt } from "./whole-block";

/** So far beside the text the pointer may be, towards the handle. */
const marginPx = 64;

/** The position before the block; undefined when there is none to show a handle for. */
export function useBlockByPointer(editor: Editor, held: boolean): number | undefined {
  const [at, setAt] = useState<number>();
  const finger = useFinger();
  useEffect(() => {
    if (held || finger) return;
    const hide = () => setAt(undefined);
    const follow = (event: PointerEvent) => {
      // Not while a button is down: what is about to be dragged stays what it was.
      if (event.buttons === 0) setAt(blockUnder(editor, event.clientX, event.clientY));
    };
    const transacted = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) hide();
    };
    document.addEventListener("pointermove", follow, { passive: true });
    document.addEventListener("scroll", hide, { passive: true, capture: true });
    editor.on("transaction", transacted);
    return () => {
      document.removeEventListener("pointermove", follow);
      document.removeEventListener("scroll", hide, { capture: true });
      editor.off("transaction", transacted);
    };
  }, [editor, held, finger]);
  return at !== undefined && blockAt(editor.state.doc, at) ? at : undefined;
}

function blockUnder({ view, isEditable, state }: Editor, x: number, y: number) {
  const box = view.dom.getBoundingClientRect();
  const near = x > box.left - marginPx && x < box.right && y > box.top && y < box.bottom;
  if (!isEditable || !near) return undefined;
  const found = view.posAtCoords({ left: Math.max(x, box.left + 4), top: y });
  if (!found) return undefined;
  const inside = found.inside < 0 ? found.pos : Math.max(found.pos, found.inside);
  return blockAround(state.doc.resolve(Math.min(inside, state.doc.content.size)))?.at;
}
