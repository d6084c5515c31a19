/** What search finds: the text of a document, kept beside its log soon after it changed. */
import { textFromDocument } from "@/collab/content/text";
import type { Behaviour } from "../actors/behaviour";
import type { DocumentStore } from "../ports/documents";
import { askForTurn, type GoOn } from "./background-queue";
import type { DocumentContext, DocumentState, OpenDocument } from "./document-state";
import type { Head } from "./sequencer";

/** While people go on writing; whoever leaves to look for it finds it at once. */
const soonMs = 10_000;
/** All of it is read and written each time, which a long document does less often. */
const perPositionMs = 0.05;

export function planText(open: OpenDocument, ctx: DocumentContext): void {
  if (open.textPlanned) return;
  open.textPlanned = true;
  const { size } = open.sequencer.stored.doc.content;
  ctx.sendAfter(soonMs + size * perPositionMs, { tag: "keep_text" });
}

/** When it is due, or when the last one leaves. */
export function keepText(state: DocumentState, ctx: DocumentContext): void {
  const { open, documentId, world } = state;
  if (!open) return;
  const { stored } = open.sequencer;
  if (stored.version === open.textVersion) return;
  open.textVersion = stored.version;
  world.startText(documentId, stored, ctx);
}

export interface TextArgs {
  readonly documentId: string;
  readonly head: Head;
  readonly documents: DocumentStore;
}

/** Off the path of any acknowledgement; what fails here is written with the next change. */
export const textActor: Behaviour<TextArgs, TextArgs, GoOn> = {
  init(args, ctx) {
    askForTurn(ctx);
    return { state: args };
  },
  async handleCast(_turn, { documentId, head, documents }) {
    await documents.saveText(documentId, textFromDocument(head.doc));
    return { stop: "normal" };
  },
  label: ({ documentId, head }) => `text ${head.version} of ${documentId}`,
};
