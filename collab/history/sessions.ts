/** Grouping of changes for people: a session is work without a long pause, of one origin. */

/** A pause of five minutes ends a session. */
const pauseMs = 5 * 60_000;
/** A session of an hour ends at its next short pause. */
const longMs = 60 * 60_000;
const shortPauseMs = 30_000;

export interface SessionChange {
  readonly version: number;
  readonly userId: string;
  readonly origin: string;
  readonly createdAt: number;
}

export interface HistorySession {
  /** First and last version, inclusive. */
  readonly from: number;
  readonly to: number;
  /** Ids, in order of their first change. */
  readonly authors: readonly string[];
  readonly origin: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changes: number;
}

/** Whether `change` belongs to no session before it. */
export function startsSession(open: HistorySession, change: SessionChange): boolean {
  const pause = change.createdAt - open.endedAt;
  if (change.origin !== open.origin || pause >= pauseMs) return true;
  return change.createdAt - open.startedAt >= longMs && pause >= shortPauseMs;
}

/** `open` with `change` at its end. */
export function extendSession(open: HistorySession, change: SessionChange): HistorySession {
  const known = open.authors.includes(change.userId);
  return {
    ...open,
    to: change.version,
    endedAt: Math.max(open.endedAt, change.createdAt),
    authors: known ? open.authors : [...open.authors, change.userId],
    changes: open.changes + 1,
  };
}

export function beginSession(change: SessionChange): HistorySession {
  const { version, userId, origin, createdAt } = change;
  return {
    from: version,
    to: version,
    authors: [userId],
    origin,
    startedAt: createdAt,
    endedAt: createdAt,
    changes: 1,
  };
}

/** Sessions of changes in version order, oldest first. */
export function sessionsOf(changes: Iterable<SessionChange>): readonly HistorySession[] {
  const sessions: HistorySession[] = [];
  for (const change of changes) {
    const open = sessions.at(-1);
    if (!open || startsSession(open, change)) sessions.push(beginSession(change));
    else sessions[sessions.length - 1] = extendSession(open, change);
  }
  return sessions;
}
