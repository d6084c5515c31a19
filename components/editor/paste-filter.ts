/**
 * What is pasted or dropped, as the server would take it: what its validators refuse is left out
 * here, so that nobody's paste comes back refused. The text stays.
 */
import { Extension } from "@tiptap/core";
import { type Attrs, Fragment, type Mark, type Node, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { markValidators, nodeValidators } from "@/collab/schema/validators";

export const PasteFilter = Extension.create({
  name: "pasteFilter",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPasted: allowedSlice } })],
});

export function allowedSlice(slice: Slice): Slice {
  const content = allowedFragment(slice.content);
  if (content === slice.content) return slice;
  // What was open stays so, as far as it is still there.
  const most = Slice.maxOpen(content);
  const openStart = Math.min(slice.openStart, most.openStart);
  return new Slice(content, openStart, Math.min(slice.openEnd, most.openEnd));
}

/** The same fragment when nothing was wrong with it. */
function allowedFragment(fragment: Fragment): Fragment {
  const nodes = fragment.content.flatMap((node) => allowedNode(node));
  const same =
    nodes.length === fragment.childCount &&
    nodes.every((node, index) => node === fragment.child(index));
  return same ? fragment : Fragment.fromArray(nodes);
}

function allowedNode(node: Node): readonly Node[] {
  const marks = node.marks.every(isAllowedMark) ? node.marks : node.marks.filter(isAllowedMark);
  if (node.isText) {
    const text = plainText(node.text ?? "");
    if (text === "") return [];
    return text === node.text && marks === node.marks
      ? [node]
      : [node.type.schema.text(text, marks)];
  }
  const content = allowedFragment(node.content);
  const attrs = allowedAttrs(node);
  // A picture without its address is nothing; what is round a text may go, the text may not.
  if (!attrs) return content.content;
  if (attrs === node.attrs && content === node.content && marks === node.marks) return [node];
  const made = node.type.create(attrs, content, marks);
  return node.type.validContent(content) ? [made] : content.content;
}

/** The node's own when all are well; else its defaults in place of those that are not. */
function allowedAttrs(node: Node): Attrs | undefined {
  const validators = nodeValidators[node.type.name] ?? {};
  const wrong = Object.keys(node.attrs).filter(
    (name) => !passes(validators[name], node.attrs[name]),
  );
  if (wrong.length === 0) return node.attrs;
  const kept: Record<string, unknown> = { ...node.attrs };
  for (const name of wrong) kept[name] = node.type.spec.attrs?.[name]?.default;
  return wrong.every((name) => passes(validators[name], kept[name])) ? kept : undefined;
}

function isAllowedMark({ type, attrs }: Mark): boolean {
  const validators = markValidators[type.name] ?? {};
  return Object.keys(attrs).every((name) => passes(validators[name], attrs[name]));
}

function passes(validate: ((value: unknown) => void) | undefined, value: unknown): boolean {
  try {
    validate?.(value);
    return true;
  } catch {
    return false;
  }
}

/** Without what is no text: half characters, and a character that no database keeps. */
function plainText(text: string): string {
  return (text.isWellFormed() ? text : text.toWellFormed()).replaceAll("\0", "");
}
