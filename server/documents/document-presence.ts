/** Who comes and goes in a document, and what they are told about each other. */
import { limits } from "@/collab/protocol/limits";
import { type Answer, refusal } from "@/collab/protocol/refusals";
import type { DocumentUpdated, JoinAnswer } from "@/collab/protocol/server-messages";
import { local } from "../actors/message";
import { planRest } from "./document-loading";
import type { DocumentContext, DocumentState, OpenDocument } from "./document-state";
import { keepText } from "./document-text";
import { JoinedDocuments } from "./joined-documents";
import type { JoinDocument } from "./messages";
import type { Sequencer } from "./sequencer";

/** Presence is collected this long: shorter than the eye notices. */
const presenceMs = 40;

/** Of all documents of this process. */
const joinedDocuments = new JoinedDocuments();

export function join(
  { participant, subscriber, since }: JoinDocument,
  state: DocumentState,
  { sequencer, damage, title }: OpenDocument,
  ctx: DocumentContext,
): Answer<JoinAnswer> {
  const { version } = sequencer.stored;
  if (since !== undefined && since > version) {
    const text = `The document is at version ${version}, not yet at ${since}. Open it afresh.`;
    return { ok: false, error: refusal("invalid_message", text) };
  }
  state.visits += 1;
  const earlier = state.participants.join(participant, subscriber, ctx.monitor(subscriber));
  if (earlier !== undefined) ctx.demonitor(earlier);
  planPresence(state, ctx);
  const { recent } = sequencer;
  state.participants.bringTo(version, (from) =>
    recent.covers(from) ? recent.mapsSince(from, version) : undefined,
  );
  return {
    ok: true,
    version,
    role: damage ? "viewer" : participant.role,
    user: participant.user,
    sessionId: participant.sessionId,
    title,
    users: state.participants.present(),
    ...(state.deleted === undefined ? {} : { deleted: state.deleted }),
    ...contents(since, sequencer),
  };
}

function contents(since: number | undefined, { stored, recent }: Sequencer<unknown>) {
  if (since === undefined) return { doc: joinedDocuments.jsonOf(stored.doc) };
  if (!recent.covers(since)) return {};
  const changes = recent.since(since, stored.version);
  return { changes: changes.slice(0, limits.changesPerPage).map((change) => change.wire) };
}

export function leave(sessionId: string, state: DocumentState, ctx: DocumentContext): void {
  const monitor = state.participants.leave(sessionId);
  if (monitor === undefined) return;
  ctx.demonitor(monitor);
  planPresence(state, ctx);
  planRest(state, ctx);
  if (state.participants.size === 0) keepText(state, ctx);
}

export function planPresence(state: DocumentState, ctx: DocumentContext): void {
  if (state.presenceTimer) return;
  state.presenceTimer = true;
  ctx.sendAfter(presenceMs, { tag: "send_presence" });
}

export function sendPresence(state: DocumentState, ctx: DocumentContext): void {
  state.presenceTimer = false;
  for (const { subscriber, news } of state.participants.takeNews(state.documentId)) {
    ctx.cast(subscriber, { tag: "presence_changed", payload: news });
  }
}

/** Something about the document itself changed; everybody in it hears of it. */
export function announce(
  update: Omit<DocumentUpdated, "documentId">,
  state: DocumentState,
  ctx: DocumentContext,
): void {
  if (update.title !== undefined && state.open) state.open.title = update.title;
  if (update.deleted !== undefined) state.deleted = update.deleted;
  const payload = local({ documentId: state.documentId, ...update });
  for (const subscriber of state.participants.subscribers()) {
    ctx.cast(subscriber, { tag: "update_announced", payload });
  }
}
