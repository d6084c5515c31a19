/**
 * What others wrote while this editor was open, and where it stands now. Undo asks for it: a paste
 * that is taken back leaves what somebody typed into it.
 */
import type { StepMap } from "@tiptap/pm/transform";

/** Positions of the document as it is now. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Passed {
  readonly map: StepMap;
  readonly theirs: boolean;
}

/** So many steps are put off, so that a keystroke does not pay for all that others ever wrote. */
const mostPutOff = 64;

/** Immutable, as a plugin's state must be. */
export class Theirs {
  static readonly none = new Theirs([], []);

  private constructor(
    readonly known: readonly Stretch[],
    readonly putOff: readonly Passed[],
  ) {}

  /** After more steps; `theirs` says which of them others did, by index. */
  after(maps: readonly StepMap[], theirs: (index: number) => boolean): Theirs {
    const passed = maps.map((map, index) => ({ map, theirs: theirs(index) }));
    const next = new Theirs(this.known, [...this.putOff, ...passed]);
    return next.putOff.length > mostPutOff ? new Theirs(next.stretches(), []) : next;
  }

  /** In order, none touching another. */
  stretches(): readonly Stretch[] {
    return this.putOff.reduce(after, this.known);
  }
}

function after(stretches: readonly Stretch[], { map, theirs }: Passed): readonly Stretch[] {
  const inserted: Stretch[] = [];
  const cuts: { from: number; to: number }[] = [];
  map.forEach((oldStart, oldEnd, newStart, newEnd) => {
    cuts.push({ from: oldStart, to: oldEnd });
    if (theirs && newEnd > newStart) inserted.push({ from: newStart, to: newEnd });
  });
  if (cuts.length === 0) return stretches;
  // Text of mine within theirs parts it.
  const kept = cuts.reduce(
    (rest, cut) => rest.flatMap((stretch) => parted(stretch, cut)),
    [...stretches],
  );
  const moved = kept.map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }));
  return joined([...moved, ...inserted]);
}

function parted({ from, to }: Stretch, cut: Stretch): Stretch[] {
  if (cut.to <= from || cut.from >= to) return [{ from, to }];
  const parts = [
    { from, to: cut.from },
    { from: cut.to, to },
  ];
  return parts.filter((part) => part.to > part.from);
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    if (stretch.to <= stretch.from) continue;
    const last = result.at(-1);
    if (!last || stretch.from > last.to) result.push(stretch);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
  }
  return result;
}
