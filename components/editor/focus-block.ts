/** Marks the blocks that hold the selection while focus mode is on: the others step back. */
import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const key = new PluginKey<boolean>("focusBlock");

export const FocusBlock = Extension.create({
  name: "focusBlock",
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: { init: () => false, apply: (tr, on) => tr.getMeta(key) ?? on },
      // Nothing is marked without need: a mark on a block has all blocks compared at length at each key.
      props: { decorations: (state) => (key.getState(state) ? blocksOfSelection(state) : null) },
    }),
  ],
});

export function markFocusBlocks({ state, view }: Editor, on: boolean): void {
  if (key.getState(state) !== on) view.dispatch(state.tr.setMeta(key, on));
}

function blocksOfSelection({ doc, selection: { from, to } }: EditorState): DecorationSet {
  const blocks: Decoration[] = [];
  const first = doc.resolve(from).index(0);
  let start = doc.resolve(from).posAtIndex(first, 0);
  for (let index = first; index < doc.childCount && start <= to; index += 1) {
    const end = start + doc.child(index).nodeSize;
    blocks.push(Decoration.node(start, end, { class: "caret-block" }));
    start = end;
  }
  return DecorationSet.create(doc, blocks);
}
