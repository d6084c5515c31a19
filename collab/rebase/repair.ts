/**
 * What editors repair by plugins, done once by the authority as part of the change: were every
 * client to do it, every one would insert the same paragraph.
 */
import type { Node } from "@tiptap/pm/model";
import { Fragment, Slice } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { fixTables } from "@tiptap/pm/tables";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import { touchedRange } from "./check-touched";

/** Steps which make `doc`, the result of `steps`, one that people can go on writing in. */
export function repairs(steps: readonly Step[], doc: Node): readonly Step[] {
  const found: Step[] = [];
  let repaired = doc;
  if (steps.some((step) => touchesTable(step, doc))) {
    const tr = fixTables(EditorState.create({ doc }));
    if (tr) {
      found.push(...tr.steps);
      repaired = tr.doc;
    }
  }
  const last = repaired.lastChild;
  if (last && !last.isTextblock) {
    const paragraph = repaired.type.schema.nodes.paragraph?.create();
    const end = repaired.content.size;
    if (paragraph) {
      found.push(new ReplaceStep(end, end, new Slice(Fragment.from(paragraph), 0, 0)));
    }
  }
  return found;
}

function touchesTable(step: Step, doc: Node): boolean {
  const { from, to } = touchedRange(step, doc.content.size);
  let found = false;
  doc.nodesBetween(from, Math.max(from, to), (node) => {
    if (node.type.spec.tableRole) found = true;
    return !found && !node.isTextblock;
  });
  return found;
}
