/** Below what can't be written in, a picture or a formula, one goes on in the text that follows. */
import { TextSelection, type Transaction } from "@tiptap/pm/state";

/** Puts the caret into the text after a block, which is made where there is none; false where none can be. */
export function writeOnAfter(tr: Transaction, after: number): boolean {
  if (!lineAfter(tr, after)) return false;
  tr.setSelection(TextSelection.create(tr.doc, after + 1));
  return true;
}

/** Whether text follows a block, after a line was made for it if need be. */
export function lineAfter(tr: Transaction, after: number): boolean {
  const $after = tr.doc.resolve(after);
  if ($after.nodeAfter?.isTextblock) return true;
  const line = tr.doc.type.schema.nodes.paragraph;
  const index = $after.index();
  if (!line || !$after.parent.canReplaceWith(index, index, line)) return false;
  tr.insert(after, line.create());
  return true;
}
