/**
 * Where the caret is once the text can be written in: where somebody clicked in the first paint, and
 * in an empty document in its text, for whoever makes one wants to write.
 */
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { type RefObject, useEffect } from "react";
import type { Chosen, Spot } from "./first-paint";

export function useReadyToWrite(
  editor: Editor | null,
  chosen: RefObject<Chosen | undefined>,
): void {
  useEffect(() => {
    // Not from under somebody's hands, who writes its title meanwhile.
    const free = document.activeElement === document.body;
    if (!editor?.isEditable || !free) return;
    const { state, view } = editor;
    const selection = chosen.current && selectionOf(state.doc, chosen.current);
    if (selection) view.dispatch(state.tr.setSelection(selection));
    if (selection || editor.isEmpty) view.focus();
  }, [editor, chosen]);
}

/** Undefined where the text is another by now. */
function selectionOf(doc: Node, { anchor, head }: Chosen): TextSelection | undefined {
  const [from, to] = [positionOf(doc, anchor), positionOf(doc, head)];
  if (from === undefined || to === undefined) return undefined;
  const selection = TextSelection.between(doc.resolve(from), doc.resolve(to));
  return selection instanceof TextSelection ? selection : undefined;
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
