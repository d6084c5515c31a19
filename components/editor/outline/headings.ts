/** The headings of a document, in order. */
import type { Node } from "@tiptap/pm/model";

export interface Heading {
  readonly level: number;
  readonly text: string;
}

const none: readonly Node[] = [];

/** Remembers what it saw: whoever asks again about the same headings gets the same array. */
export class Headings {
  readonly #known = new WeakMap<Node, readonly Node[]>();
  #nodes: readonly Node[] = none;
  #headings: readonly Heading[] = [];

  of(doc: Node): readonly Heading[] {
    const nodes: Node[] = [];
    doc.forEach((block) => {
      for (const heading of this.#within(block)) nodes.push(heading);
    });
    if (!sameNodes(nodes, this.#nodes)) {
      this.#nodes = nodes;
      this.#headings = nodes.map(({ attrs, textContent }) => ({
        level: Number(attrs.level),
        text: textContent.trim(),
      }));
    }
    return this.#headings;
  }

  #within(block: Node): readonly Node[] {
    if (block.isTextblock) return block.type.name === "heading" ? [block] : none;
    const known = this.#known.get(block);
    if (known) return known;
    const found: Node[] = [];
    block.descendants((node) => {
      if (node.type.name === "heading") found.push(node);
      return !node.isTextblock;
    });
    const kept = found.length > 0 ? found : none;
    this.#known.set(block, kept);
    return kept;
  }
}

function sameNodes(a: readonly Node[], b: readonly Node[]): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index]);
}
