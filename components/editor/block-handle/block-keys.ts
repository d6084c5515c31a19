/** The block the caret is in, or all that are selected, moved and doubled by the keyboard. */
import { type Editor, Extension } from "@tiptap/core";
import type { NodeRange } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { duplicateBlocks, moveBlocks, selectedBlocks } from "./selected-blocks";

export const moveUpKeys = "Alt-Shift-ArrowUp";
export const moveDownKeys = "Alt-Shift-ArrowDown";
export const duplicateKeys = "Mod-d";

type Change = (state: EditorState, blocks: NodeRange) => Transaction | undefined;

export const BlockKeys = Extension.create({
  name: "blockKeys",
  addKeyboardShortcuts() {
    const on = (change: Change) => () => changeBlocks(this.editor, change);
    return {
      [moveUpKeys]: on((state, blocks) => moveBlocks(state, blocks, "up")),
      [moveDownKeys]: on((state, blocks) => moveBlocks(state, blocks, "down")),
      [duplicateKeys]: on(duplicateBlocks),
    };
  },
});

function changeBlocks(editor: Editor, change: Change): boolean {
  const { state, view, isEditable } = editor;
  const blocks = selectedBlocks(state.selection);
  if (!isEditable || !blocks) return false;
  const tr = change(state, blocks);
  if (tr) view.dispatch(tr);
  // Also where there is nothing to do: the browser would make it something else.
  return true;
}
