/** The whole history at a glance: how much each author changed, along the versions. */
import { countWork, type HistorySession, type SessionProgress } from "@/collab/history/sessions";
import type { HistoryOverview, OverviewBucket } from "@/collab/history/versions";
import type { ChangeLog } from "../ports/change-log";
import type { SessionStore } from "../ports/history";
import type { PeopleStore } from "../ports/people";
import { lookUpPeople } from "./people-lookup";
import { readSessionPage } from "./session-changes";

const pageSize = 500;
/** Older sessions are left out of the glance, not of the history. */
const mostSessions = 20_000;
/** So many changes are read one by one, in some ten milliseconds. */
const shortHistory = 1000;

interface Bucket {
  readonly from: number;
  readonly to: number;
  startedAt: number;
  endedAt: number;
  readonly work: Map<string, { changes: number; size: number }>;
}

/** What is spread over the bars: a session, or in a short history a single change. */
type Work = Pick<HistorySession, "from" | "to" | "startedAt" | "endedAt" | "authors">;

interface OverviewWorld {
  readonly sessions: SessionStore;
  readonly people: PeopleStore;
  readonly log: ChangeLog;
}

export async function overviewOf(
  world: OverviewWorld,
  documentId: string,
  progress: SessionProgress,
  count: number,
): Promise<HistoryOverview> {
  const { version } = progress;
  const buckets = emptyBuckets(version, Math.min(count, version));
  const short = version <= shortHistory;
  const work = short ? singly(world, documentId, version) : grouped(world, documentId, progress);
  for await (const one of work) spread(one, buckets, version);
  const shown = buckets.map(show);
  const ids = shown.flatMap((bucket) => bucket.work.map(({ userId }) => userId));
  const users = await lookUpPeople(world.people, ids);
  return { version, people: [...new Set(ids)].map(users), buckets: shown };
}

/** Every change for itself. */
async function* singly(
  { log }: OverviewWorld,
  documentId: string,
  version: number,
): AsyncGenerator<Work> {
  for (let since = 0; since < version; ) {
    const page = await readSessionPage(log, documentId, since, version);
    for (const { version: at, userId, createdAt, maps } of page.changes) {
      const authors = [{ userId, changes: 1, ...countWork(maps) }];
      yield { from: at, to: at, startedAt: createdAt, endedAt: createdAt, authors };
    }
    since = page.version;
  }
}

/** A session's work lies evenly along its versions, as far as is known without reading them. */
async function* grouped(
  { sessions }: OverviewWorld,
  documentId: string,
  { open }: SessionProgress,
): AsyncGenerator<Work> {
  if (open) yield open;
  let read = 0;
  for (let before = Number.MAX_SAFE_INTEGER; read < mostSessions; ) {
    const page = await sessions.closed(documentId, { before, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    before = last.from;
    read += page.length;
  }
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

/** Adds work to the buckets it lies in, evenly along its versions. */
function spread(session: Work, buckets: readonly Bucket[], version: number): void {
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
