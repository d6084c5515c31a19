/**
 * What others wrote while this editor was open, and where it stands now. Undo asks for it: a paste
 * that is taken back leaves what somebody typed into it.
 */
import type { StepMap } from "@tiptap/pm/transform";
import { insertedRanges, mapContent, type Range, together } from "@/collab/rebase/ranges";

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
    readonly known: readonly Range[],
    readonly putOff: readonly Passed[],
  ) {}

  /** After more steps; `theirs` says which of them others did, by index. */
  after(maps: readonly StepMap[], theirs: (index: number) => boolean): Theirs {
    const passed = maps.map((map, index) => ({ map, theirs: theirs(index) }));
    const next = new Theirs(this.known, [...this.putOff, ...passed]);
    return next.putOff.length > mostPutOff ? new Theirs(next.ranges(), []) : next;
  }

  /** Positions of the document as it is now. */
  ranges(): readonly Range[] {
    return this.putOff.reduce(after, this.known);
  }
}

function after(ranges: readonly Range[], { map, theirs }: Passed): readonly Range[] {
  // Text of mine within theirs parts it.
  const kept = mapContent(ranges, map);
  return theirs ? together(kept, insertedRanges(map)) : kept;
}
