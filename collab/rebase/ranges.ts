/** Sets of positions as ranges: in order, apart, none empty. */
import type { StepMap } from "@tiptap/pm/transform";

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether there is anything that lies in both. */
export function overlap(one: Range, other: Range): boolean {
  return one.from < other.to && one.to > other.from;
}

/** In order, with neighbours made one. */
export function united(ranges: readonly Range[]): readonly Range[] {
  return unitedInOrder([...ranges].sort((a, b) => a.from - b.from));
}

/** Two sets as one. */
export function together(one: readonly Range[], other: readonly Range[]): readonly Range[] {
  if (other.length === 0) return one;
  const all: Range[] = [];
  let next = 0;
  for (const range of one) {
    for (let add = other[next]; add && add.from < range.from; add = other[next]) {
      all.push(add);
      next += 1;
    }
    all.push(range);
  }
  return unitedInOrder([...all, ...other.slice(next)]);
}

function unitedInOrder(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const range of ranges) {
    if (range.to <= range.from) continue;
    const last = merged.at(-1);
    if (!last || range.from > last.to) merged.push(range);
    else if (range.to > last.to) merged[merged.length - 1] = { from: last.from, to: range.to };
  }
  return merged;
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
  const cuts: Cut[] = [];
  map.forEach((from, to, start, end) => {
    cuts.push({ from, to, by: end - start - (to - from) });
  });
  if (cuts.length === 0) return ranges;
  const mapped: Range[] = [];
  let passed = 0;
  let shift = 0;
  for (const range of ranges) {
    for (let cut = cuts[passed]; cut && cut.to <= range.from; cut = cuts[passed]) {
      shift += cut.by;
      passed += 1;
    }
    cutInto(mapped, range, cuts, passed, shift);
  }
  return mapped;
}

interface Cut extends Range {
  /** How much longer what comes after it starts. */
  readonly by: number;
}

/** Adds the parts of `range` between the cuts from `first` on; an empty cut parts it as well. */
function cutInto(
  parts: Range[],
  range: Range,
  cuts: readonly Cut[],
  first: number,
  before: number,
): void {
  let { from } = range;
  let shift = before;
  for (let index = first; index < cuts.length; index++) {
    const cut = cuts[index];
    if (!cut || cut.from >= range.to) break;
    if (cut.from > from) parts.push({ from: from + shift, to: cut.from + shift });
    from = Math.max(from, cut.to);
    shift += cut.by;
  }
  if (from >= range.to) return;
  const whole = shift === 0 && from === range.from;
  parts.push(whole ? range : { from: from + shift, to: range.to + shift });
}

/** What a map inserted, in positions after it. */
export function insertedRanges(map: StepMap): readonly Range[] {
  const inserted: Range[] = [];
  map.forEach((_oldStart, _oldEnd, from, to) => {
    if (to > from) inserted.push({ from, to });
  });
  return inserted;
}

/** Where what a step did ends, in the positions after it; undefined when it moved nothing. */
export function endOf(map: StepMap | undefined): number | undefined {
  let end: number | undefined;
  map?.forEach((_oldStart, _oldEnd, _newStart, newEnd) => {
    end = newEnd;
  });
  return end;
}
