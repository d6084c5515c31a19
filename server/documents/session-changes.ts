/** Pages of the log as the grouping into sessions wants them, read round what is damaged. */
import type { SessionChange } from "@/collab/history/sessions";
import type { ChangeLog, StoredChange } from "../ports/change-log";
import { StoreError } from "../ports/store-error";
import { mapsOf } from "./load-document";

/** A page takes ten milliseconds or more, during which nothing else runs. */
const pageSize = 200;
const pageBytes = 2 * 1024 * 1024;

export interface SessionPage {
  readonly changes: readonly SessionChange[];
  /** The last version looked at: a change that can't be read at all is passed over. */
  readonly version: number;
}

/** What follows version `since`, up to `until`, which the log is known to reach. */
export async function readSessionPage(
  log: ChangeLog,
  documentId: string,
  since: number,
  until: number,
  atMost = pageSize,
): Promise<SessionPage> {
  const limit = Math.min(atMost, until - since);
  try {
    const rows = await log.read(documentId, since, limit, pageBytes);
    const within = rows.filter(({ version }) => version <= until);
    const version = within.at(-1)?.version ?? until;
    return { changes: within.map(toSessionChange), version };
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    return {
      changes: await readSingly(log, documentId, since, since + limit),
      version: since + limit,
    };
  }
}

async function readSingly(
  log: ChangeLog,
  documentId: string,
  since: number,
  until: number,
): Promise<readonly SessionChange[]> {
  const changes: SessionChange[] = [];
  for (let version = since + 1; version <= until; version++) {
    try {
      const [row] = await log.read(documentId, version - 1, 1);
      if (row?.version === version) changes.push(toSessionChange(row));
    } catch (error) {
      if (!isCorrupt(error)) throw error;
    }
  }
  return changes;
}

function isCorrupt(error: unknown): boolean {
  return error instanceof StoreError && error.failure === "corrupt";
}

function toSessionChange(stored: StoredChange): SessionChange {
  const { version, userId, origin, about, createdAt } = stored;
  return { version, userId, origin, about, createdAt, maps: readableMaps(stored) };
}

function readableMaps(stored: StoredChange): SessionChange["maps"] {
  try {
    return mapsOf(stored);
  } catch {
    // That it happened is known, what it did is not; whoever opens this version is told.
    return [];
  }
}
