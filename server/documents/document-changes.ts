/** The life of a change inside its document: admitted, applied, stored, answered, shown. */
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { Reply } from "../actors/behaviour";
import { type From, local } from "../actors/message";
import type { StartChildResult } from "../actors/supervisor-messages";
import { whyNotStored } from "./document-claiming";
import { planRest } from "./document-loading";
import { planPresence } from "./document-presence";
import type { CatchingUp, DocumentContext, DocumentState, OpenDocument } from "./document-state";
import { planText } from "./document-text";
import type {
  CaughtUp,
  ChangeApplied,
  ChangeReady,
  ChangesStored,
  SubmittedChange,
} from "./messages";
import type { Due, Versioned } from "./sequencer";

/** Old changes whose past is read from the log at once. */
const catchUpLimit = 32;
/** The second crash of a change is its last. */
const attemptsPerChange = 2;
/** A change may hold hundreds of steps; so many of them replay in 50 ms in a document of 100 pages. */
const stepsPerCheckpoint = 500;

/** Takes a change in; its author hears when it is stored, or at once why it is not. */
export function submit(
  change: SubmittedChange,
  from: From,
  state: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
  read?: { maps: CaughtUp["maps"]["value"]; mappedTo: number },
) {
  if (open.damage) return ctx.reply(from, refuse(readOnly(open.damage)));
  const unstored = whyNotStored(open);
  if (unstored && !open.sequencer.isStored(change.changeId)) {
    return ctx.reply(from, refuse(unstored));
  }
  state.visits += 1;
  planRest(state, ctx);
  const admission = open.sequencer.admit(change, from, read);
  switch (admission.kind) {
    case "answer":
      return ctx.reply(from, admission.answer);
    case "queued":
      return startNext(state, open, ctx);
    case "behind":
      return catchUp(change, from, admission, state, open, ctx);
  }
}

function catchUp(
  change: SubmittedChange,
  from: From,
  { since, until }: { since: number; until: number },
  { documentId, world }: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
): void {
  const known = open.catchingUp.get(change.changeId);
  if (known) {
    known.waiters.push(from);
  } else if (open.catchingUp.size >= catchUpLimit) {
    const message = "Many old changes are being merged. Send the same change again shortly.";
    ctx.reply(from, refuse(refusal("overloaded", message)));
  } else {
    const gap = { changeId: change.changeId, since, until };
    const request = world.startCatchUp(documentId, gap, ctx);
    open.catchingUp.set(change.changeId, { change, waiters: [from], request, monitor: undefined });
  }
}

/** Whoever reads the past of an old change is watched; nobody waits for one that did not start. */
export function catchUpStarted(
  { request, result }: Reply,
  open: OpenDocument,
  ctx: DocumentContext,
): void {
  const entry = [...open.catchingUp.values()].find((one) => one.request === request);
  if (!entry) return;
  const started = result.ok ? (result.value as StartChildResult) : undefined;
  if (started?.ok && started.ref) entry.monitor = ctx.monitor(started.ref);
  else giveUp(entry, open, ctx);
}

/** It ended before it had read everything: the same change, sent again, makes another attempt. */
export function catchUpEnded(monitor: number, open: OpenDocument, ctx: DocumentContext): void {
  const entry = [...open.catchingUp.values()].find((one) => one.monitor === monitor);
  if (entry) giveUp(entry, open, ctx);
}

function giveUp({ change, waiters }: CatchingUp, open: OpenDocument, ctx: DocumentContext): void {
  open.catchingUp.delete(change.changeId);
  const message = "What was changed meanwhile can't be read just now. Send the same again shortly.";
  for (const waiter of waiters) ctx.reply(waiter, refuse(refusal("unavailable", message)));
}

