/**
 * The authority's rebase: a change made against an old version, brought to the head.
 *
 * Needs only the maps since the change's base and the head document, never an old document. Source
 * of the idea: `rebaseSteps` of prosemirror-collab, turned round.
 */
import type { Node } from "@tiptap/pm/model";
import { Mapping, type Step, type StepMap } from "@tiptap/pm/transform";
import { checkTouched } from "./check-touched";
import { compressMaps } from "./compress-maps";
import {
  foreignAfter,
  insertedBy,
  mapStep,
  mapsForAuthor,
  type Range,
  rescueStep,
  spare,
} from "./rescue";

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
  const n = steps.length;
  const mapping = new Mapping();
  for (const step of steps.toReversed()) mapping.appendMap(step.getMap().invert());
  const others = compressMaps(since);
  for (const map of others) mapping.appendMap(map);
  const result = {
    steps: [] as Step[],
    kept: [] as number[],
    dropped: [] as Rebased["dropped"][0][],
  };
  let doc = head;
  let foreign = insertedBy(others);
  for (const [index, step] of steps.entries()) {
    const rest = mapping.slice(n - index);
    const placed = place(step, rest, doc, since.length > 0 ? foreign : undefined);
    if (placed) {
      doc = placed.doc;
      result.steps.push(placed.step);
      result.kept.push(index);
      // A mirror lets later own steps find their place inside what this one inserted.
      const [map, ...more] = mapsForAuthor(placed.mapped, placed.step);
      if (map) mapping.appendMap(map, n - index - 1);
      for (const another of more) mapping.appendMap(another);
      foreign = foreignAfter(foreign, placed.mapped, placed.step);
    } else {
      result.dropped.push({ index, step });
    }
  }
  return { doc, ...result };
}

interface Placed {
  /** As mapping alone would have it. */
  readonly mapped: Step | null;
  readonly step: Step;
  readonly doc: Node;
}

/** `foreign`: what others inserted meanwhile; undefined when nothing came in between. */
function place(
  step: Step,
  mapping: Mapping,
  doc: Node,
  foreign: readonly Range[] | undefined,
): Placed | undefined {
  const mapped = mapStep(step, mapping);
  const spared =
    mapped && foreign ? fits(() => spare(mapped, foreign, doc, { inPlace: false })) : mapped;
  const applied = spared && tryApply(spared, doc, !foreign);
  if (spared && applied) return { mapped, step: spared, doc: applied };
  if (!foreign) throw new RangeError("a step does not fit the document");
  const rescued = fits(() => rescueStep(step, mapping, doc));
  const kept = rescued && tryApply(rescued, doc, false);
  return rescued && kept ? { mapped: null, step: rescued, doc: kept } : undefined;
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
function tryApply(step: Step, doc: Node, throws: boolean): Node | undefined {
  try {
    const result = step.apply(doc);
    if (!result.doc) throw new RangeError(result.failed ?? "a step does not apply");
    checkTouched(step, result.doc);
    return result.doc;
  } catch (error) {
    if (!throws) return undefined;
    // ProseMirror throws whatever comes to hand; to us it is one and the same: the step does not fit.
    throw error instanceof RangeError ? error : new RangeError(String(error));
  }
}
