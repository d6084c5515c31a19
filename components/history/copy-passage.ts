/** Copies a passage of the past, with its formatting and as Markdown. */
import { DOMSerializer, Fragment, type Node } from "@tiptap/pm/model";
import { markdownFromDocument } from "@/collab/content/markdown-export";
import { schema } from "@/collab/schema/schema";
import { copyText } from "../ui/copy-text";

interface Range {
  readonly from: number;
  readonly to: number;
}

export async function copyPassage(doc: Node, ranges: readonly Range[]): Promise<void> {
  const content = ranges.reduce(
    (all, { from, to }) => all.append(doc.slice(from, to, true).content),
    Fragment.empty,
  );
  const text = asText(content);
  const box = document.createElement("div");
  box.append(DOMSerializer.fromSchema(schema).serializeFragment(content));
  await copyText(text, "Copied.", box.innerHTML);
}

function asText(content: Fragment): string {
  try {
    return markdownFromDocument(schema.topNodeType.create(null, content)).trim();
  } catch {
    return content.textBetween(0, content.size, "\n\n");
  }
}