/** The past of an old change is known: it takes its place in the queue, or was stored long ago. */
export function caughtUp(
  { changeId, stored, maps, mappedTo }: CaughtUp,
  state: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
): void {
  const entry = open.catchingUp.get(changeId);
  if (!entry) return;
  open.catchingUp.delete(changeId);
  for (const waiter of entry.waiters) {
    if (!stored) {
      submit(entry.change, waiter, state, open, ctx, { maps: maps.value, mappedTo });
    } else if (entry.change.digest.startsWith(stored.digest)) {
      ctx.reply(waiter, { ok: true, version: stored.version });
    } else {
      const message = "This changeId was used before, with other steps.";
      ctx.reply(waiter, refuse(refusal("change_mismatch", message)));
    }
  }
}

/** A ChangeActor is up: give it its work; one that crashed too often is let go. */
export function changeReady(
  { changeId, actor }: ChangeReady,
  state: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
) {
  const work = open.sequencer.begin(changeId);
  if (!work) return ctx.exit(actor, "shutdown");
  if (work.attempt > attemptsPerChange) {
    ctx.exit(actor, "shutdown");
    return changeRefused(changeId, poisoned(), state, open, ctx);
  }
  ctx.cast(actor, {
    tag: "apply_change",
    docState: local(work.state),
    change: work.change,
  });
}

export function changeApplied(
  { changeId, newDocState }: ChangeApplied,
  state: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
): void {
  const { sequencer, epoch } = open;
  const change = sequencer.applied(changeId, newDocState.value, ctx.clock.wallNow());
  if (change) {
    if (epoch === undefined) throw new Error("a change was taken by a document that is only read");
    open.stepsSinceCheckpoint += newDocState.value.maps.length;
    const many = open.stepsSinceCheckpoint >= stepsPerCheckpoint;
    if (many || change.version % state.world.checkpointEvery === 0) {
      open.checkpointDue = sequencer.head;
      open.stepsSinceCheckpoint = 0;
    }
    ctx.cast(state.world.journal, { tag: "append", document: ctx.self, epoch, change });
  } else {
    answer(sequencer.settle(), ctx);
  }
  startNext(state, open, ctx);
}

export function changeRefused(
  changeId: string,
  error: Refusal,
  state: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
): void {
  answer(open.sequencer.refused(changeId, error), ctx);
  startNext(state, open, ctx);
}

/** Durable at last: now the authors hear of it, and everybody sees it. */
export function changesStored(
  { version }: ChangesStored,
  state: DocumentState,
  open: OpenDocument,
  ctx: DocumentContext,
): void {
  open.trouble = undefined;
  const { changes, due } = open.sequencer.markStored(version);
  if (changes.length > 0) {
    const payload = local({ documentId: state.documentId, changes });
    for (const subscriber of state.participants.subscribers()) {
      ctx.cast(subscriber, { tag: "broadcast_change", payload });
    }
  }
  // After the broadcast: who was sent that needs no other answer.
  answer(due, ctx);
  for (const { caret, version } of changes) {
    if (caret && state.participants.follow(caret, version)) planPresence(state, ctx);
  }
  if (changes.length > 0) planText(open, ctx);
  const checkpoint = open.checkpointDue;
  if (checkpoint && checkpoint.version <= open.sequencer.stored.version) {
    open.checkpointDue = undefined;
    open.checkpointVersion = checkpoint.version;
    state.world.startCheckpoint(state.documentId, checkpoint, ctx);
    state.world.startHistory(state.documentId, checkpoint.version, ctx);
  }
}

function startNext(state: DocumentState, { sequencer }: OpenDocument, ctx: DocumentContext): void {
  const change = sequencer.next();
  if (change) state.world.startChange(state.documentId, change.changeId, ctx);
}

function answer(due: readonly Due<From>[], ctx: DocumentContext): void {
  for (const { waiter, answer } of due) ctx.reply(waiter, answer);
}

export function poisoned(): Refusal {
  const message = "This change could not be applied. Your text is kept: copy it and try again.";
  return refusal("poisoned", message);
}

function refuse(error: Refusal): Versioned {
  return { ok: false, error };
}

function readOnly(damage: string): Refusal {
  return refusal(
    "forbidden",
    `This document is read-only, because its history is damaged. ${damage}`,
  );
}
