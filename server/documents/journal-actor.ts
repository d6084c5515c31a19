/**
 * Group commit without a timer. While one write is in flight, changes gather; the next write takes
 * all of them, of every document, in one transaction.
 */
import type { Behaviour } from "../actors/behaviour";
import type { Context } from "../actors/context";
import type { ActorRef } from "../actors/ref";
import type { Append, AppendResult, ChangeLog, StoredChange } from "../ports/change-log";
import { StoreError, type StoreFailure } from "../ports/store-error";
import type { AppendChange, JournalMessage } from "./journal-messages";
import type { DocumentMessage } from "./messages";

/** When a store that wrote nothing (it is busy, or full) is asked again; the last pause repeats. */
const retriesMs = [20, 50, 100, 200, 400, 800, 1600];
/** A store may be busy so many times before anybody is troubled with it. */
const quietRetries = 3;

interface Batch {
  readonly document: ActorRef<DocumentMessage>;
  readonly epoch: number;
  readonly changes: StoredChange[];
}

export interface JournalStatistics {
  readonly writing: number;
  readonly waiting: number;
  readonly flushes: number;
  readonly stored: number;
  /** What keeps the store from taking the write that is tried again and again; null when none is. */
  readonly waitsFor: StoreFailure | null;
}

interface JournalState {
  readonly log: ChangeLog;
  /** Gathered while a write is in flight, by the document actor's incarnation. */
  gathered: Map<number, Batch>;
  /** What the write in flight holds. */
  writing: readonly Batch[] | undefined;
  attempt: number;
  flushes: number;
  stored: number;
  waitsFor: StoreFailure | null;
}

type JournalContext = Context<JournalMessage>;

export const journalActor: Behaviour<{ log: ChangeLog }, JournalState, JournalMessage> = {
  init: ({ log }) => ({
    state: {
      ...{ log, gathered: new Map(), writing: undefined, attempt: 0 },
      ...{ flushes: 0, stored: 0, waitsFor: null },
    },
  }),

  handleCast(message, state, ctx) {
    if (message.tag !== "append") return;
    gather(state.gathered, message);
    if (!state.writing) flush(state, ctx);
    else if (state.waitsFor) tellToWait([message], state.waitsFor, ctx);
  },

  handleInfo(info, state, ctx) {
    switch (info.tag) {
      case "written":
        return written(info.results, state, ctx);
      case "write_failed":
        return writeFailed(info.failure, state, ctx);
      case "write_again":
        return write(state, ctx);
    }
  },

  label: () => "journal",
  inspect: ({ writing, gathered, flushes, stored, waitsFor }): JournalStatistics => ({
    writing: writing?.length ?? 0,
    waiting: gathered.size,
    flushes,
    stored,
    waitsFor,
  }),
};

function gather(gathered: Map<number, Batch>, { document, epoch, change }: AppendChange): void {
  const batch = gathered.get(document.serial);
  if (batch) batch.changes.push(change);
  else gathered.set(document.serial, { document, epoch, changes: [change] });
}

function flush(state: JournalState, ctx: JournalContext): void {
  if (state.gathered.size === 0) return;
  state.writing = [...state.gathered.values()];
  state.gathered = new Map();
  state.attempt = 0;
  write(state, ctx);
}

/** Starts the write; its outcome comes back as a reminder, which no full mailbox refuses. */
function write({ log, writing }: JournalState, ctx: JournalContext): void {
  if (!writing) return;
  log.append(writing.map(toAppend)).then(
    (results) => ctx.remind({ tag: "written", results }),
    (error: unknown) => {
      const failure = error instanceof StoreError ? error.failure : "unknown_result";
      ctx.remind({ tag: "write_failed", failure });
    },
  );
}

function toAppend({ epoch, changes }: Batch): Append {
  const first = changes[0];
  if (!first) throw new Error("A batch holds at least one change.");
  return { documentId: first.documentId, epoch, expectedVersion: first.version - 1, changes };
}

function written(results: readonly AppendResult[], state: JournalState, ctx: JournalContext): void {
  state.writing?.forEach((batch, index) => {
    const version = batch.changes.at(-1)?.version ?? 0;
    if (results[index] === "stored") {
      state.stored += batch.changes.length;
      ctx.cast(batch.document, { tag: "changes_stored", version });
    } else {
      ctx.cast(batch.document, { tag: "append_failed", failure: "fenced" });
    }
  });
  state.flushes += 1;
  state.waitsFor = null;
  state.writing = undefined;
  flush(state, ctx);
}

/**
 * A busy or full store wrote nothing: ask again, with the same bytes, for as long as it takes. After
 * any other failure only the store knows the head.
 */
function writeFailed(failure: StoreFailure, state: JournalState, ctx: JournalContext): void {
  const batches = state.writing ?? [];
  if (failure === "busy" || failure === "full") {
    const delayMs = retriesMs[Math.min(state.attempt, retriesMs.length - 1)] ?? 0;
    state.attempt += 1;
    ctx.sendAfter(delayMs * (0.5 + ctx.random()), { tag: "write_again" });
    if (failure === "busy" && state.attempt <= quietRetries) return;
    state.waitsFor = failure;
    tellToWait([...batches, ...state.gathered.values()], failure, ctx);
    return;
  }
  for (const batch of batches) {
    ctx.cast(batch.document, { tag: "append_failed", failure });
  }
  state.waitsFor = null;
  state.writing = undefined;
  flush(state, ctx);
}

function tellToWait(
  batches: readonly Pick<Batch, "document">[],
  failure: StoreFailure,
  ctx: JournalContext,
): void {
  for (const { document } of batches) ctx.cast(document, { tag: "append_waits", failure });
}
