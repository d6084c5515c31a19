/** Marks the blocks that hold the selection: in focus mode the others step back. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export const FocusBlock = Extension.create({
  name: "focusBlock",
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations({ doc, selection: { from, to } }) {
          const blocks: Decoration[] = [];
          const first = doc.resolve(from).index(0);
          let start = doc.resolve(from).posAtIndex(first, 0);
          for (let index = first; index < doc.childCount && start <= to; index += 1) {
            const end = start + doc.child(index).nodeSize;
            blocks.push(Decoration.node(start, end, { class: "caret-block" }));
            start = end;
          }
          return DecorationSet.create(doc, blocks);
        },
      },
    }),
  ],
});
