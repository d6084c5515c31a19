/**
 * Where one goes on after a paste or a drop. ProseMirror puts the caret behind what came, and where that
 * is no text, into the next that there is: another cell, or a paragraph that has nothing to do with it.
 * Or it selects a block, which the next letter would take the place of.
 */
import { Extension } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import {
  type EditorState,
  NodeSelection,
  Plugin,
  Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { writeOnAfter } from "./write-on-after";

export const CaretAfterPaste = Extension.create({
  name: "caretAfterPaste",
  addProseMirrorPlugins: () => [caretAfterPaste()],
});

export function caretAfterPaste(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, state) {
      const { selection } = state;
      const put = transactions.find((tr) => tr.docChanged && (isPaste(tr) || isDrop(tr)));
      const end = put && endOf(put);
      if (!put || end === undefined) return null;
      if (isDrop(put)) return selection instanceof NodeSelection ? into(state, selection) : null;
      const $end = state.doc.resolve(Math.min(end, state.doc.content.size));
      if (selection instanceof NodeSelection || isWhole($end.nodeBefore)) {
        return after(state, Math.min(selection.to, $end.pos));
      }
      const inside = lastTextBefore($end, selection);
      return inside && selection.empty ? state.tr.setSelection(inside) : null;
    },
  });
}

const isPaste = (tr: Transaction): boolean => tr.getMeta("paste") === true;
const isDrop = (tr: Transaction): boolean => tr.getMeta("uiEvent") === "drop";

/** Where the last of what a transaction put in ends. */
function endOf({ mapping }: Transaction): number | undefined {
  let end: number | undefined;
  for (const map of mapping.maps) {
    if (end !== undefined) end = map.map(end);
    map.forEach((_from, _to, _newFrom, newTo) => {
      end = Math.max(end ?? 0, newTo);
    });
  }
  return end;
}

/** An image, a rule: there is nothing in it to go on in. */
const isWhole = (node: Node | null): boolean => node?.isBlock === true && node.isAtom;

/** In the block that ends there, when the caret stands after it. */
function lastTextBefore($end: ResolvedPos, { from }: Selection): Selection | undefined {
  const { nodeBefore: block, pos: end } = $end;
  if (!block?.isBlock || block.isTextblock || from < end) return undefined;
  const found = Selection.findFrom($end, -1, true);
  return found && found.from > end - block.nodeSize ? found : undefined;
}

/** To the text that begins at `at`; to a new line, where there is none. */
function after({ doc, tr }: EditorState, at: number): Transaction | null {
  if (doc.resolve(at).parent.inlineContent) {
    return tr.setSelection(TextSelection.create(doc, at));
  }
  return writeOnAfter(tr, at) ? tr : null;
}

/** Into the text of a block; what has none stays selected. What is written there is undone by itself. */
function into({ doc, tr }: EditorState, { from, to }: NodeSelection): Transaction | null {
  const found = Selection.findFrom(doc.resolve(from), 1, true);
  return found && found.to < to ? closeHistory(tr.setSelection(found)) : null;
}
