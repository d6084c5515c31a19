/** How what is gone is written: a formula as its source, and a line break, which breaks no line any more. */
import { type DOMOutputSpec, DOMSerializer, type Node } from "@tiptap/pm/model";
import { schema } from "@/collab/schema/schema";

const signs: Readonly<Record<string, (node: Node) => DOMOutputSpec>> = {
  inlineMath: ({ attrs }) => ["span", { "data-type": "inline-math" }, `$${attrs.latex}$`],
  blockMath: ({ attrs }) => ["div", { "data-type": "block-math" }, `$$${attrs.latex}$$`],
  hardBreak: () => ["span", { class: "gone-break" }, "↵"],
};

export const goneSerializer = new DOMSerializer(
  { ...DOMSerializer.nodesFromSchema(schema), ...signs },
  DOMSerializer.marksFromSchema(schema),
);
