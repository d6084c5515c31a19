/**
 * Where the places that an author's steps name are, once others' steps lie under them: back through
 * the author's own earlier steps, through the others', and forward through the author's own again,
 * as they were placed.
 *
 * More than a `Mapping` with mirrors, it keeps the author's own order. Somebody who types a word and
 * then deletes up to it does not delete the word, even when all that stood between is gone by now.
 */
import type { Mappable, MapResult, StepMap } from "@tiptap/pm/transform";

/** Where the places are that one step of the author's names. */
export interface Places extends Mappable {
  /**
   * Where something inserted here goes, before (-1) or after (1) what others inserted here;
   * undefined when all round it is gone.
   */
  ofInsertion(position: number, side: -1 | 1): number | undefined;
}

export function placesOf(mapping: Mappable): Places {
  return {
    map: (position, assoc) => mapping.map(position, assoc),
    mapResult: (position, assoc) => mapping.mapResult(position, assoc),
    ofInsertion(position, side) {
      const before = mapping.mapResult(position, -1);
      // Right after text of the author's own, as letters are: nothing can have come in between.
      if (before instanceof Result && before.inOwn) return before.pos;
      const after = mapping.mapResult(position, 1);
      const gone = before.deletedAcross && after.deletedAcross;
      if (gone) return undefined;
      const [wanted, other] = side < 0 ? [before, after] : [after, before];
      return wanted instanceof Result && wanted.crossesOwn ? other.pos : wanted.pos;
    },
  };
}

interface Range {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

interface Passed {
  readonly map: StepMap;
  /** The own step which was placed like this; undefined for what others did. */
  readonly own?: OwnStep;
  readonly ranges: readonly Range[];
}

interface OwnStep {
  readonly inverse: StepMap;
  readonly ranges: readonly Range[];
  /** Where in `#passed` it was placed, if it was, in the shape it has. */
  placed?: number;
}

/** A position among the author's steps: before each, what it was after it. */
type Trail = Map<OwnStep, number>;

export class OwnMapping {
  readonly #own: readonly OwnStep[];
  readonly #passed: Passed[] = [];

  constructor(own: readonly StepMap[]) {
    this.#own = own.map((map) => ({ inverse: map.invert(), ranges: rangesOf(map) }));
  }

  /** Steps that stand for none of the author's own. */
  over(maps: readonly StepMap[]): this {
    for (const map of maps) this.#passed.push({ map, ranges: [] });
    return this;
  }

  /** Own step `index` was placed as something that does `maps`: the first is the step's own. */
  place(index: number, maps: readonly StepMap[]): void {
    const [map, ...more] = maps;
    const own = this.#own[index];
    if (!map || !own) return;
    const ranges = rangesOf(map);
    if (sameShape(own.ranges, ranges)) {
      own.placed = this.#passed.length;
      this.#passed.push({ map, own, ranges });
    } else {
      this.#passed.push({ map, ranges });
    }
    this.over(more);
  }

  /** Maps from where own step `index` was made to the document as it is now. */
  from(index: number): Places {
    return placesOf({
      map: (position, assoc = 1) => this.#map(index, position, assoc).pos,
      mapResult: (position, assoc = 1) => this.#map(index, position, assoc),
    });
  }

  #map(index: number, position: number, assoc: number): Result {
    const result = new Result(position);
    const trail: Trail = new Map();
    let next = 0;
    for (let i = index - 1; i >= 0; i--) {
      const own = this.#own[i];
      if (!own) continue;
      trail.set(own, result.pos);
      const recovered = own.placed !== undefined && this.#recover(own, result.pos, assoc);
      if (typeof recovered !== "number") {
        result.pass(own.inverse, assoc);
        continue;
      }
      result.pos = recovered;
      result.inOwn = true;
      next = (own.placed ?? 0) + 1;
      break;
    }
    for (let i = next; i < this.#passed.length; i++) {
      const passed = this.#passed[i];
      if (!passed) continue;
      result.crossesOwn ||= crosses(passed, trail, result.pos);
      result.pass(passed.map, sideOf(passed, trail, result.pos) ?? assoc);
    }
    return result;
  }

  /** The same place inside what an own step inserted, in the form in which it was placed. */
  #recover({ ranges, placed }: OwnStep, position: number, assoc: number): number | undefined {
    const index = ranges.findIndex(({ newStart, newEnd }) =>
      assoc < 0
        ? newStart < position && position <= newEnd
        : newStart <= position && position < newEnd,
    );
    const from = ranges[index];
    const to = this.#passed[placed ?? -1]?.ranges[index];
    return from && to ? to.newStart + (position - from.newStart) : undefined;
  }
}

/** Before or after what an own step inserts exactly here, as it was in its author's eyes. */
function sideOf({ own, ranges }: Passed, trail: Trail, position: number): number | undefined {
  const was = own && trail.get(own);
  if (was === undefined) return undefined;
  const index = ranges.findIndex((range) => range.oldEnd >= position);
  const here = ranges[index];
  const there = own?.ranges[index];
  if (!here || !there || here.oldStart !== position || here.oldEnd !== position) return undefined;
  if (was <= there.newStart) return -1;
  return was >= there.newEnd ? 1 : undefined;
}

/** Whether what an own step inserts would come to stand on the other side of it. */
function crosses({ own, ranges }: Passed, trail: Trail, position: number): boolean {
  const was = own && trail.get(own);
  if (was === undefined) return false;
  return ranges.some(({ oldStart, oldEnd }, index) => {
    const there = own?.ranges[index];
    if (!there || there.newEnd === there.newStart) return false;
    return (
      (was >= there.newEnd && position < oldStart) || (was <= there.newStart && position > oldEnd)
    );
  });
}

/** What it does at the places that it changes is alike: the one can stand for the other. */
function sameShape(a: readonly Range[], b: readonly Range[]): boolean {
  if (a.length !== b.length) return false;
  return a.every(({ newStart, newEnd }, index) => {
    const other = b[index];
    return other !== undefined && newEnd - newStart === other.newEnd - other.newStart;
  });
}

function rangesOf(map: StepMap): readonly Range[] {
  const ranges: Range[] = [];
  map.forEach((oldStart, oldEnd, newStart, newEnd) => {
    ranges.push({ oldStart, oldEnd, newStart, newEnd });
  });
  return ranges;
}

class Result implements MapResult {
  /** In, or at the edge of, what the author inserted. */
  inOwn = false;
  /** It would change places with what the author inserted. */
  crossesOwn = false;
  deleted = false;
  deletedBefore = false;
  deletedAfter = false;
  deletedAcross = false;

  constructor(public pos: number) {}

  pass(map: StepMap, assoc: number): void {
    const { pos, deleted, deletedBefore, deletedAfter, deletedAcross } = map.mapResult(
      this.pos,
      assoc,
    );
    this.pos = pos;
    this.deleted ||= deleted;
    this.deletedBefore ||= deletedBefore;
    this.deletedAfter ||= deletedAfter;
    this.deletedAcross ||= deletedAcross;
  }
}
