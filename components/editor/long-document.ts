/** In a long document the browser lays out and paints only what is near the window. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** About ten pages: below it nothing is gained. */
const longFromBlocks = 150;
/** First everything is laid out once, so that the browser knows how high each block is. */
const settledMs = 600;

export const LongDocument = Extension.create({
  name: "longDocument",
  addProseMirrorPlugins: () => [new Plugin({ view: markWhenLong })],
});

/** The style sheet does the rest: see `data-long` in live.css. */
function markWhenLong(view: EditorView) {
  let settled = false;
  const mark = ({ state, dom }: EditorView) => {
    const long = settled && state.doc.childCount >= longFromBlocks;
    if (dom.hasAttribute("data-long") !== long) dom.toggleAttribute("data-long", long);
  };
  const timer = setTimeout(() => {
    settled = true;
    mark(view);
  }, settledMs);
  return { update: mark, destroy: () => clearTimeout(timer) };
}
