/**
 * Keeps the texts that search looks through. They come one by one, from every document that is
 * written in, and are written together: each commit is one more that keystrokes wait for.
 */
import type { Behaviour } from "../actors/behaviour";
import type { Context } from "../actors/context";
import type { Message } from "../actors/message";
import { named } from "../actors/ref";
import type { DocumentStore } from "../ports/documents";
import { StoreError } from "../ports/store-error";

export interface KeepText extends Message {
  readonly tag: "keep_text";
  readonly documentId: string;
  readonly text: string;
  /** Somebody may look for it: the writing does not wait for others. */
  readonly soon: boolean;
}

interface WriteTexts extends Message {
  readonly tag: "write_texts";
}

type TextsMessage = KeepText | WriteTexts;

interface TextsState {
  readonly documents: DocumentStore;
  /** The newest text of each document that waits. */
  waiting: Map<string, string>;
  /** The timer runs. */
  planned: boolean;
}

const gatherMs = 1000;

export const searchTextsName = named<KeepText>("search texts");

export const searchTexts: Behaviour<{ documents: DocumentStore }, TextsState, TextsMessage> = {
  init({ documents }, ctx) {
    // To write what waits before the server ends.
    ctx.trapExit(true);
    return { state: { documents, waiting: new Map(), planned: false } };
  },

  async handleCast(message, state, ctx) {
    if (message.tag !== "keep_text") return;
    state.waiting.set(message.documentId, message.text);
    if (message.soon) await write(state);
    else plan(state, ctx);
  },

  async handleInfo(info, state) {
    if (info.tag !== "write_texts") return;
    state.planned = false;
    await write(state);
  },

  terminate: (_reason, state) => write(state),
  label: () => "search texts",
  inspect: ({ waiting }) => ({ waiting: waiting.size }),
};

function plan(state: TextsState, ctx: Context<TextsMessage>): void {
  if (state.planned) return;
  state.planned = true;
  ctx.sendAfter(gatherMs, { tag: "write_texts" });
}

/** What the store does not take is written with the next change: search comes after all else. */
async function write(state: TextsState): Promise<void> {
  const texts = state.waiting;
  if (texts.size === 0) return;
  state.waiting = new Map();
  try {
    await state.documents.saveTexts(texts);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}
