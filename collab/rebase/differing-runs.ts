/**
 * What differs between two lists: Myers' shortest edit script (An O(ND) Difference Algorithm, 1986),
 * with a limit to its work, so that what little was changed in much is found, and much never waited for.
 */

/** `a.slice(fromA, toA)` is `b.slice(fromB, toB)` in the other list; either may be empty. */
export interface Differing {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** Beyond going through both once: some ten milliseconds, and eight megabytes for the way back. */
const mostWork = 2_000_000;

type Run = readonly [a: number, b: number, length: number];

/** Runs that differ, in order; all as one when finding them would take too long. */
export function differingRuns(a: readonly number[], b: readonly number[]): readonly Differing[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const all = { fromA: start, toA: a.length - end, fromB: start, toB: b.length - end };
  const size = Math.max(all.toA - start, all.toB - start);
  if (size === 0) return [];
  // In much that was written anew, a few equal letters are there by chance.
  const least = Math.min(15, Math.max(2, size / 10));
  const common = commonRuns(a.slice(start, all.toA), b.slice(start, all.toB));
  const differing: Differing[] = [];
  let { fromA, fromB } = all;
  for (const [inA, inB, length] of common) {
    if (length < least) continue;
    differing.push({ fromA, toA: start + inA, fromB, toB: start + inB });
    fromA = start + inA + length;
    fromB = start + inB + length;
  }
  return [...differing, { ...all, fromA, fromB }];
}

/** Runs that both lists have, in order; none when finding them would take too long. */
function commonRuns(a: readonly number[], b: readonly number[]): readonly Run[] {
  // For each number of edits: how far they lead in `a`, by how many of them took out.
  const passed: Int32Array[] = [];
  for (let edits = 0, work = -a.length - b.length; work < mostWork; edits++) {
    const last = passed.at(-1);
    const reached = new Int32Array(edits + 1);
    passed.push(reached);
    for (let way = 0; way <= edits; way++) {
      let x = last ? Math.max(takenOut(last, way), putIn(last, way)) : 0;
      let y = x - (2 * way - edits);
      for (; x < a.length && y < b.length && a[x] === b[y]; x++, y++) work++;
      reached[way] = x;
      work++;
      if (x >= a.length && y >= b.length) return wayBack(passed, way);
    }
  }
  return [];
}

function takenOut(last: Int32Array, way: number): number {
  return (last[way - 1] ?? -2) + 1;
}

function putIn(last: Int32Array, way: number): number {
  return last[way] ?? -1;
}

function wayBack(passed: readonly Int32Array[], end: number): readonly Run[] {
  const runs: Run[] = [];
  let way = end;
  for (let edits = passed.length - 1; edits >= 0; edits--) {
    const last = passed[edits - 1];
    const begun = last ? Math.max(takenOut(last, way), putIn(last, way)) : 0;
    const length = (passed[edits]?.[way] ?? 0) - begun;
    if (length > 0) runs.push([begun, begun - (2 * way - edits), length]);
    if (last && takenOut(last, way) === begun) way--;
  }
  return runs.reverse();
}
