/** The blocks, or items of a list, that the selection reaches into: moved and doubled together. */
import { closeHistory } from "@tiptap/pm/history";
import { Fragment, NodeRange } from "@tiptap/pm/model";
import type { EditorState, Selection, Transaction } from "@tiptap/pm/state";
import { StepMap } from "@tiptap/pm/transform";
import { blockAround, moveRun } from "./whole-block";

const lists = new Set(["bulletList", "orderedList", "taskList"]);

/** Neighbours in the innermost list that holds all of the selection, or else in the document. */
export function selectedBlocks({ $from, $to }: Selection): NodeRange | undefined {
  const range = $from.blockRange($to, ({ type }) => type.name === "doc" || lists.has(type.name));
  if (range) return range;
  const block = blockAround($from);
  if (!block) return undefined;
  const $at = $from.doc.resolve(block.at);
  return new NodeRange($at, $from.doc.resolve(block.at + block.node.nodeSize), $at.depth);
}

/** Undefined at the end of their list, or of the document. */
export function moveBlocks(
  state: EditorState,
  { start, end }: NodeRange,
  direction: "up" | "down",
): Transaction | undefined {
  return moveRun(state, { from: start, to: end }, direction);
}

/** The copies come after, and in them is selected what was selected before. */
export function duplicateBlocks({ tr, selection }: EditorState, range: NodeRange): Transaction {
  const { parent, start, end, startIndex, endIndex } = range;
  tr.insert(end, Fragment.from(parent.children.slice(startIndex, endIndex)));
  tr.setSelection(selection.map(tr.doc, StepMap.offset(end - start)));
  return closeHistory(tr).scrollIntoView();
}
