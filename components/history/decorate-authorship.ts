/** Who wrote each passage, as decorations, and how much of the text is whose. */
import type { Node } from "@tiptap/pm/model";
import { Decoration } from "@tiptap/pm/view";
import type { Authorship } from "@/collab/history/authorship";
import { madeAttributes } from "./decorate-differences";
import type { ColourOf } from "./people";

export interface Share {
  readonly userId: string;
  /** Characters of the text that are theirs. */
  readonly length: number;
}

export function decorateAuthorship(
  doc: Node,
  authorship: Authorship,
  colourOf: ColourOf,
): readonly Decoration[] {
  const decorations: Decoration[] = [];
  let from = 0;
  for (const { length, data } of authorship.spans) {
    const to = Math.min(from + length, doc.content.size);
    if (data && to > from) {
      const attributes = madeAttributes("wrote", data, colourOf);
      decorations.push(Decoration.inline(from, to, { ...attributes, class: "written" }));
      doc.nodesBetween(from, to, (node, position) => {
        // What is no text is whose its beginning is.
        if (node.isAtom && !node.isText && position >= from && !node.isInline) {
          const box = { ...attributes, class: "written-block" };
          decorations.push(Decoration.node(position, position + node.nodeSize, box));
        }
        return true;
      });
    }
    from = to;
  }
  return decorations;
}

/** Most first. */
export function sharesOf(doc: Node, authorship: Authorship): readonly Share[] {
  const shares = new Map<string, number>();
  let from = 0;
  for (const { length, data } of authorship.spans) {
    const to = Math.min(from + length, doc.content.size);
    const written = data && to > from ? doc.textBetween(from, to, "", "\ufffc").length : 0;
    if (data && written > 0) shares.set(data.userId, (shares.get(data.userId) ?? 0) + written);
    from = to;
  }
  return [...shares]
    .map(([userId, length]) => ({ userId, length }))
    .sort((a, b) => b.length - a.length);
}
