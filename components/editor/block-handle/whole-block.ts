/**
 * A block as a whole, a list's item included: where it is, and moving, doubling, deleting it. Each
 * of these is undone by itself, however soon after another it was done.
 */
import { closeHistory } from "@tiptap/pm/history";
import { Fragment, type Node, type ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Selection, type Transaction } from "@tiptap/pm/state";
import { StepMap } from "@tiptap/pm/transform";
import { caretPositions } from "@/client/collab/carets";
import { type Range, swap } from "../swap";

export interface WholeBlock {
  /** Before it. */
  readonly at: number;
  readonly node: Node;
}

const items = new Set(["listItem", "taskItem"]);

/** The innermost list item round a position, or the block of the document that it is in. */
export function blockAround($pos: ResolvedPos): WholeBlock | undefined {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const node = $pos.node(depth);
    if (depth === 1 || items.has(node.type.name)) return { at: $pos.before(depth), node };
  }
  const node = $pos.nodeAfter;
  return node ? { at: $pos.pos, node } : undefined;
}

export function blockAt(doc: Node, at: number): WholeBlock | undefined {
  const node = at < doc.content.size ? doc.nodeAt(at) : null;
  return node ? { at, node } : undefined;
}

/** Over its neighbour; undefined at the end of its list, or of the document. */
export function moveBlock(
  state: EditorState,
  { at, node }: WholeBlock,
  direction: "up" | "down",
): Transaction | undefined {
  return moveRun(state, { from: at, to: at + node.nodeSize }, direction);
}

/** Neighbours as one over the next of their list, or of the document. */
export function moveRun(
  state: EditorState,
  run: Range,
  direction: "up" | "down",
): Transaction | undefined {
  const { doc, selection } = state;
  const up = direction === "up";
  const neighbour = up ? doc.resolve(run.from).nodeBefore : doc.resolve(run.to).nodeAfter;
  if (!neighbour) return undefined;
  const by = up ? -neighbour.nodeSize : neighbour.nodeSize;
  const tr = exchange(state, run, up ? run.from + by : run.to + by);
  if (selection.from >= run.from && selection.to <= run.to) {
    tr.setSelection(selection.map(tr.doc, StepMap.offset(by)));
  }
  return closeHistory(tr).scrollIntoView();
}

/** Dropped between two others of its list, or of the document; undefined when it is elsewhere. */
export function dropBlock(
  state: EditorState,
  block: WholeBlock,
  place: number,
): Transaction | undefined {
  const { at, node } = block;
  const { doc } = state;
  const [$at, $place] = [doc.resolve(at), doc.resolve(place)];
  if ($at.parent !== $place.parent || $at.start() !== $place.start()) return undefined;
  const end = at + node.nodeSize;
  if ($place.textOffset > 0 || (place >= at && place <= end)) return undefined;
  const tr = exchange(state, { from: at, to: end }, place);
  const now = place > at ? place - node.nodeSize : place;
  return closeHistory(tr.setSelection(NodeSelection.create(tr.doc, now)));
}

/**
 * With all up to `border`. A neighbour goes over what is moved rather than the other way round, so
 * that what is being written in it goes on in it.
 */
function exchange(state: EditorState, moved: Range, border: number): Transaction {
  const { doc, selection, tr } = state;
  const { from, to } = moved;
  const over = border < from ? { from: border, to: from } : { from: to, to: border };
  const one = doc.resolve(over.from).nodeAfter?.nodeSize === over.to - over.from;
  const mine = selection.from < over.to && selection.to > over.from;
  swap(tr, [{ moved, over }], caretPositions(state), one && !mine ? "over" : "moved");
  return tr;
}

export function duplicateBlock({ tr }: EditorState, { at, node }: WholeBlock): Transaction {
  const after = at + node.nodeSize;
  tr.insert(after, node);
  return closeHistory(tr)
    .setSelection(Selection.near(tr.doc.resolve(after + 1)))
    .scrollIntoView();
}

/** The last item takes its list with it; what must not be empty keeps a paragraph. */
export function deleteBlock({ doc, schema, tr }: EditorState, block: WholeBlock): Transaction {
  let { at, node } = block;
  const $item = doc.resolve(at);
  if (items.has(node.type.name) && $item.parent.childCount === 1) {
    at = $item.before();
    node = $item.parent;
  }
  const alone = doc.resolve(at).parent.childCount === 1;
  const left = alone ? Fragment.from(schema.node("paragraph")) : Fragment.empty;
  tr.replaceWith(at, at + node.nodeSize, left);
  const near = tr.doc.resolve(Math.min(at, tr.doc.content.size));
  return closeHistory(tr).setSelection(Selection.near(near));
}
