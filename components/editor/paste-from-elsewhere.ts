/**
 * What is pasted from other programs: HTML without what only they understand, and Markdown as what
 * it means. Shift while pasting takes the text as it stands.
 */
import { type Editor, Extension } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { cleanHtml } from "@/client/foreign-html/clean-html";
import { looksLikeMarkdown } from "@/collab/content/markdown-signs";
import { htmlParser } from "@/collab/schema/html-parser";
import { holdsPictures, takePictures, takePlaces } from "./pasted-pictures";

/** Comes when the text is first gone into: most who read never paste. */
const loadReader = () => import("@/collab/content/markdown");

export const PasteFromElsewhere = Extension.create({
  name: "pasteFromElsewhere",
  addProseMirrorPlugins() {
    let plain = false;
    let pictures: readonly File[] = [];
    const { editor } = this;
    return [
      new Plugin({
        props: {
          clipboardParser: htmlParser(editor.schema),
          transformPastedHTML(html) {
            // Parts of a table stand in no page of their own: a parser would lose them.
            if (partOfTable.test(html)) return html;
            // A document made by the parser runs no script and loads nothing.
            const { body } = new DOMParser().parseFromString(html, "text/html");
            cleanHtml(body);
            pictures = takePictures(body);
            return body.innerHTML;
          },
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
            if (holdsPictures(slice)) {
              return putIn(editor, view.state.tr.replaceSelection(slice), pictures);
            }
            if (text === "") return false;
            if (plain) return pasteAsItStands(view, slice);
            const isText = clipboardData?.getData("text/html") === "";
            if (!isText || isInCode(view) || !looksLikeMarkdown(text)) return false;
            void pasteMarkdown(view, text);
            return true;
          },
          handleDrop(view, { clientX, clientY }, slice) {
            if (!view.editable || !holdsPictures(slice)) return false;
            const at = view.posAtCoords({ left: clientX, top: clientY })?.pos;
            const { tr } = view.state;
            if (at !== undefined) putIn(editor, tr.replaceRange(at, at, slice), pictures);
            view.focus();
            return true;
          },
        },
      }),
    ];
  },
});

/** What `tr` pastes, with the pictures on their way to where they stood. */
function putIn({ view, storage }: Editor, tr: Transaction, pictures: readonly File[]): true {
  const places = takePlaces(tr);
  view.dispatch(closeHistory(tr).scrollIntoView().setMeta("paste", true));
  const all = places.flatMap(({ index, at }) => {
    const file = pictures[index];
    return file ? [{ file, at }] : [];
  });
  storage.imageUploads.take(
    all.map(({ file }) => file),
    all.map(({ at }) => at),
  );
  return true;
}

/** Told as no paste, or stars and dashes in it would be read as marks after all. */
function pasteAsItStands(view: EditorView, slice: Slice): true {
  view.dispatch(closeHistory(view.state.tr).replaceSelection(slice).scrollIntoView());
  return true;
}

const partOfTable = /^\s*(?:<meta[^>]*>\s*)*<(?:thead|tbody|tfoot|tr|t[dh]|col)\b/i;

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

/** Open at its ends, so that a passage goes into the line where the caret stands; a table does not. */
function sliceOf({ content }: Node): Slice {
  return Slice.maxOpen(content, false);
}
