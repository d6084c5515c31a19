/** What could not be merged, as its author can read it and put it back. */
import { ReplaceAroundStep, ReplaceStep, type Step } from "@tiptap/pm/transform";
import { mergeSteps } from "@/collab/rebase/merge-steps";
import type { Unmerged } from "./ports";

/** The content of steps that found no place; steps which held none leave nothing to keep. */
export function unmergedOf(steps: readonly Step[], why: string, newId: () => string): Unmerged[] {
  // A word that was typed letter by letter is one thing to put back.
  return mergeSteps(steps).steps.flatMap((step) => {
    if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return [];
    const { content } = step.slice;
    const text = content.textBetween(0, content.size, "\n", " ");
    if (text.trim() === "") return [];
    return [{ id: newId(), text, slice: step.slice.toJSON(), why }];
  });
}
