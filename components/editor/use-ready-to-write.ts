/**
 * Goes on in the editor with what somebody has begun before it was there: the caret is where they
 * clicked in the first paint, and what they typed meanwhile is written. In an empty document it is in
 * its text, for whoever makes one wants to write.
 */
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Selection, TextSelection } from "@tiptap/pm/state";
import { useEffect } from "react";
import type { Begun, Chosen, Spot } from "./first-paint";
import { typeEarlyKeys } from "./type-early-keys";

export function useReadyToWrite(editor: Editor | null, begun: Begun): void {
  useEffect(() => {
    if (!editor?.isEditable) return;
    // Not from under somebody's hands, who writes its title meanwhile.
    const free = document.activeElement === document.body;
    const { chosen } = begun;
    const keys = begun.keys.splice(0);
    if (!free && keys.length === 0) return;
    const { state, view } = editor;
    const clicked = chosen && selectionOf(state.doc, chosen);
    const selection = clicked ?? (chosen && keys.length > 0 && atEndOf(state.doc, chosen));
    if (selection) view.dispatch(state.tr.setSelection(selection));
    if (free && (selection || editor.isEmpty || keys.length > 0)) view.focus();
    typeEarlyKeys(view, keys);
  }, [editor, begun]);
}

/** Undefined where the text is another by now. */
function selectionOf(doc: Node, { anchor, head }: Chosen): TextSelection | undefined {
  const [from, to] = [positionOf(doc, anchor), positionOf(doc, head)];
  if (from === undefined || to === undefined) return undefined;
  const selection = TextSelection.between(doc.resolve(from), doc.resolve(to));
  return selection instanceof TextSelection ? selection : undefined;
}

/** Where to write what is typed already, when somebody else has changed the block meanwhile. */
function atEndOf(doc: Node, { head }: Chosen): Selection {
  const next = Math.min(head.block + 1, doc.childCount);
  return Selection.near(doc.resolve(doc.resolve(0).posAtIndex(next)), -1);
}

function positionOf(doc: Node, { block, text, offset, before }: Spot): number | undefined {
  const node = doc.maybeChild(block);
  if (node?.textContent !== text) return undefined;
  const start = doc.resolve(0).posAtIndex(block) + 1;
  let left = offset;
  let found: number | undefined;
  node.descendants(({ isText, nodeSize }, at) => {
    if (!isText || found !== undefined) return found === undefined;
    if (before ? left < nodeSize : left <= nodeSize) found = start + at + left;
    left -= nodeSize;
    return false;
  });
  return found ?? start;
}
