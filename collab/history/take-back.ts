/**
 * Taking back what was done long ago: the inverse of each step, newest first, brought over everything
 * that came after it. What others inserted meanwhile is spared; what has no place any more is skipped.
 *
 * Source of the idea: how prosemirror-history undoes between the changes of others, whose maps and
 * mirrors are used the same way here.
 */
import type { Node } from "@tiptap/pm/model";
import { Mapping, type ReplaceAroundStep, ReplaceStep, type Step } from "@tiptap/pm/transform";
import { checkTouched } from "../rebase/check-touched";
import { placesOf } from "../rebase/own-mapping";
import { insertedRanges, mapContent, moved, type Range, united, without } from "../rebase/ranges";
import { mapStep, mapsForAuthor, putTogetherBy, spare } from "../rebase/rescue";
import { deleteTextOf } from "./delete-text";
import type { Past, PastStep } from "./past";

export interface TakenBack {
  /** Applied to the head, in order. */
  readonly steps: readonly Step[];
  readonly doc: Node;
  /** Versions of which something is left, in order. */
  readonly skipped: readonly number[];
}

/** Steps between two pauses. */
const stepsAtOnce = 50;

/** Works a little at a time: whoever drives it lets others run at every `yield`. */
export function* takeBack(head: Node, past: Past): Generator<void, TakenBack> {
  const taking = new TakingBack(head, past);
  for (let index = past.steps.length - 1; index >= 0; index--) {
    taking.passBack(index);
    if (index % stepsAtOnce === 0) yield;
  }
  return taking.finish();
}

class TakingBack {
  #doc: Node;
  readonly #done: Step[] = [];
  readonly #skipped = new Set<number>();
  readonly #mapping: Mapping;
  readonly #steps: readonly PastStep[];
  /** What others inserted after the step that is looked at, in positions of the document now. */
  #foreign: readonly Range[] = [];
  /** What is to be gone at the end. */
  #own: readonly Range[];

  constructor(head: Node, past: Past) {
    this.#doc = head;
    this.#steps = past.steps;
    this.#own = past.own;
    this.#mapping = new Mapping(this.#steps.map(({ map }) => map));
  }

  passBack(index: number): void {
    const entry = this.#steps[index];
    if (!entry) return;
    const rest = this.#mapping.slice(index + 1);
    if (!entry.inverse) this.#rememberForeign(entry, rest);
    else if (!this.#invert(entry, entry.inverse, rest, index)) this.#skipped.add(entry.version);
  }

  /** Where blocks could not be taken back, the words still can. */
  finish(): TakenBack {
    for (const range of this.#own.toReversed()) {
      for (const step of deleteTextOf(this.#doc, range)) {
        const doc = applied(step, this.#doc);
        if (doc) this.#take(step, doc);
      }
    }
    const skipped = [...this.#skipped].sort((a, b) => a - b);
    return { steps: this.#done, doc: this.#doc, skipped };
  }

  #rememberForeign({ map }: PastStep, rest: Mapping): void {
    const inserted = insertedRanges(map).map(({ from, to }) => ({
      from: rest.map(from, 1),
      to: rest.map(to, -1),
    }));
    const there = inserted.filter(({ from, to }) => to > from);
    if (there.length > 0) this.#foreign = united([...this.#foreign, ...there]);
  }

  /** False when something of the step is left. */
  #invert(entry: PastStep, inverse: Step, rest: Mapping, index: number): boolean {
    const mapped = fits(() => mapStep(inverse, placesOf(rest)));
    // What it inserted is gone already, or what it formatted.
    if (!mapped) return !bringsWords(inverse);
    if (entry.attribute && !this.#stillSet(entry.attribute, mapped)) return false;
    const spared = fits(() => spare(mapped, this.#foreign, this.#doc, { inPlace: false }));
    const doc = spared && applied(spared, this.#doc);
    if (!spared || !doc) {
      this.#leave(entry, inverse, mapped);
      return false;
    }
    this.#foreign = united([
      ...mapContent(this.#foreign, spared.getMap()),
      ...putTogetherBy(mapped, spared),
    ]);
    const [map, ...more] = mapsForAuthor(mapped, spared);
    // A mirror lets older steps find their place inside what this one brings back.
    if (map) this.#mapping.appendMap(map, index);
    for (const another of more) this.#mapping.appendMap(another);
    this.#take(spared, doc);
    if (mapped instanceof ReplaceStep && entry.ownWithin) {
      const brought = more.reduce(mapContent, moved(entry.ownWithin, mapped.from));
      this.#own = without(united([...this.#own, ...brought]), this.#foreign);
    }
    return true;
  }

  #take(step: Step, doc: Node): void {
    this.#done.push(step);
    this.#doc = doc;
    this.#own = mapContent(this.#own, step.getMap());
  }

  /** What stands in for others' words, which did not come back, must not go. */
  #leave({ ownWithin = [] }: PastStep, inverse: Step, mapped: Step): void {
    if (!(inverse instanceof ReplaceStep && mapped instanceof ReplaceStep)) return;
    const others = without([{ from: 0, to: inverse.slice.size }], ownWithin);
    const words = others.some(({ from, to }) => holdsWords(inverse, from, to));
    if (words) this.#own = without(this.#own, [mapped]);
  }

  #stillSet({ name, value }: NonNullable<PastStep["attribute"]>, mapped: Step): boolean {
    const position: unknown = Reflect.get(mapped, "pos");
    if (typeof position !== "number") return false;
    const now: unknown = this.#doc.nodeAt(position)?.attrs[name];
    return JSON.stringify(now) === JSON.stringify(value);
  }
}

/** Whether a step puts words or images into the document, and not only edges of blocks. */
function bringsWords(step: Step): boolean {
  return step instanceof ReplaceStep && holdsWords(step, 0, step.slice.size);
}

/** Whether there are any between two places of its content. */
function holdsWords({ slice }: ReplaceStep | ReplaceAroundStep, from: number, to: number): boolean {
  let found = false;
  const end = Math.min(slice.content.size, to + slice.openStart);
  slice.content.nodesBetween(from + slice.openStart, end, (node) => {
    found ||= node.isText || (node.isLeaf && !node.isTextblock);
  });
  return found;
}

function applied(step: Step, doc: Node): Node | null {
  return fits(() => {
    const { doc: after } = step.apply(doc);
    if (after) checkTouched(step, after);
    return after;
  });
}

/** Null when positions lie outside, or whatever ProseMirror throws at a step that does not fit. */
function fits<T>(find: () => T | null): T | null {
  try {
    return find();
  } catch {
    return null;
  }
}
