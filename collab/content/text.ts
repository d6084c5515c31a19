/** A document as plain text and out of it: a line a block, an empty line between them. */
import type { Node } from "@tiptap/pm/model";
import { schema } from "../schema/schema";

export function textFromDocument(doc: Node): string {
  return trimmed(doc.textBetween(0, doc.content.size, "\n\n", leafText)).concat("\n");
}

/** Every sign as it stands: nothing in it is taken for Markdown. */
export function documentFromText(text: string): Node {
  const plain = text.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "").toWellFormed();
  const paragraphs = trimmed(plain)
    .split("\n\n")
    .map((block) => schema.node("paragraph", null, block.split("\n").flatMap(line)));
  return schema.node("doc", null, paragraphs);
}

function line(text: string, index: number): Node[] {
  const before = index > 0 ? [schema.node("hardBreak")] : [];
  return text === "" ? before : [...before, schema.text(text)];
}

/** Without empty lines at its ends; what its first line is indented by stays. */
function trimmed(text: string): string {
  return text.trimEnd().replace(/^(?:[^\S\n]*\n)+/, "");
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
