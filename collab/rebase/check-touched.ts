/** Whether a step left the document valid, looking only at what it touched. */
import type { Node } from "@tiptap/pm/model";
import { AttrStep, ReplaceAroundStep, ReplaceStep, type Step } from "@tiptap/pm/transform";

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Checks the nodes a step touched: their content, marks and attributes, and that no character was
 * cut in half. A step that applies is not a step that is valid.
 * @throws RangeError when they are not as the schema wants them
 */
export function checkTouched(step: Step, doc: Node): void {
  if (step instanceof AttrStep) checkAttribute(step, doc);
  // Also where the halves meet again in the document: the log holds the step.
  if (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) {
    step.slice.content.descendants(checkCharacters);
  }
  const { from, to } = touchedRange(step, doc.content.size);
  const $from = doc.resolve(from);
  const depth = $from.sharedDepth(to);
  const ancestor = $from.node(depth);
  if (!ancestor.type.validContent(ancestor.content)) {
    throw new RangeError(`a ${ancestor.type.name} can't hold this`);
  }
  if (ancestor.isTextblock) checkText(ancestor);
  const last = doc.resolve(to).indexAfter(depth);
  for (let index = $from.index(depth); index < last; index++) {
    const child = ancestor.child(index);
    child.check();
    child.descendants((node) => {
      if (node.isTextblock) checkText(node);
    });
    if (child.isTextblock) checkText(child);
  }
}

/** Text by text, not as a whole: a mark, too, can part the halves of a character. */
function checkText(textblock: Node): void {
  textblock.forEach(checkCharacters);
}

function checkCharacters({ text }: Node): void {
  if (text && !text.isWellFormed()) throw new RangeError("a character is cut in half");
}

/** ProseMirror ignores an attribute that a node does not have; the log should not hold it. */
function checkAttribute(step: AttrStep, doc: Node): void {
  const node = doc.nodeAt(step.pos);
  if (!node || !Object.hasOwn(node.attrs, step.attr)) {
    throw new RangeError(`there is no attribute "${step.attr}" here`);
  }
}

/** The range of the new document that a step may have changed, with both its edges. */
export function touchedRange(step: Step, size: number): Range {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  step.getMap().forEach((_oldStart, _oldEnd, newStart, newEnd) => {
    from = Math.min(from, newStart);
    to = Math.max(to, newEnd);
  });
  // Marks and attributes move nothing, so their maps say nothing.
  if (from > to) {
    const { steps, ...json } = step.toJSON();
    const all: readonly { from?: number; to?: number; pos?: number }[] = steps ?? [json];
    from = Math.min(...all.map((one) => one.from ?? one.pos ?? 0));
    to = Math.max(...all.map((one) => one.to ?? (one.pos ?? 0) + 1));
  }
  return { from: Math.min(from, size), to: Math.min(to, size) };
}
