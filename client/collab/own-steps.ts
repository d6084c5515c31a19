/** My own change as it came back, held against the local steps it was made of. */
import { Slice } from "@tiptap/pm/model";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import { mergeSteps } from "@/collab/rebase/merge-steps";
import type { Inflight, Unconfirmed } from "./collab-plugin";

/** Whether the local steps, merged as they were for the wire, are what the server made of them. */
export function survivesAs(
  mine: readonly Unconfirmed[],
  inflight: Inflight | null,
  steps: readonly Step[],
  kept: readonly number[],
): boolean {
  const groups = groupsOf(mine);
  if (groups.length !== steps.length) return false;
  return groups.every(({ wire, steps: local }, index) => {
    if (wire !== kept[index] || local.length !== inflight?.counts[wire]) return false;
    const merged = mergeSteps(local).steps;
    return merged.length === 1 && sameStep(merged[0], steps[index]);
  });
}

/**
 * The server's steps cut so that each stands for exactly one local step; undefined when they can't
 * be: a step was dropped, or is not of the size it had.
 */
export function alignOwnSteps(
  mine: readonly Unconfirmed[],
  inflight: Inflight | null,
  steps: readonly Step[],
  kept: readonly number[],
): readonly Step[] | undefined {
  const groups = groupsOf(mine);
  if (!inflight || groups.length !== steps.length || kept.length !== steps.length) return undefined;
  const aligned: Step[] = [];
  for (const [index, { wire, steps: local }] of groups.entries()) {
    const step = steps[index];
    if (!step || wire !== kept[index] || local.length !== inflight.counts[wire]) return undefined;
    const pieces = local.length === 1 ? [step] : cut(step, local);
    if (!pieces) return undefined;
    aligned.push(...pieces);
  }
  return aligned;
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

function groupsOf(mine: readonly Unconfirmed[]): { wire: number; steps: Step[] }[] {
  const groups: { wire: number; steps: Step[] }[] = [];
  for (const { step, wire } of mine) {
    if (wire === null) continue;
    const last = groups.at(-1);
    if (last?.wire === wire) last.steps.push(step);
    else groups.push({ wire, steps: [step] });
  }
  return groups;
}

function sameStep(a: Step | undefined, b: Step | undefined): boolean {
  return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
