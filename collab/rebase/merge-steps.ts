/** Runs of typing as one step each, for the wire; the local queue keeps every step, for undo. */
import { ReplaceStep, type Step } from "@tiptap/pm/transform";

export interface MergedSteps {
  readonly steps: readonly Step[];
  /** How many of the original steps each merged one stands for. */
  readonly counts: readonly number[];
}

export function mergeSteps(steps: readonly Step[]): MergedSteps {
  const merged: Step[] = [];
  const counts: number[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    const joined = last && isTyping(last) && isTyping(step) ? last.merge(step) : null;
    if (joined) {
      merged[merged.length - 1] = joined;
      counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    } else {
      merged.push(step);
      counts.push(1);
    }
  }
  return { steps: merged, counts };
}

/** A plain insertion of text; anything else keeps the step it is. */
function isTyping(step: Step): boolean {
  if (!(step instanceof ReplaceStep) || step.from !== step.to) return false;
  const { slice } = step;
  return slice.openStart === 0 && slice.openEnd === 0 && slice.content.firstChild?.isText === true;
}
