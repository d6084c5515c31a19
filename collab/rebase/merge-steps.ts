/** Runs of typing as one step each: for the wire, and for whoever only wants to know the outcome. */
import { ReplaceStep, type Step } from "@tiptap/pm/transform";

export interface MergedSteps {
  readonly steps: readonly Step[];
  /** How many of the original steps each merged one stands for. */
  readonly counts: readonly number[];
}

/** For the wire; the local queue keeps every step, for undo. */
export function mergeSteps(steps: readonly Step[]): MergedSteps {
  return merge(steps, isTyping);
}

/** Runs of deleting as well, letter by letter: what they do to a document, all in all. */
export function outcomeOf(steps: readonly Step[]): readonly Step[] {
  return merge(steps, isOfText).steps;
}

function merge(steps: readonly Step[], mayMerge: (step: Step) => boolean): MergedSteps {
  const merged: Step[] = [];
  const counts: number[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    const joined = last && mayMerge(last) && mayMerge(step) ? last.merge(step) : null;
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
  return isOfText(step) && step instanceof ReplaceStep && step.from === step.to;
}

/** Text in place of something, or nothing in place of it. */
function isOfText(step: Step): boolean {
  if (!(step instanceof ReplaceStep)) return false;
  const { openStart, openEnd, content } = step.slice;
  return openStart === 0 && openEnd === 0 && (content.firstChild?.isText ?? step.from < step.to);
}
