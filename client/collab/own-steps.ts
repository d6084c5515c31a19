/** My own change as it came back, held against the local steps it was made of. */
import { Slice } from "@tiptap/pm/model";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import { mergeSteps } from "@/collab/rebase/merge-steps";
import type { Range } from "@/collab/rebase/ranges";
import { insertedBy, mapRanges } from "@/collab/rebase/rescue";
import type { Inflight, Unconfirmed } from "./collab-plugin";

/**
 * Stands for a step of mine that found no place any more. The history of undo counts on there being
 * one for each, and stops at it: else it would take back what is older, and nobody asked for that.
 */
export const nothing = new ReplaceStep(0, 0, Slice.empty);

export function doesNothing(step: Step): boolean {
  return step instanceof ReplaceStep && step.from === step.to && step.slice.size === 0;
}

/** Whether the local steps, merged as they were for the wire, are what the server made of them. */
export function survivesAs(
  mine: readonly Unconfirmed[],
  inflight: Inflight | null,
  steps: readonly Step[],
  kept: readonly number[],
): boolean {
  const lost = lostOnBothSides(mine, kept);
  const groups = groupsOf(mine).filter(({ wire }) => !lost.has(wire));
  if (groups.length !== steps.length) return false;
  return groups.every(({ wire, steps: local }, index) => {
    if (wire !== kept[index] || local.length !== inflight?.counts[wire]) return false;
    const merged = mergeSteps(local).steps;
    return merged.length === 1 && sameStep(merged[0], steps[index]);
  });
}

/** A step as the server has it, and the unconfirmed one that it stands for, by its index. */
export interface OwnStep {
  readonly step: Step;
  readonly stands?: number;
  /** Where its author believes what it inserts to be, after all steps of the change in flight. */
  readonly believed?: readonly Range[];
}

/**
 * The server's steps, cut where that makes each stand for exactly one local step. One that was
 * dropped on one side only, or is not of the size it had, stands for none.
 */
export function alignOwnSteps(
  mine: readonly Unconfirmed[],
  inflight: Inflight | null,
  steps: readonly Step[],
  kept: readonly number[],
): readonly OwnStep[] {
  const groups = new Map(groupsOf(mine).map((group) => [group.wire, group]));
  const placed = new Map(kept.map((wire, index) => [wire, steps[index]]));
  const wires = [...kept, ...lostOnBothSides(mine, kept)].sort((a, b) => a - b);
  return wires.flatMap((wire): readonly OwnStep[] => {
    const step = placed.get(wire) ?? nothing;
    const group = groups.get(wire);
    if (!group) return [{ step }];
    const { first } = group;
    if (step === nothing) return group.steps.map((_, at) => ({ step, stands: first + at }));
    const whole = group.steps.length === inflight?.counts[wire];
    const pieces = whole && (group.steps.length === 1 ? [step] : cut(step, group.steps));
    if (!pieces) return [{ step, believed: insertedByGroup(mine, group) }];
    return pieces.map((piece, at) => ({ step: piece, stands: first + at }));
  });
}

/** The wire steps that the server dropped, and that had found no place here either. */
function lostOnBothSides(mine: readonly Unconfirmed[], kept: readonly number[]): Set<number> {
  const had = new Set(kept);
  const lost = groupsOf(mine).filter(
    ({ wire, steps }) => !had.has(wire) && steps.every(doesNothing),
  );
  return new Set(lost.map(({ wire }) => wire));
}

function insertedByGroup(mine: readonly Unconfirmed[], { first, steps }: Group): readonly Range[] {
  const inserted: readonly Range[] = insertedBy(steps.map((step) => step.getMap()));
  const later = mine.slice(first + steps.length);
  return later.reduce((ranges, { step }) => mapRanges(ranges, step.getMap()), inserted);
}

/** A run of typing, cut into the pieces that were typed. */
function cut(step: Step, like: readonly Step[]): readonly Step[] | undefined {
  if (!(step instanceof ReplaceStep) || step.from !== step.to) return undefined;
  const { slice, from } = step;
  if (slice.openStart > 0 || slice.openEnd > 0) return undefined;
  const sizes = like.map((local) => (local instanceof ReplaceStep ? local.slice.size : 0));
  if (sizes.reduce((sum, size) => sum + size, 0) !== slice.size) return undefined;
  const text = slice.content.firstChild;
  if (!text?.isText || slice.content.childCount !== 1) return undefined;
  // Pieces typed one before the other (with the caret put back) do not simply follow each other.
  let start = 0;
  const pieces: Step[] = [];
  for (const [index, size] of sizes.entries()) {
    const local = like[index];
    const first = like[0];
    if (!(local instanceof ReplaceStep) || !(first instanceof ReplaceStep)) return undefined;
    if (local.from - first.from !== start) return undefined;
    const content = slice.content.cut(start, start + size);
    pieces.push(new ReplaceStep(from + start, from + start, new Slice(content, 0, 0)));
    start += size;
  }
  return pieces;
}

interface Group {
  readonly wire: number;
  /** The index of its first step among the unconfirmed. */
  readonly first: number;
  readonly steps: Step[];
}

function groupsOf(mine: readonly Unconfirmed[]): readonly Group[] {
  const groups: Group[] = [];
  for (const [first, { step, wire }] of mine.entries()) {
    if (wire === null) continue;
    const last = groups.at(-1);
    if (last?.wire === wire) last.steps.push(step);
    else groups.push({ wire, first, steps: [step] });
  }
  return groups;
}

function sameStep(a: Step | undefined, b: Step | undefined): boolean {
  return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
