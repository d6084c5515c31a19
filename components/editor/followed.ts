/** Where something is after what was changed since somebody took it in hand. */
import type { Transaction } from "@tiptap/pm/state";

/** Where the node that began at `at` begins after them; undefined once it was deleted. */
export function followed(at: number, transactions: readonly Transaction[]): number | undefined {
  let now = at;
  for (const { mapping } of transactions) {
    const { pos, deletedAfter } = mapping.mapResult(now, 1);
    if (deletedAfter) return undefined;
    now = pos;
  }
  return now;
}
