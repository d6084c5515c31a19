/**
 * A transaction that changes nothing goes nowhere. TipTap dispatches one for each command that was
 * tried and did not apply: at Enter those of lists, whose plugins and listeners cost what a letter does.
 */
import { Extension } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";

export const SkipNothing = Extension.create({
  name: "skipNothing",
  dispatchTransaction({ transaction, next }) {
    if (!changesNothing(transaction)) next(transaction);
  },
});

/** Neither text nor caret nor marks, and no plugin is told anything by it. */
export function changesNothing(tr: Transaction): boolean {
  const touched = tr.docChanged || tr.selectionSet || tr.storedMarksSet || tr.scrolledIntoView;
  return !touched && tr.isGeneric;
}
