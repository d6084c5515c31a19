/** How a DocumentActor gets its document, and waits for a store that is away. */
import { StoreError } from "../ports/store-error";
import { planClaim } from "./document-claiming";
import type { DocumentContext, DocumentState, OpenDocument } from "./document-state";
import { planText } from "./document-text";
import { loadDocument } from "./load-document";
import { Sequencer } from "./sequencer";

/** Waiting changes of one document; beyond it authors are asked to come back. */
const queueLimit = 1000;
/** First quickly, then calmly: an outage is seconds, not a reason to hammer. */
const backoffMs = [100, 250, 500, 1000, 2000];

/** Loads; while the store is away, tries again and lets everybody be told `unavailable`. */
export async function load(state: DocumentState, ctx: DocumentContext) {
  const { documentId, world } = state;
  try {
    const loaded = await loadDocument(world.log, documentId);
    if (!loaded) return { stop: "shutdown" as const };
    const { epoch, title, head, recent, checkpointVersion, damage } = loaded;
    state.open = {
      epoch,
      trouble: undefined,
      title,
      sequencer: new Sequencer(documentId, head, recent, queueLimit),
      catchingUp: new Map(),
      checkpointVersion,
      textVersion: undefined,
      textPlanned: false,
      stepsSinceCheckpoint: 0,
      checkpointDue: undefined,
      damage,
    };
    // What was written before the last end may never have been kept for search.
    if (head.version !== checkpointVersion) planText(state.open, ctx);
    planClaim(state.open, ctx);
    planRest(state, ctx);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const delayMs = backoffMs[Math.min(state.loadAttempts, backoffMs.length - 1)] ?? 2000;
    state.loadAttempts += 1;
    ctx.sendAfter(delayMs * (0.75 + ctx.random() / 2), { tag: "load" });
  }
}

/** With nobody here for a while, the document leaves memory. */
export function planRest(state: DocumentState, ctx: DocumentContext): void {
  if (state.participants.size > 0) return;
  ctx.sendAfter(state.world.idleMs, { tag: "rest", visits: state.visits });
}

/** Leaves memory; what arrives from now on wakes the document again. */
export function rest(visits: number, state: DocumentState, ctx: DocumentContext) {
  if (visits !== state.visits || state.participants.size > 0) return;
  if (state.open && isBusy(state.open)) return planRest(state, ctx);
  if (state.open && keepHead(state.open, state, ctx)) return planRest(state, ctx);
  state.world.passivate(state.documentId, ctx);
  return { stop: "normal" as const };
}

/** A last checkpoint, so that the next opening replays nothing. */
function keepHead(open: OpenDocument, state: DocumentState, ctx: DocumentContext): boolean {
  const { stored } = open.sequencer;
  if (stored.version === open.checkpointVersion) return false;
  open.checkpointVersion = stored.version;
  state.world.startCheckpoint(state.documentId, stored, ctx);
  state.world.startHistory(state.documentId, stored.version, ctx);
  return true;
}

function isBusy({ sequencer, catchingUp }: OpenDocument): boolean {
  const unstored = sequencer.head.version > sequencer.stored.version;
  return unstored || sequencer.queued > 0 || catchingUp.size > 0;
}
