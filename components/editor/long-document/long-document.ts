/** In a long document the browser lays out and paints only what is near the window. */
import { type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, Selection, TextSelection } from "@tiptap/pm/state";
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
  addKeyboardShortcuts() {
    const to = (end: End, extend: boolean) => () => goTo(this.editor, end, extend);
    return Object.fromEntries(
      [
        ["Mod-Home", Selection.atStart] as const,
        ["Mod-End", Selection.atEnd] as const,
        ["Cmd-ArrowUp", Selection.atStart] as const,
        ["Cmd-ArrowDown", Selection.atEnd] as const,
      ].flatMap(([keys, end]) => [
        [keys, to(end, false)],
        [`Shift-${keys}`, to(end, true)],
      ]),
    );
  },
});

type End = (doc: Node) => Selection;

/** The browser's own keys find no place for the caret in a group that is not laid out. */
function goTo({ state, view }: Editor, end: End, extend: boolean): boolean {
  if (!view.dom.hasAttribute("data-grouped")) return false;
  const there = end(state.doc);
  const { $anchor } = state.selection;
  const selection = extend ? TextSelection.between($anchor, there.$head) : there;
  view.dispatch(state.tr.setSelection(selection).scrollIntoView());
  return true;
}

/** The style sheet does the rest: see `data-long` in live.css. */
function markWhenLong(view: EditorView) {
  let settled = false;
  let groups: BlockGroups | undefined;
  const mark = ({ state, dom }: EditorView) => {
    const long = state.doc.childCount >= longFromBlocks;
    if (long && groupsBlocks()) groups ??= BlockGroups.of(dom);
    groups?.update();
    groups?.hold(blocksAtEnds(view));
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

/** The elements of the blocks in which a selection begins and ends. */
function blocksAtEnds(view: EditorView): (globalThis.Node | null)[] {
  const { $anchor, $head } = view.state.selection;
  return [$anchor, $head].map(($end) => {
    let dom = view.nodeDOM($end.depth > 0 ? $end.before(1) : $end.pos);
    while (dom && dom.parentNode !== view.dom) dom = dom.parentNode;
    return dom;
  });
}

/**
 * Where writing in slots is known to work: with Chromium's engine, and not where the browser itself
 * makes new paragraphs, as on Android. Elsewhere each block is a group by itself.
 */
function groupsBlocks(): boolean {
  const { userAgent } = navigator;
  return userAgent.includes("Chrome/") && !userAgent.includes("Android");
}
