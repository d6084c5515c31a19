/**
 * Whoever pastes a table goes on at its end. ProseMirror puts the caret behind what came, and where that
 * is no text, into the next that there is: another cell, or a paragraph that has nothing to do with it.
 */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, Selection, type Transaction } from "@tiptap/pm/state";

export const CaretAfterPaste = Extension.create({
  name: "caretAfterPaste",
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, state) {
        const pasted = transactions.find((tr) => tr.getMeta("paste") && tr.docChanged);
        const end = pasted && endOf(pasted);
        const inside = end === undefined ? undefined : lastTextBefore(state, end);
        return inside && state.selection.empty ? state.tr.setSelection(inside) : null;
      },
    }),
  ],
});

/** Where the last of what a transaction put in ends. */
function endOf({ mapping }: Transaction): number | undefined {
  let end: number | undefined;
  mapping.maps.at(-1)?.forEach((_from, _to, _newFrom, newTo) => {
    end = newTo;
  });
  return end;
}

/** In the block that ends at `end`, when the caret stands after it. */
function lastTextBefore(state: EditorState, end: number): Selection | undefined {
  const $end = state.doc.resolve(Math.min(end, state.doc.content.size));
  const block = $end.nodeBefore;
  if (!block?.isBlock || block.isTextblock || state.selection.from < end) return undefined;
  const found = Selection.findFrom($end, -1, true);
  return found && found.from > end - block.nodeSize ? found : undefined;
}
