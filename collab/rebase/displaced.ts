/**
 * Own text that stands elsewhere than its author's later steps expect. They are not to delete it
 * where they happen to reach over it now, but only where they did in their author's eyes.
 */
import { ReplaceAroundStep, ReplaceStep, type Step, type StepMap } from "@tiptap/pm/transform";
import { overlap, type Range } from "./ranges";
import { insertedBy, mapRanges } from "./rescue";

interface Displaced {
  /** Where its author believes it to be, in the positions before the author's next step. */
  readonly believed: readonly Range[];
  /** Where it is, in the positions of the document as it is now. */
  readonly actual: readonly Range[];
}

export class DisplacedText {
  #texts: readonly Displaced[] = [];

  add(believed: readonly Range[], actual: readonly Range[]): void {
    if (actual.length > 0) this.#texts = [...this.#texts, { believed, actual }];
  }

  /** What the author's next step does not mean to delete, in the positions of the document now. */
  sparedBy(step: Step): readonly Range[] {
    const untouched = this.#texts.filter(({ believed }) => !believed.some(deletedBy(step)));
    return untouched.flatMap(({ actual }) => actual);
  }

  /** The document changed; its author's view of it did not. */
  moved(map: StepMap): void {
    this.#keep(({ believed, actual }) => ({ believed, actual: mapRanges(actual, map) }));
  }

  /** The author's next step was placed as `placed`, rescued or not, or not at all. */
  passed(step: Step, placed: Step | undefined, rescued: boolean): void {
    if (this.#texts.length === 0 && !rescued) return;
    const map = step.getMap();
    if (placed) this.moved(placed.getMap());
    this.#keep(({ believed, actual }) => ({ believed: mapRanges(believed, map), actual }));
    if (rescued && placed) this.add(insertedBy([map]), insertedBy([placed.getMap()]));
  }

  #keep(change: (text: Displaced) => Displaced): void {
    this.#texts = this.#texts.map(change).filter(({ actual }) => actual.length > 0);
  }
}

function deletedBy(step: Step): (range: Range) => boolean {
  const deleted: Range[] = [];
  if (step instanceof ReplaceStep) deleted.push({ from: step.from, to: step.to });
  if (step instanceof ReplaceAroundStep) {
    const { from, gapFrom, gapTo, to } = step;
    deleted.push({ from, to: gapFrom }, { from: gapTo, to });
  }
  return (range) => deleted.some((one) => overlap(one, range));
}
