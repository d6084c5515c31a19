/** Copies a passage of the past, with its formatting and as Markdown. */
import { DOMSerializer, Fragment, type Node } from "@tiptap/pm/model";
import { toast } from "sonner";
import { markdownFromDocument } from "@/collab/content/markdown-export";
import { schema } from "@/collab/schema/schema";

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
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([box.innerHTML], { type: "text/html" }),
      }),
    ]);
    toast.success("Copied.");
  } catch {
    toast.error(
      "The browser does not let this page copy. Select the text and copy it by keyboard.",
    );
  }
}

function asText(content: Fragment): string {
  try {
    return markdownFromDocument(schema.topNodeType.create(null, content)).trim();
  } catch {
    return content.textBetween(0, content.size, "\n\n");
  }
}
