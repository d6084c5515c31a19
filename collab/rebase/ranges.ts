/** Sets of positions as ranges: in order, apart, none empty. */
import type { StepMap } from "@tiptap/pm/transform";

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** In order, with neighbours made one. */
export function united(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (!last || range.from > last.to) merged.push(range);
    else if (range.to > last.to) merged[merged.length - 1] = { from: last.from, to: range.to };
  }
  return merged.filter(({ from, to }) => to > from);
}

/** `ranges` without what lies in `holes`. */
export function without(ranges: readonly Range[], holes: readonly Range[]): readonly Range[] {
  let parts = ranges;
  for (const hole of holes) {
    parts = parts.flatMap((range) => {
      if (range.to <= hole.from || range.from >= hole.to) return [range];
      return [
        { from: range.from, to: hole.from },
        { from: hole.to, to: range.to },
      ].filter(({ from, to }) => to > from);
    });
  }
  return parts;
}

/** What of `ranges` lies within `around`, counted from its start. */
export function within(ranges: readonly Range[], around: Range): readonly Range[] {
  return ranges
    .map(({ from, to }) => ({ from: Math.max(from, around.from), to: Math.min(to, around.to) }))
    .filter(({ from, to }) => to > from)
    .map(({ from, to }) => ({ from: from - around.from, to: to - around.from }));
}

export function moved(ranges: readonly Range[], by: number): readonly Range[] {
  return ranges.map(({ from, to }) => ({ from: from + by, to: to + by }));
}

/** The same content after one more step: what was deleted is gone, what was inserted is not in it. */
export function mapContent(ranges: readonly Range[], map: StepMap): readonly Range[] {
  const cuts: Range[] = [];
  map.forEach((from, to) => {
    cuts.push({ from, to });
  });
  if (cuts.length === 0) return ranges;
  return cutAt(ranges, cuts)
    .map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
    .filter(({ from, to }) => to > from);
}

/** Also an empty cut, where something was inserted, makes two of one. */
function cutAt(ranges: readonly Range[], cuts: readonly Range[]): readonly Range[] {
  let parts = ranges;
  for (const cut of cuts) {
    parts = parts.flatMap((range) => {
      if (range.to <= cut.from || range.from >= cut.to) {
        const inside = cut.from === cut.to && range.from < cut.from && cut.from < range.to;
        if (!inside) return [range];
      }
      return [
        { from: range.from, to: cut.from },
        { from: cut.to, to: range.to },
      ].filter(({ from, to }) => to > from);
    });
  }
  return parts;
}

/** What a map inserted, in positions after it. */
export function insertedRanges(map: StepMap): readonly Range[] {
  const inserted: Range[] = [];
  map.forEach((_oldStart, _oldEnd, from, to) => {
    if (to > from) inserted.push({ from, to });
  });
  return inserted;
}
