/**
 * What happened since some version, as taking back needs it: a map for everything, and for what is
 * to be taken back also its inverse, which only the document before it can give.
 */
import type { Node } from "@tiptap/pm/model";
import { AttrStep, ReplaceStep, type Step, type StepMap } from "@tiptap/pm/transform";
import { compressMaps } from "../rebase/compress-maps";
import { insertedRanges, mapContent, type Range, united, within } from "../rebase/ranges";

/** One step of the past; `inverse` is there when it is to be taken back. */
export interface PastStep {
  readonly version: number;
  readonly map: StepMap;
  readonly inverse?: Step;
  /** What of the content of `inverse` was inserted by what is taken back, from its start. */
  readonly ownWithin?: readonly Range[];
  /** The value an attribute was set to: when it has another by now, it is somebody else's. */
  readonly attribute?: { readonly name: string; readonly value: unknown };
}

/** The maps of others are put together when so many have gathered. */
const compressAt = 1000;

export class Past {
  readonly #steps: PastStep[] = [];
  #others: StepMap[] = [];
  #own: readonly Range[] = [];
  #taken = 0;

  /** Steps that are to be taken back. */
  get taken(): number {
    return this.#taken;
  }

  /** What they inserted that is still there. */
  get own(): readonly Range[] {
    this.#closeOthers();
    return this.#own;
  }

  /** Everything, oldest first; runs of what others did are as few maps as can be. */
  get steps(): readonly PastStep[] {
    this.#closeOthers();
    return this.#steps;
  }

  /** Takes in the next change: `docs[i]` is the document before `steps[i]`. */
  add(version: number, steps: readonly Step[], docs: readonly Node[], wanted: boolean): void {
    if (!wanted) {
      this.#others.push(...steps.map((step) => step.getMap()));
      if (this.#others.length >= compressAt) this.#others = compressMaps(this.#others);
      return;
    }
    this.#closeOthers();
    for (const [index, step] of steps.entries()) {
      const before = docs[index];
      if (!before) throw new RangeError("a step without its document");
      this.#steps.push(this.#entry(version, step, before));
      this.#own = mapContent(this.#own, step.getMap());
      if (step instanceof ReplaceStep) {
        this.#own = united([...this.#own, ...insertedRanges(step.getMap())]);
      }
      this.#taken += 1;
    }
  }

  #entry(version: number, step: Step, before: Node): PastStep {
    const entry = { version, map: step.getMap(), inverse: step.invert(before) };
    if (step instanceof AttrStep) {
      return { ...entry, attribute: { name: step.attr, value: step.value } };
    }
    return step instanceof ReplaceStep ? { ...entry, ownWithin: within(this.#own, step) } : entry;
  }

  #closeOthers(): void {
    for (const map of compressMaps(this.#others)) {
      this.#own = mapContent(this.#own, map);
      this.#steps.push({ version: 0, map });
    }
    this.#others = [];
  }
}
