/** Where in the document was worked: a few ranges, kept up to date as the document changes. */
import type { StepMap } from "@tiptap/pm/transform";
import type { Bar } from "./versions";

/** In positions of the document as it is now; empty where only deleting was done. */
export interface Touched {
  readonly from: number;
  readonly to: number;
}

/** As many as can be told apart in a narrow bar. */
const mostRanges = 8;

/** `ranges` after one more step, with what it touched. In order, apart, and at most eight. */
export function touch(ranges: readonly Touched[], map: StepMap): readonly Touched[] {
  const now = ranges.map(({ from, to }) => ({ from: map.map(from, -1), to: map.map(to, 1) }));
  map.forEach((_oldStart, _oldEnd, from, to) => {
    now.push({ from, to });
  });
  return merge(now);
}

function merge(ranges: readonly Touched[]): readonly Touched[] {
  const merged: Touched[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (!last || range.from > last.to) merged.push(range);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  while (merged.length > mostRanges) joinNearest(merged);
  return merged;
}

/** Makes one range of the two with the smallest gap between them. */
function joinNearest(ranges: Touched[]): void {
  let nearest = 0;
  let gap = Number.POSITIVE_INFINITY;
  for (const [index, range] of ranges.entries()) {
    const next = ranges[index + 1];
    if (next && next.from - range.to < gap) {
      nearest = index;
      gap = next.from - range.to;
    }
  }
  const [first, second] = ranges.slice(nearest, nearest + 2);
  if (first && second) ranges.splice(nearest, 2, { from: first.from, to: second.to });
}

/** Ranges as fractions of a document of `size` positions. */
export function toBars(ranges: readonly Touched[], size: number): readonly Bar[] {
  const fraction = (position: number) => Math.min(1, Math.max(0, position / Math.max(1, size)));
  return ranges.map(({ from, to }) => ({ from: fraction(from), to: fraction(to) }));
}
