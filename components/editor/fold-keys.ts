/** Enter in the line of an open fold goes into the empty paragraph below it, instead of making another. */
import { Extension } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";

export const FoldKeys = Extension.create({
  name: "foldKeys",
  // Before the fold's own Enter.
  priority: 200,
  addKeyboardShortcuts: () => ({
    Enter({ editor }) {
      const { state, view } = editor;
      const { $head, empty } = state.selection;
      if (!empty || $head.parent.type.name !== "detailsSummary") return false;
      const first = state.doc.nodeAt($head.after() + 1);
      const fold = view.nodeDOM($head.before(-1));
      const isOpen = fold instanceof Element && fold.classList.contains("is-open");
      if (!isOpen || !first?.isTextblock || first.content.size > 0) return false;
      const inside = TextSelection.create(state.doc, $head.after() + 2);
      view.dispatch(state.tr.setSelection(inside).scrollIntoView());
      return true;
    },
  }),
});
