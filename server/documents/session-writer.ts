/**
 * Writes sessions forward, a page of the log at a time. What was written is compared and set, so that
 * two writers, or one that crashed half-way, leave the same sessions behind.
 */
import {
  addToSessions,
  type HistorySession,
  noSessions,
  type SessionProgress,
  sessionPauseMs,
} from "@/collab/history/sessions";
import { emptyDocument } from "@/collab/schema/schema";
import type { ChangeLog } from "../ports/change-log";
import type { SessionStore } from "../ports/history";
import { readSessionPage } from "./session-changes";

export interface SessionWorld {
  readonly log: ChangeLog;
  readonly sessions: SessionStore;
}

/** A longer open session is not cut in its middle: it would have to be read again. */
const longestCut = 20_000;
/** In the background a page takes two milliseconds. */
const shortPage = 50;
/** A crash loses no more than the reading of so many pages. */
const pagesPerWrite = 20;
/** Others write sessions as well; each time somebody was first, look again. */
const attempts = 5;

/** The document's length before its first change. */
const emptySize = emptyDocument().content.size;

export async function sessionProgress(
  { sessions }: SessionWorld,
  documentId: string,
): Promise<SessionProgress> {
  return (await sessions.progress(documentId)) ?? noSessions(emptySize);
}

/**
 * Takes in at most `pages` pages of what is stored up to version `until`, and says how far it came.
 * @throws StoreError when the store is away
 */
export async function advanceSessions(
  world: SessionWorld,
  documentId: string,
  until: number,
  pages: number,
): Promise<SessionProgress> {
  for (let page = 0; page < pages; page++) {
    const known = await world.sessions.progress(documentId);
    const before = known ?? noSessions(emptySize);
    if (before.version >= until) return before;
    const { closed, progress } = await fold(world, documentId, before, until);
    await world.sessions.advance(documentId, known?.version, closed, progress);
  }
  return sessionProgress(world, documentId);
}

/**
 * The same up to `until`, with a pause after each page, in which others run. What a few pages came to
 * is written at once: while it is, no change can be.
 */
export async function* advanceInPauses(
  world: SessionWorld,
  documentId: string,
  until: number,
): AsyncGenerator<void> {
  for (;;) {
    const known = await world.sessions.progress(documentId);
    let progress = known ?? noSessions(emptySize);
    if (progress.version >= until) return;
    const closed: HistorySession[] = [];
    for (let page = 0; page < pagesPerWrite && progress.version < until; page++) {
      const folded = await fold(world, documentId, progress, until, shortPage);
      closed.push(...folded.closed);
      progress = folded.progress;
      yield;
    }
    await world.sessions.advance(documentId, known?.version, closed, progress);
    yield;
  }
}

/** One page further. */
async function fold(
  { log }: SessionWorld,
  documentId: string,
  before: SessionProgress,
  until: number,
  atMost?: number,
): Promise<{ closed: readonly HistorySession[]; progress: SessionProgress }> {
  const page = await readSessionPage(log, documentId, before.version, until, atMost);
  const closed: HistorySession[] = [];
  let progress = before;
  for (const change of page.changes) {
    const added = addToSessions(progress, change);
    if (added.closed) closed.push(added.closed);
    progress = added.progress;
  }
  return { closed, progress: { ...progress, version: page.version } };
}

/**
 * Ends the open session at `version`, which somebody names now; nothing when it was closed already,
 * or is over. Everything stored before the naming counts, so `advanceSessions` came to the head.
 */
export async function cutSession(
  world: SessionWorld,
  documentId: string,
  version: number,
  now: number,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await world.sessions.progress(documentId);
    const open = known?.open;
    if (!known || !open || version < open.from || version > open.to) return;
    // A session that long ago is not cut by naming a version within it.
    const over = now - open.endedAt >= sessionPauseMs;
    if (version < open.to && (over || open.changes > longestCut)) return;
    const { first, rest } = await cut(world, documentId, open, known, version);
    if (await world.sessions.advance(documentId, known.version, [first], rest)) return;
  }
}

async function cut(
  world: SessionWorld,
  documentId: string,
  open: HistorySession,
  known: SessionProgress,
  version: number,
): Promise<{ first: HistorySession; rest: SessionProgress }> {
  if (version === open.to) return { first: open, rest: { ...known, open: null } };
  const previous = await world.sessions.closedAt(documentId, open.from - 1);
  const size = previous?.size ?? emptySize;
  const start: SessionProgress = { version: open.from - 1, size, open: null };
  const upTo = await foldTo(world, documentId, start, version);
  const rest = await foldTo(world, documentId, { ...upTo, open: null }, known.version);
  return { first: upTo.open ?? open, rest };
}

async function foldTo(
  world: SessionWorld,
  documentId: string,
  start: SessionProgress,
  until: number,
): Promise<SessionProgress> {
  let progress = start;
  while (progress.version < until) {
    progress = (await fold(world, documentId, progress, until)).progress;
  }
  return progress;
}
