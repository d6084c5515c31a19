/**
 * Grouping of changes for people: a session is work without a long pause, of one origin. A fold over
 * the log: what is closed depends on nothing that comes later, so it can be written down for good.
 */
import type { StepMap } from "@tiptap/pm/transform";
import { type Touched, touch } from "./touched";

/** A pause of five minutes ends a session. */
export const sessionPauseMs = 5 * 60_000;
/** A session of an hour ends at its next short pause. */
const longMs = 60 * 60_000;
const shortPauseMs = 30_000;

export interface SessionChange {
  readonly version: number;
  readonly userId: string;
  readonly origin: string;
  /** JSON of what a change of the server's own making was about. */
  readonly about: string | null;
  readonly createdAt: number;
  /** Empty when the change can't be read: it counts, but what it did is not known. */
  readonly maps: readonly StepMap[];
}

export interface AuthorWork {
  readonly userId: string;
  readonly changes: number;
  /** Positions of the document: characters, and the edges of blocks. */
  readonly inserted: number;
  readonly deleted: number;
}

export interface HistorySession {
  /** First and last version, inclusive. */
  readonly from: number;
  readonly to: number;
  /** In order of their first change. */
  readonly authors: readonly AuthorWork[];
  readonly origin: string;
  readonly about: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changes: number;
  /** Where it worked, in positions at its last version. */
  readonly touched: readonly Touched[];
  /** The document's length at its last version. */
  readonly size: number;
}

/** How far the grouping has come. */
export interface SessionProgress {
  /** The last change taken in. */
  readonly version: number;
  /** The document's length after it. */
  readonly size: number;
  /** What may still grow. */
  readonly open: HistorySession | null;
}

/** Before the first change, of a document of `size` positions. */
export function noSessions(size: number): SessionProgress {
  return { version: 0, size, open: null };
}

/** Takes in one change; `closed` is the session that ended before it, if one did. */
export function addToSessions(
  { size, open }: SessionProgress,
  change: SessionChange,
): { readonly closed: HistorySession | null; readonly progress: SessionProgress } {
  const extended = open && !startsSession(open, change) ? open : begin(change, size);
  const next = extend(extended, change);
  const progress = { version: change.version, size: next.size, open: next };
  return { closed: extended === open ? null : open, progress };
}

/** Whether `change` belongs to no session before it. */
function startsSession(open: HistorySession, change: SessionChange): boolean {
  const pause = change.createdAt - open.endedAt;
  if (change.origin !== open.origin || change.about !== open.about) return true;
  if (pause >= sessionPauseMs) return true;
  return change.createdAt - open.startedAt >= longMs && pause >= shortPauseMs;
}

function begin({ version, origin, about, createdAt }: SessionChange, size: number): HistorySession {
  return {
    ...{ from: version, to: version, authors: [], origin, about },
    ...{ startedAt: createdAt, endedAt: createdAt, changes: 0, touched: [], size },
  };
}

function extend(session: HistorySession, change: SessionChange): HistorySession {
  const { inserted, deleted } = countWork(change.maps);
  return {
    ...session,
    to: change.version,
    // A clock that went backwards never makes a session end before it began.
    endedAt: Math.max(session.endedAt, change.createdAt),
    authors: addWork(session.authors, change.userId, inserted, deleted),
    changes: session.changes + 1,
    touched: change.maps.reduce(touch, session.touched),
    size: session.size + inserted - deleted,
  };
}

/** Positions that maps insert and delete. */
export function countWork(maps: readonly StepMap[]): { inserted: number; deleted: number } {
  let inserted = 0;
  let deleted = 0;
  for (const map of maps) {
    map.forEach((oldStart, oldEnd, newStart, newEnd) => {
      inserted += newEnd - newStart;
      deleted += oldEnd - oldStart;
    });
  }
  return { inserted, deleted };
}

function addWork(
  authors: readonly AuthorWork[],
  userId: string,
  inserted: number,
  deleted: number,
): readonly AuthorWork[] {
  const known = authors.find((author) => author.userId === userId);
  if (!known) return [...authors, { userId, changes: 1, inserted, deleted }];
  const more = {
    userId,
    changes: known.changes + 1,
    inserted: known.inserted + inserted,
    deleted: known.deleted + deleted,
  };
  return authors.map((author) => (author === known ? more : author));
}

/** Sessions of changes in version order, oldest first; the last one may still be open. */
export function sessionsOf(
  changes: Iterable<SessionChange>,
  size: number,
): readonly HistorySession[] {
  const sessions: HistorySession[] = [];
  let progress = noSessions(size);
  for (const change of changes) {
    const { closed, progress: next } = addToSessions(progress, change);
    if (closed) sessions.push(closed);
    progress = next;
  }
  return progress.open ? [...sessions, progress.open] : sessions;
}
