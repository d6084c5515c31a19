/**
 * One open document: a thin shell round the Sequencer (the order of changes) and the Participants
 * (who is here). It spawns a ChangeActor per change, hands what was applied to the Journal, and
 * acknowledges and broadcasts only what the Journal says is stored.
 */
import { refusal } from "@/collab/protocol/refusals";
import { unreachable } from "@/collab/unreachable";
import { type Behaviour, noReply } from "../actors/behaviour";
import {
  catchUpEnded,
  catchUpStarted,
  caughtUp,
  changeApplied,
  changeReady,
  changeRefused,
  changesStored,
  submit,
} from "./document-changes";
import { claim, storeNews } from "./document-claiming";
import { load, rest } from "./document-loading";
import { announce, join, leave, planPresence, sendPresence } from "./document-presence";
import type { DocumentArgs, DocumentContext, DocumentState, OpenDocument } from "./document-state";
import { keepText } from "./document-text";
import type { ChangeTraffic, DocumentMessage } from "./messages";
import { Participants } from "./participants";

const storeAway = "The document can't be read just now. Nothing is lost; trying again.";

export const documentActor: Behaviour<DocumentArgs, DocumentState, DocumentMessage> = {
  init(args, ctx) {
    args.world.register(args.documentId, ctx);
    const state: DocumentState = {
      ...args,
      open: undefined,
      loadAttempts: 0,
      participants: new Participants(),
      presenceTimer: false,
      deleted: undefined,
      visits: 0,
    };
    return { state, continue: "load" };
  },

  handleContinue: (_term, state, ctx) => load(state, ctx),

  handleCall(message, from, state, ctx) {
    if (message.tag === "who_is_here") return { reply: state.participants.present() };
    const { open } = state;
    const away = { ok: false as const, error: refusal("unavailable", storeAway) };
    if (message.tag === "join") {
      const answer = open ? join(message, state, open, ctx) : away;
      return { reply: { answer, document: ctx.self } };
    }
    if (message.tag !== "apply_change") throw new Error(`${message.tag} has no answer: cast it.`);
    if (!open) return { reply: away };
    submit(message.change, from, state, open, ctx);
    return noReply;
  },

  handleCast(message, state, ctx) {
    switch (message.tag) {
      case "presence":
        state.participants.move(message);
        return planPresence(state, ctx);
      case "participant_changed":
        state.participants.change(message.sessionId, message.user);
        return planPresence(state, ctx);
      case "leave":
        return leave(message.sessionId, state, ctx);
      case "prepare_history":
        if (!state.open) return;
        return state.world.startHistory(state.documentId, state.open.sequencer.stored.version, ctx);
      case "document_updated":
        return announce(message.update, state, ctx);
      case "change_ready":
      case "change_applied":
      case "change_refused":
      case "caught_up":
      case "changes_stored":
      case "append_failed":
        if (state.open) return handleChange(message, state, state.open, ctx);
        return;
      case "append_waits":
        if (state.open) return storeNews(message, state.open, ctx);
    }
  },

  handleInfo(info, state, ctx) {
    switch (info.tag) {
      case "down":
        if (state.open) catchUpEnded(info.monitor, state.open, ctx);
        for (const id of state.participants.sessionsOf(info.ref)) leave(id, state, ctx);
        return;
      case "reply":
        if (state.open) catchUpStarted(info, state.open, ctx);
        return;
      case "load":
        return load(state, ctx);
      case "claim":
        return claim(state, ctx);
      case "claimed":
      case "claim_failed":
        if (state.open) return storeNews(info, state.open, ctx);
        return;
      case "send_presence":
        return sendPresence(state, ctx);
      case "keep_text":
        if (state.open) state.open.textPlanned = false;
        return keepText(state, ctx);
      case "rest":
        return rest(info.visits, state, ctx);
    }
  },

  label: ({ documentId }) => `document ${documentId}`,

  inspect: ({ open, participants, documentId, loadAttempts }) => ({
    documentId,
    title: open?.title ?? null,
    version: open?.sequencer.head.version ?? null,
    storedVersion: open?.sequencer.stored.version ?? null,
    queued: open?.sequencer.queued ?? 0,
    recentChanges: open?.sequencer.recent.length ?? 0,
    damage: open?.damage ?? null,
    trouble: open?.trouble ?? null,
    participants: participants.size,
    loadAttempts,
  }),
};

function handleChange(
  message: ChangeTraffic,
  state: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
) {
  switch (message.tag) {
    case "change_ready":
      return changeReady(message, state, open, ctx);
    case "change_applied":
      return changeApplied(message, state, open, ctx);
    case "change_refused":
      return changeRefused(message.changeId, message.error, state, open, ctx);
    case "caught_up":
      return caughtUp(message, state, open, ctx);
    case "changes_stored":
      return changesStored(message, state, open, ctx);
    case "append_failed":
      // The speculative head is worth nothing now; only the store knows what is true.
      throw new Error(`append failed: ${message.failure}`);
    default:
      return unreachable(message);
  }
}
