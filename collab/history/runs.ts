/** Runs: what one author did without a pause of ten seconds. Sessions unfold into them. */
import { countWork, type SessionChange } from "./sessions";
import type { ListedRun } from "./versions";

const pauseMs = 10_000;
/** Somebody who never pauses: a list stays a list. */
const longestRun = 1000;

/** `run` with `change` at its end; undefined when the change begins another. */
export function extendRun(run: ListedRun, change: SessionChange): ListedRun | undefined {
  const { userId, createdAt, version, maps } = change;
  if (userId !== run.userId || createdAt - run.endedAt >= pauseMs) return undefined;
  if (run.changes >= longestRun) return undefined;
  const { inserted, deleted } = countWork(maps);
  return {
    ...run,
    to: version,
    endedAt: Math.max(run.endedAt, createdAt),
    changes: run.changes + 1,
    inserted: run.inserted + inserted,
    deleted: run.deleted + deleted,
  };
}

export function beginRun({ version, userId, createdAt, maps }: SessionChange): ListedRun {
  const work = countWork(maps);
  return {
    ...{ from: version, to: version, userId, startedAt: createdAt, endedAt: createdAt },
    ...{ changes: 1, ...work },
  };
}
