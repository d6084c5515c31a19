/** Where something is after what was changed since somebody took it in hand. */
import type { EditorEvents } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";

export type Change = Pick<EditorEvents["transaction"], "transaction" | "appendedTransactions">;

/** Where the node that began at `at` begins after it; undefined once it was deleted. */
export function followed(at: number, change: Change): number | undefined {
  let now = at;
  for (const { mapping } of transactionsOf(change)) {
    const { pos, deletedAfter } = mapping.mapResult(now, 1);
    if (deletedAfter) return undefined;
    now = pos;
  }
  return now;
}

/** What somebody did, and what plugins added to it. */
export function transactionsOf(change: Change): readonly Transaction[] {
  return [change.transaction, ...change.appendedTransactions];
}
