/**
 * The authority's rebase: a change made against an old version, brought to the head.
 *
 * Needs only the maps since the change's base and the head document, never an old document. Source
 * of the idea: `rebaseSteps` of prosemirror-collab, turned round.
 */
import type { Node } from "@tiptap/pm/model";
import type { Step, StepMap } from "@tiptap/pm/transform";
import { checkTouched } from "./check-touched";
import { composeMaps } from "./compose-maps";
import { compressMaps } from "./compress-maps";
import { DisplacedText } from "./displaced";
import { ForeignText } from "./foreign-text";
import { longMap } from "./long-map";
import { OwnMapping, type Places } from "./own-mapping";
import type { Range } from "./ranges";
import { insertedBy, mapStep, mapsForAuthor, putTogetherBy, rescueStep, spare } from "./rescue";

/** From here on it is cheaper to put them together first than to map every step through each. */
const manyMaps = 2000;

export interface Rebased {
  readonly doc: Node;
  readonly steps: readonly Step[];
  /** `steps[j]` is the rebased form of own step `kept[j]`. */
  readonly kept: readonly number[];
  /** Own steps that could not be merged. */
  readonly dropped: readonly { readonly index: number; readonly step: Step }[];
}

/**
 * Rebases `steps` over the maps in `since` and applies them to `head`.
 * @throws RangeError when nothing came in between and a step is not valid: then it never was
 */
export function rebase(steps: readonly Step[], since: readonly StepMap[], head: Node): Rebased {
  if (since.length === 0) return applyAll(steps, head);
  const merged = compressMaps(since);
  const others = merged.length > manyMaps ? [longMap(composeMaps(merged))] : merged;
  const mapping = new OwnMapping(steps.map((step) => step.getMap())).over(others);
  const result = {
    steps: [] as Step[],
    kept: [] as number[],
    dropped: [] as Rebased["dropped"][0][],
  };
  let doc = head;
  const foreign = new ForeignText(insertedBy(others));
  const displaced = new DisplacedText();
  for (const [index, step] of steps.entries()) {
    const spared = (mapped: Step) => [...foreign.around(mapped), ...displaced.sparedBy(step)];
    const placed = place(step, mapping.from(index), doc, spared);
    displaced.passed(step, placed?.step, placed?.rescued === true);
    if (placed) {
      doc = placed.doc;
      result.steps.push(placed.step);
      result.kept.push(index);
      mapping.place(index, mapsForAuthor(placed.mapped, placed.step));
      foreign.passed(placed.step.getMap(), putTogetherBy(placed.mapped, placed.step));
    } else {
      result.dropped.push({ index, step });
    }
  }
  return { doc, ...result };
}

/** Nothing came in between, as for most of what people type: there is nothing to be brought over. */
function applyAll(steps: readonly Step[], head: Node): Rebased {
  const doc = steps.reduce((before, step) => apply(step, before), head);
  return { doc, steps, kept: steps.map((_, index) => index), dropped: [] };
}

interface Placed {
  /** As mapping alone would have it. */
  readonly mapped: Step | null;
  readonly step: Step;
  readonly rescued: boolean;
  readonly doc: Node;
}

/** `foreign`: what others inserted where a step is. */
function place(
  step: Step,
  mapping: Places,
  doc: Node,
  foreign: (mapped: Step) => readonly Range[],
): Placed | undefined {
  const mapped = mapStep(step, mapping);
  const spared = mapped && fits(() => spare(mapped, foreign(mapped), doc, { inPlace: false }));
  const applied = spared && tryApply(spared, doc);
  if (spared && applied) return { mapped, step: spared, rescued: false, doc: applied };
  const rescued = fits(() => rescueStep(step, mapping, doc));
  const kept = rescued && tryApply(rescued, doc);
  return rescued && kept ? { mapped: null, step: rescued, rescued: true, doc: kept } : undefined;
}

/** Null when a mapped position lies outside the document: then the step is dropped, not the change. */
function fits(find: () => Step | null): Step | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The document after `step`, if it applies and is valid. */
function tryApply(step: Step, doc: Node): Node | undefined {
  try {
    return apply(step, doc);
  } catch {
    return undefined;
  }
}

/** The document after `step`. @throws RangeError when it does not apply, or is not valid */
function apply(step: Step, doc: Node): Node {
  try {
    const result = step.apply(doc);
    if (!result.doc) throw new RangeError(result.failed ?? "a step does not apply");
    checkTouched(step, result.doc);
    return result.doc;
  } catch (error) {
    // ProseMirror throws whatever comes to hand; to us it is one and the same: the step does not fit.
    throw error instanceof RangeError ? error : new RangeError(String(error));
  }
}
