/** Reads what a film plays next, wherever it stands: once, and a stretch ahead. */
import type { HistoryLog } from "./history-log";

/** What is played next is asked for this much ahead. */
const aheadBy = 150;

/** `failed` is told when the film can't go on from where it is. */
export function filmReader(log: Pick<HistoryLog, "load">, failed: (error: unknown) => void) {
  let last: number | undefined;
  let ahead = true;
  return (at: number, head: number): void => {
    if (at === last) return;
    last = at;
    if (ahead) {
      log.load(Math.min(head, at + aheadBy)).catch(() => {
        // It is asked for once more when it is next.
        ahead = false;
      });
    }
    log.load(Math.min(head, at + 1)).catch(failed);
  };
}
