/** The extensions of the live editor: the document's own, and what only somebody who writes needs. */
import { Extension, type Extensions } from "@tiptap/core";
import { Image } from "@tiptap/extension-image";
import { Mention } from "@tiptap/extension-mention";
import { Placeholder } from "@tiptap/extensions";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { collaboration } from "@/client/collab/extension";
import type { DocumentSession } from "@/client/session/document-session";
import { documentExtensions } from "@/collab/schema/extensions";
import { BlockDrop } from "./block-handle/block-drop";
import { BlockKeys } from "./block-handle/block-keys";
import { CaretAfterPaste } from "./caret-after-paste";
import { CodeColours } from "./code-colours";
import { Find } from "./find/find-extension";
import { FocusAtOnce } from "./focus-at-once";
import { FocusBlock } from "./focus-block";
import { FoldKeys } from "./fold-keys";
import { liveFormula } from "./formula-nodes";
import { ImageUploads } from "./image-uploads";
import { LiveImage } from "./image-view";
import { InsertionKeys } from "./insertion-keys";
import { KeepDragged } from "./keep-dragged";
import { LongDocument } from "./long-document/long-document";
import { liveMarks } from "./mark-signs";
import { MarkdownLink } from "./markdown-link";
import type { Panels } from "./panels";
import { PasteFilter } from "./paste-filter";
import { PasteFromElsewhere } from "./paste-from-elsewhere";
import { ReadyForEnter } from "./ready-for-enter";
import { SkipNothing } from "./skip-nothing";
import { SlashMenu } from "./slash-menu";
import { EmojiByName } from "./suggest/emoji";
import { mentions } from "./suggest/mentions";
import { type LineMenu, TableKeys } from "./table-handles/line-menu";
import { TaskByMark } from "./task-by-mark";
import { focusNextToolbar, toolbarKeys } from "./toolbar-keys";

export function editorExtensions(
  documentId: string,
  session: DocumentSession,
  panels: Panels,
  lineMenu: LineMenu,
): Extensions {
  return [
    ...documentExtensions({ tabIndentsCode: true }).map((extension) =>
      extension.name === Mention.name ? mentions(documentId, session) : live(extension, panels),
    ),
    ...collaboration(session),
    Placeholder.configure({
      placeholder: "Write something, or press / for blocks",
      showOnlyWhenEditable: true,
    }),
    CodeColours,
    Find,
    FocusAtOnce,
    FocusBlock,
    FoldKeys,
    KeepDragged,
    LongDocument,
    SkipNothing,
    ReadyForEnter,
    BlockDrop,
    BlockKeys,
    TableKeys.configure({ menu: lineMenu }),
    PasteFilter,
    PasteFromElsewhere,
    CaretAfterPaste,
    EmojiByName,
    MarkdownLink,
    TaskByMark,
    InsertionKeys.configure({ panels }),
    SlashMenu.configure({ panels }),
    ImageUploads.configure({ documentId }),
    formsByTheText(panels),
  ];
}

/** What behaves otherwise while somebody writes. */
function live(extension: Extensions[number], panels: Panels): Extensions[number] {
  return extension.name === Image.name ? LiveImage : liveMarks(liveFormula(extension, panels));
}

/** Keys that lead out of the text, and the selection kept visible while the focus is in a form. */
function formsByTheText(panels: Panels): Extension {
  return Extension.create({
    name: "formsByTheText",
    addKeyboardShortcuts: () => ({
      "Mod-k": () => {
        panels.show({ kind: "link" });
        return true;
      },
      [toolbarKeys]: () => {
        focusNextToolbar();
        return true;
      },
    }),
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations({ doc, selection: { from, to, empty } }) {
            if (empty || !panels.current()) return null;
            return DecorationSet.create(doc, [
              Decoration.inline(from, to, { class: "kept-selection" }),
            ]);
          },
        },
        view(view) {
          const stop = panels.subscribe(() => view.dispatch(view.state.tr.setMeta("panels", true)));
          return { destroy: stop };
        },
      }),
    ],
  });
}
