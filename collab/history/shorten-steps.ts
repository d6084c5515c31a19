/** Fewer steps that do the same: what was deleted letter by letter goes as one piece. */
import type { Node } from "@tiptap/pm/model";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import { becomeSteps } from "../rebase/become-steps";

/** More steps in one change than this are made anew, block by block. */
const mostSteps = 2000;

/** Steps that lead from `before` to `after`, as `steps` do. */
export function shortenSteps(steps: readonly Step[], before: Node, after: Node): readonly Step[] {
  const merged: Step[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    const joined = last && isPlain(last) && isPlain(step) ? last.merge(step) : null;
    if (joined) merged[merged.length - 1] = joined;
    else merged.push(step);
  }
  const right = leadsTo(merged, before, after);
  if (right && merged.length <= mostSteps) return merged;
  return steps.length <= mostSteps ? steps : becomeSteps(before, after);
}

/** A piece of text put in or taken out, without any edge of a block that it brings. */
function isPlain(step: Step): boolean {
  if (!(step instanceof ReplaceStep)) return false;
  return step.slice.openStart === 0 && step.slice.openEnd === 0;
}

function leadsTo(steps: readonly Step[], before: Node, after: Node): boolean {
  try {
    return steps.reduce((doc, step) => step.apply(doc).doc ?? doc, before).eq(after);
  } catch {
    return false;
  }
}
