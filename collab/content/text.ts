/** A document as plain text: a line a block, an empty line between them. */
import type { Node } from "@tiptap/pm/model";

export function textFromDocument(doc: Node): string {
  return doc.textBetween(0, doc.content.size, "\n\n", leafText).trim().concat("\n");
}

function leafText({ type, attrs }: Node): string {
  switch (type.name) {
    case "hardBreak":
      return "\n";
    case "mention":
      return `@${attrs.label ?? attrs.id ?? ""}`;
    case "inlineMath":
    case "blockMath":
      return String(attrs.latex);
    case "image":
      return String(attrs.alt ?? "");
    default:
      return "";
  }
}
