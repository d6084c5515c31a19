/** Deleting only words, where blocks can't go with them. */
import { type Node, Slice } from "@tiptap/pm/model";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import type { Range } from "../rebase/ranges";

/** Steps, last place first, which delete the text and what stands among it in `range`. */
export function deleteTextOf(doc: Node, range: Range): readonly Step[] {
  const steps: Step[] = [];
  const end = Math.min(range.to, doc.content.size);
  if (end <= range.from) return steps;
  doc.nodesBetween(range.from, end, (node, position) => {
    if (!node.isInline) return true;
    const from = Math.max(position, range.from);
    const to = Math.min(position + node.nodeSize, end);
    if (to > from) steps.push(new ReplaceStep(from, to, Slice.empty));
    return false;
  });
  return steps.reverse();
}
