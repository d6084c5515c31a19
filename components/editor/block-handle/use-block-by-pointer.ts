/** Which block the handle belongs to: the one under the pointer. A finger has a tool instead. */
import type { Editor } from "@tiptap/core";
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { isRemote } from "@/client/collab/collab-plugin";
import type { Change } from "../followed";
import { useFinger } from "../use-finger";
import { TrackedBlock } from "./tracked-block";
import { blockAround } from "./whole-block";

/** So far beside the text the pointer may be, towards the handle. */
const marginPx = 64;

/** Undefined when there is none to show a handle for; `held` while its menu is open or it is dragged. */
export function useBlockByPointer(
  editor: Editor,
  handle: RefObject<HTMLElement | null>,
  held: boolean,
): TrackedBlock | undefined {
  const [block, setBlock] = useState<TrackedBlock>();
  const finger = useFinger();
  useEffect(() => {
    if (held || finger) return;
    const hide = () => setBlock(undefined);
    const follow = (event: PointerEvent) => {
      // Not while a button is down: what is about to be dragged stays what it was.
      if (event.buttons !== 0) return;
      if (block && isOnTheWay(editor, block, handle.current, event)) return;
      const at = blockUnder(editor, event.clientX, event.clientY);
      const there = at === undefined ? undefined : new TrackedBlock(at);
      setBlock((now) => (now?.at === at ? now : there));
    };
    document.addEventListener("pointermove", follow, { passive: true });
    document.addEventListener("scroll", hide, { passive: true, capture: true });
    return () => {
      document.removeEventListener("pointermove", follow);
      document.removeEventListener("scroll", hide, { capture: true });
    };
  }, [editor, handle, held, finger, block]);
  // Before anything can change that it would miss.
  useLayoutEffect(() => {
    if (!block) return;
    const transacted = (change: Change) => {
      const { transaction } = change;
      const there = block.follow(change);
      // Who writes does not look for a handle; what others write leaves it where it is.
      const writes = !held && transaction.docChanged && !isRemote(transaction);
      if (!there || writes) setBlock(undefined);
    };
    editor.on("transaction", transacted);
    return () => {
      editor.off("transaction", transacted);
    };
  }, [editor, block, held]);
  return block;
}

/** Between a block and its handle, or on that: what is there belongs to the list or item round it. */
function isOnTheWay(
  { view }: Editor,
  { at }: TrackedBlock,
  handle: HTMLElement | null,
  { clientX, clientY }: PointerEvent,
): boolean {
  const dom = view.nodeDOM(at);
  if (!handle || !(dom instanceof HTMLElement)) return false;
  const { left, top, bottom } = handle.getBoundingClientRect();
  // The box of a task stands before its text, and is no text.
  const text = dom.querySelector(":scope > div") ?? dom;
  const right = text.getBoundingClientRect().left;
  return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
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
