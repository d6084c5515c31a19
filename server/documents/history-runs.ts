/** The runs of a session: read from the log, a page at a time. */
import { beginRun, extendRun } from "@/collab/history/runs";
import type { ListedRun, RunsPage } from "@/collab/history/versions";
import type { ChangeLog } from "../ports/change-log";
import { readSessionPage } from "./session-changes";

const runsPerPage = 50;
/** Changes read for one page of runs, at most about so many. */
const changesPerPage = 2000;

/** Runs from version `from` on, none across `to`; `next` is where the page after it begins. */
export async function readRuns(
  log: ChangeLog,
  documentId: string,
  from: number,
  to: number,
): Promise<RunsPage> {
  const runs: ListedRun[] = [];
  let run: ListedRun | undefined;
  for (let version = from - 1; version < to; ) {
    const page = await readSessionPage(log, documentId, version, to);
    for (const change of page.changes) {
      const longer = run && extendRun(run, change);
      if (run && !longer) {
        runs.push(run);
        const enough = runs.length >= runsPerPage || change.version - from >= changesPerPage;
        if (enough) return { runs, next: change.version };
      }
      run = longer ?? beginRun(change);
    }
    version = page.version;
  }
  return { runs: run ? [...runs, run] : runs, next: null };
}
