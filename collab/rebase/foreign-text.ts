/**
 * What others inserted while an author did not know of it, and where it stands while the author's
 * steps are put on one by one. After a month it is much, and only what a step touches is looked at.
 */
import { ReplaceAroundStep, ReplaceStep, type Step, type StepMap } from "@tiptap/pm/transform";
import { overlap, type Range } from "./ranges";
import { mapRanges } from "./rescue";

export class ForeignText {
  /** In order, none touching another, in the positions before `#passed`. */
  #ranges: readonly Range[];
  #passed: StepMap[] = [];
  /** What came to count as theirs since, in the positions of the document as it is now. */
  #added: readonly Range[] = [];

  constructor(ranges: readonly Range[]) {
    this.#ranges = ranges;
  }

  /** What of it a step, in the positions of the document as it is now, reaches over. */
  around(step: Step): readonly Range[] {
    return reaches(step) && step.from < step.to ? this.between(step.from, step.to) : [];
  }

  /** What of it lies between two places of the document as it is now. */
  between(from: number, to: number): readonly Range[] {
    const inverses = this.#passed.map((map) => map.invert()).reverse();
    const before = {
      from: inverses.reduce((place, map) => map.map(place, -1), from),
      to: inverses.reduce((place, map) => map.map(place, 1), to),
    };
    const found = this.#overlapping(before);
    const now = this.#passed.reduce<readonly Range[]>(mapRanges, found);
    return [...now, ...this.#added].filter((range) => overlap(range, { from, to }));
  }

  /** The document was changed by `map`; `added` counts as theirs from now on. */
  passed(map: StepMap, added: readonly Range[] = []): void {
    this.#passed.push(map);
    this.#added = [...mapRanges(this.#added, map), ...added];
    // While there is less of it than was done to it, it is cheaper to move it than to look back.
    if (this.#passed.length < this.#ranges.length) return;
    this.#ranges = this.#passed.reduce(mapRanges, this.#ranges);
    this.#passed = [];
  }

  #overlapping({ from, to }: Range): readonly Range[] {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.to ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.#ranges.length && (this.#ranges[end]?.from ?? 0) <= to) end += 1;
    return this.#ranges.slice(low, end);
  }
}

/** A step that goes from one place to another, and may delete what is between. */
export function reaches(step: Step): step is ReplaceStep | ReplaceAroundStep {
  return step instanceof ReplaceStep || step instanceof ReplaceAroundStep;
}
