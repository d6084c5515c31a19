/** In a long document the browser lays out and paints only what is near the window. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { BlockGroups } from "./block-groups";

/** About ten pages: below it nothing is gained. */
const longFromBlocks = 150;
/** First everything is laid out once, so that the browser knows how high each block is. */
const settledMs = 600;

export const LongDocument = Extension.create({
  name: "longDocument",
  // What other plugins measure after a change must be shown by then.
  priority: 2000,
  addProseMirrorPlugins: () => [new Plugin({ view: markWhenLong })],
});

/** The style sheet does the rest: see `data-long` in live.css. */
function markWhenLong(view: EditorView) {
  let settled = false;
  let groups: BlockGroups | undefined;
  const mark = ({ state, dom }: EditorView) => {
    const long = state.doc.childCount >= longFromBlocks;
    if (long && groupsBlocks()) groups ??= BlockGroups.of(dom);
    groups?.update();
    const marked = settled && long;
    if (dom.hasAttribute("data-long") !== marked) dom.toggleAttribute("data-long", marked);
  };
  mark(view);
  const timer = setTimeout(() => {
    settled = true;
    mark(view);
  }, settledMs);
  return { update: mark, destroy: () => clearTimeout(timer) };
}

/**
 * Where writing in slots is known to work: with Chromium's engine, and not where the browser itself
 * makes new paragraphs, as on Android. Elsewhere each block is a group by itself.
 */
function groupsBlocks(): boolean {
  const { userAgent } = navigator;
  return userAgent.includes("Chrome/") && !userAgent.includes("Android");
}
