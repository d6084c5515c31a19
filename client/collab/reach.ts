/**
 * How far my deletions reached when I made them. The server may have put text of mine elsewhere than
 * I did, and a deletion that ends in that text would reach over what stands in between.
 */
import type { Step, StepMap } from "@tiptap/pm/transform";
import { reaches } from "@/collab/rebase/foreign-text";
import {
  insertedRanges,
  mapContent,
  overlap,
  type Range,
  together,
  without,
} from "@/collab/rebase/ranges";

interface Passed {
  readonly map: StepMap;
  /** Which step of mine it stands for. */
  readonly own: number | undefined;
}

export class Reach {
  readonly #passed: Passed[] = [];

  /** `own`: my steps as I made them, from the confirmed document on. */
  constructor(readonly own: readonly StepMap[]) {}

  /** The confirmed document was changed by `map`, as which step `own` of mine was placed. */
  passed(map: StepMap, own: number | undefined): void {
    this.#passed.push({ map, own });
  }

  /**
   * What step `index` of mine reaches over as `mapped` and did not as `step`, in the positions of the
   * document as it is now.
   */
  beyond(index: number, step: Step, mapped: Step): readonly Range[] {
    if (!reaches(step) || !reaches(mapped)) return [];
    // Most reach as far as they did: that needs no looking back through all I did.
    if (mapped.to - mapped.from <= step.to - step.from) return [];
    const { confirmed, own } = this.#reached(index, step);
    // Where it reaches now, after each of what was done and, at last, before all of it.
    let around: Range = mapped;
    const past = this.#passed.toReversed().map((passed) => {
      const after = around;
      const inverse = passed.map.invert();
      around = { from: inverse.map(after.from, -1), to: inverse.map(after.to, 1) };
      return { ...passed, after };
    });
    let beyond = without([around], [confirmed]);
    for (const passed of past.toReversed()) {
      beyond = mapContent(beyond, passed.map);
      if (passed.own === undefined || own.has(passed.own)) continue;
      const inserted = insertedRanges(passed.map);
      beyond = together(
        beyond,
        inserted.filter((range) => overlap(range, passed.after)),
      );
    }
    return beyond;
  }

  /** What it reached over: where in the confirmed document, and text of which of my steps. */
  #reached(index: number, { from, to }: Range) {
    let confirmed = { from, to };
    const own = new Set<number>();
    for (let earlier = index - 1; earlier >= 0; earlier--) {
      const map = this.own[earlier];
      if (!map) continue;
      if (insertedRanges(map).some((range) => overlap(range, confirmed))) own.add(earlier);
      const inverse = map.invert();
      const start = inverse.map(confirmed.from, 1);
      confirmed = { from: start, to: Math.max(start, inverse.map(confirmed.to, -1)) };
    }
    return { confirmed, own };
  }
}
