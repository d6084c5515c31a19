/**
 * What the first Enter of a page would find undone: its code is not compiled, and TipTap gathers the
 * attributes of all extensions at each. Both are done while nobody waits.
 */
import { CommandManager, type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";

/** Where the browser tells no idle time; by then the page stands. */
const afterMs = 1000;

export const ReadyForEnter = Extension.create({
  name: "readyForEnter",
  onCreate() {
    const { editor } = this;
    const act = () => {
      if (editor.isDestroyed) return;
      keepAttributes(editor);
      rehearse(editor);
    };
    if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: afterMs });
    else setTimeout(act, afterMs);
  },
});

/** They follow from the extensions, of which an editor has the same from its start to its end. */
function keepAttributes({ extensionManager }: Editor): void {
  Object.defineProperty(extensionManager, "attributes", { value: extensionManager.attributes });
}

/** Parts a paragraph in a state that nobody ever sees. */
function rehearse(editor: Editor): void {
  const end = endOfParagraph(editor.state.doc);
  if (end === undefined) return;
  const { state } = editor;
  const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, end)));
  const parted = there.tr;
  new CommandManager({ editor, state: there }).createChain(parted).splitBlock().run();
  there.applyTransaction(parted);
}

/** Of the first in the document itself that has text. */
function endOfParagraph(doc: Node): number | undefined {
  let at = 0;
  for (const block of doc.children) {
    if (block.type.name === "paragraph" && block.childCount > 0) return at + block.nodeSize - 1;
    at += block.nodeSize;
  }
  return undefined;
}
