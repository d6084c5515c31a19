/**
 * Nothing typed disappears: what somebody typed into a range that somebody else deleted, or that
 * does not fit any more where it was, is put where that range closed, if the schema lets it.
 */
import type { Node, Slice } from "@tiptap/pm/model";
import { type Mapping, ReplaceStep, replaceStep, type Step } from "@tiptap/pm/transform";

/** A step that keeps the content of `step` in `doc`; null when there is none, or no place for it. */
export function rescueStep(step: Step, mapping: Mapping, doc: Node): Step | null {
  if (!(step instanceof ReplaceStep) || !holdsContent(step.slice)) return null;
  const at = Math.min(mapping.map(step.from, 1), doc.content.size);
  const exact = new ReplaceStep(at, at, step.slice);
  if (exact.apply(doc).doc) return exact;
  return replaceStep(doc, at, at, step.slice) ?? null;
}

function holdsContent(slice: Slice): boolean {
  let found = false;
  slice.content.descendants((node) => {
    if (node.isText || (node.isLeaf && node.type.name !== "hardBreak")) found = true;
    return !found;
  });
  return found;
}
