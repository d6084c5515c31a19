/** What search finds: the text of a document, read soon after it changed. */
import { textFromDocument } from "@/collab/content/text";
import type { Behaviour } from "../actors/behaviour";
import { askForTurn, type GoOn } from "./background-queue";
import type { DocumentContext, DocumentState, OpenDocument } from "./document-state";
import { searchTextsName } from "./search-texts";
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

/** When it is due, or when the last one leaves, who may look for it. */
export function keepText(state: DocumentState, ctx: DocumentContext): void {
  const { open, documentId, participants, world } = state;
  if (!open) return;
  const { stored } = open.sequencer;
  if (stored.version === open.textVersion) return;
  open.textVersion = stored.version;
  world.startText(documentId, stored, participants.size === 0, ctx);
}

export interface TextArgs {
  readonly documentId: string;
  readonly head: Head;
  readonly soon: boolean;
}

/** Off the path of any acknowledgement: a long document takes its time. */
export const textActor: Behaviour<TextArgs, TextArgs, GoOn> = {
  init(args, ctx) {
    askForTurn(ctx);
    return { state: args };
  },
  handleCast(_turn, { documentId, head, soon }, ctx) {
    const text = textFromDocument(head.doc);
    ctx.cast(searchTextsName, { tag: "keep_text", documentId, text, soon });
    return { stop: "normal" };
  },
  label: ({ documentId, head }) => `text ${head.version} of ${documentId}`,
};
