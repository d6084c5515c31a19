/**
 * A block as a whole, a list's item included: where it is, and moving, doubling, deleting it. Each
 * of these is undone by itself, however soon after another it was done.
 */
import { closeHistory } from "@tiptap/pm/history";
import { Fragment, type Node, type ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";

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
  { doc, selection, tr }: EditorState,
  { at, node }: WholeBlock,
  direction: "up" | "down",
): Transaction | undefined {
  const $at = doc.resolve(at);
  const index = $at.index();
  const neighbour = $at.parent.maybeChild(direction === "up" ? index - 1 : index + 1);
  if (!neighbour) return undefined;
  const by = direction === "up" ? -neighbour.nodeSize : neighbour.nodeSize;
  tr.delete(at, at + node.nodeSize).insert(at + by, node);
  const inside = selection.from >= at && selection.to <= at + node.nodeSize;
  if (inside && selection instanceof TextSelection) {
    tr.setSelection(TextSelection.create(tr.doc, selection.anchor + by, selection.head + by));
  }
  return closeHistory(tr).scrollIntoView();
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
