/** The whole history at a glance: how much each author changed, along the versions. */
import type { HistorySession, SessionProgress } from "@/collab/history/sessions";
import type { HistoryOverview, OverviewBucket } from "@/collab/history/versions";
import type { SessionStore } from "../ports/history";
import type { PeopleStore } from "../ports/people";
import { lookUpPeople } from "./people-lookup";

const pageSize = 500;
/** Older sessions are left out of the glance, not of the history. */
const mostSessions = 20_000;

interface Bucket {
  readonly from: number;
  readonly to: number;
  startedAt: number;
  endedAt: number;
  readonly work: Map<string, { changes: number; size: number }>;
}

export async function overviewOf(
  { sessions, people }: { sessions: SessionStore; people: PeopleStore },
  documentId: string,
  { version, open }: SessionProgress,
  count: number,
): Promise<HistoryOverview> {
  const buckets = emptyBuckets(version, Math.min(count, version));
  if (open) spread(open, buckets, version);
  let read = 0;
  for (let before = Number.MAX_SAFE_INTEGER; read < mostSessions; ) {
    const page = await sessions.closed(documentId, { before, limit: pageSize });
    for (const session of page) spread(session, buckets, version);
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    before = last.from;
    read += page.length;
  }
  const shown = buckets.map(show);
  const ids = shown.flatMap(({ work }) => work.map(({ userId }) => userId));
  const users = await lookUpPeople(people, ids);
  return { version, people: [...new Set(ids)].map(users), buckets: shown };
}

/** Buckets of equal length over versions 1 to `version`. */
function emptyBuckets(version: number, count: number): Bucket[] {
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((index * version) / count) + 1,
    to: Math.floor(((index + 1) * version) / count),
    startedAt: Number.POSITIVE_INFINITY,
    endedAt: Number.NEGATIVE_INFINITY,
    work: new Map(),
  }));
}

/** Adds a session's work to the buckets it lies in, evenly along its versions. */
function spread(session: HistorySession, buckets: readonly Bucket[], version: number): void {
  const { from, to, startedAt, endedAt } = session;
  const length = to - from + 1;
  let index = Math.floor(((from - 1) * buckets.length) / version);
  for (; index < buckets.length; index++) {
    const bucket = buckets[index];
    if (!bucket || bucket.from > to) break;
    const first = Math.max(from, bucket.from);
    const last = Math.min(to, bucket.to);
    if (first > last) continue;
    const at = (place: number) => startedAt + ((endedAt - startedAt) * place) / length;
    bucket.startedAt = Math.min(bucket.startedAt, at(first - from));
    bucket.endedAt = Math.max(bucket.endedAt, at(last - from + 1));
    for (const author of session.authors) {
      const { userId, changes } = author;
      const size = Math.max(changes, author.inserted + author.deleted);
      const part = (last - first + 1) / length;
      const known = bucket.work.get(userId) ?? { changes: 0, size: 0 };
      known.changes += changes * part;
      known.size += size * part;
      bucket.work.set(userId, known);
    }
  }
}

function show({ from, to, startedAt, endedAt, work }: Bucket): OverviewBucket {
  const known = Number.isFinite(startedAt);
  return {
    ...{ from, to, startedAt: known ? Math.round(startedAt) : 0 },
    endedAt: known ? Math.round(endedAt) : 0,
    work: [...work].map(([userId, { changes, size }]) => ({
      userId,
      changes: Math.round(changes * 10) / 10,
      size: Math.round(size * 10) / 10,
    })),
  };
}
