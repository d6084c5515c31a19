/**
 * What is being dragged, kept right while others write. ProseMirror keeps what it was when the drag
 * began, and where: dropped later, it would take away other text and put back what others changed.
 */
import { Extension } from "@tiptap/core";
import type { Slice } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { followed, transactionsOf } from "./followed";

/** `EditorView.dragging`, with what its type leaves out. */
export interface Dragging {
  slice: Slice;
  move: boolean;
  /** What is dragged, unless it is the selection. */
  node?: NodeSelection;
}

export const KeepDragged = Extension.create({
  name: "keepDragged",
  onTransaction(change) {
    const { view, state } = change.editor;
    const dragging: Dragging | null = view.dragging;
    if (!dragging || !transactionsOf(change).some(({ docChanged }) => docChanged)) return;
    const { node } = dragging;
    if (node) {
      const at = followed(node.from, change);
      if (at === undefined) return forget(view);
      dragging.node = NodeSelection.create(state.doc, at);
    } else if (state.selection.empty) return forget(view);
    const { slice } = view.serializeForClipboard((dragging.node ?? state.selection).content());
    dragging.slice = slice;
  },
});

/** Somebody deleted it: what is dropped then is what the browser carries, as out of another window. */
function forget(view: EditorView): void {
  view.dragging = null;
}
