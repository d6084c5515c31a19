/** The block the caret is in, moved and doubled by the keyboard. */
import { type Editor, Extension } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { blockAround, duplicateBlock, moveBlock, type WholeBlock } from "./whole-block";

export const moveUpKeys = "Alt-Shift-ArrowUp";
export const moveDownKeys = "Alt-Shift-ArrowDown";
export const duplicateKeys = "Mod-d";

type Change = (state: EditorState, block: WholeBlock) => Transaction | undefined;

export const BlockKeys = Extension.create({
  name: "blockKeys",
  addKeyboardShortcuts() {
    const on = (change: Change) => () => changeBlock(this.editor, change);
    return {
      [moveUpKeys]: on((state, block) => moveBlock(state, block, "up")),
      [moveDownKeys]: on((state, block) => moveBlock(state, block, "down")),
      [duplicateKeys]: on(duplicateBlock),
    };
  },
});

function changeBlock(editor: Editor, change: Change): boolean {
  const { state, view, isEditable } = editor;
  const block = blockAround(state.selection.$from);
  if (!isEditable || !block) return false;
  const tr = change(state, block);
  if (tr) view.dispatch(tr);
  // Also where there is nothing to do: the browser would make it something else.
  return true;
}
