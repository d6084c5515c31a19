/**
 * What is pasted from other programs: HTML without what only they understand, and Markdown as what
 * it means. Shift while pasting takes the text as it stands.
 */
import { Extension } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { cleanHtml } from "@/client/foreign-html/clean-html";
import { looksLikeMarkdown } from "@/collab/content/markdown-signs";
import { htmlParser } from "@/collab/schema/html-parser";

/** Comes when the text is first gone into: most who read never paste. */
const loadReader = () => import("@/collab/content/markdown");

export const PasteFromElsewhere = Extension.create({
  name: "pasteFromElsewhere",
  addProseMirrorPlugins() {
    let plain = false;
    return [
      new Plugin({
        props: {
          clipboardParser: htmlParser(this.editor.schema),
          transformPastedHTML: cleaned,
          handleDOMEvents: {
            focus: () => void loadReader().catch(() => {}),
            keydown: (_view, { shiftKey }) => {
              plain = shiftKey;
            },
            keyup: (_view, { shiftKey }) => {
              plain = shiftKey;
            },
          },
          handlePaste(view, { clipboardData }, slice) {
            const text = clipboardData?.getData("text/plain") ?? "";
            if (!view.editable) return false;
            if (isOneLine(view) && slice.size > 0) return pasteAsItStands(view, inOneLine(slice));
            if (text === "") return false;
            if (plain) return pasteAsItStands(view, slice);
            const isText = clipboardData?.getData("text/html") === "";
            if (!isText || isInCode(view) || !looksLikeMarkdown(text)) return false;
            void pasteMarkdown(view, text);
            return true;
          },
        },
      }),
    ];
  },
});

/** Told as no paste, or stars and dashes in it would be read as marks after all. */
function pasteAsItStands(view: EditorView, slice: Slice): true {
  view.dispatch(closeHistory(view.state.tr).replaceSelection(slice).scrollIntoView());
  return true;
}

/** Parts of a table stand in no page of their own: a parser would lose them. */
const partOfTable = /^\s*(?:<meta[^>]*>\s*)*<(?:thead|tbody|tfoot|tr|t[dh]|col)\b/i;

function cleaned(html: string): string {
  if (partOfTable.test(html)) return html;
  // A document made by the parser runs no script and loads nothing.
  const { body } = new DOMParser().parseFromString(html, "text/html");
  cleanHtml(body);
  return body.innerHTML;
}

function isInCode({ state }: EditorView): boolean {
  const { $from } = state.selection;
  return $from.parent.type.spec.code === true || $from.marks().some(({ type }) => type.spec.code);
}

/** The line of a fold that is seen: blocks in it would tear the fold in two. */
function isOneLine({ state }: EditorView): boolean {
  return state.selection.$from.parent.type.name === "detailsSummary";
}

/** What is text in it, in the order in which it stands there. */
function inOneLine({ content }: Slice): Slice {
  const text = content.textBetween(0, content.size, " ", " ").replaceAll(/\s+/g, " ");
  const { schema } = content.firstChild?.type ?? {};
  return new Slice(Fragment.from(text && schema ? schema.text(text) : []), 0, 0);
}

async function pasteMarkdown(view: EditorView, text: string): Promise<void> {
  const read = await loadReader().catch(() => undefined);
  if (view.isDestroyed || !view.editable) return;
  const { tr, schema } = view.state;
  // The reader's schema is the server's, with the same nodes and marks.
  const doc = read && schema.nodeFromJSON(read.documentFromMarkdown(text).toJSON());
  const pasted = doc ? tr.replaceSelection(sliceOf(doc)) : tr.insertText(text);
  view.dispatch(closeHistory(pasted).scrollIntoView().setMeta("paste", true));
}

/** Open at its ends, so that a passage goes into the line where the caret stands. */
function sliceOf({ content }: Node): Slice {
  return Slice.maxOpen(content);
}
