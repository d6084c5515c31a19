/** Where a document holds what somebody looks for. */
import type { Node } from "@tiptap/pm/model";

export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

export interface Match {
  readonly from: number;
  readonly to: number;
}

/** What stands for an image or a formula within a line: nobody can type it. */
const leaf = "\ufffc";

/**
 * Looks for one query. Blocks never change, they are replaced: what was found in one is kept with
 * it, so that a keystroke costs the search of the block it falls into.
 */
export class Finder {
  readonly #pattern: RegExp;
  readonly #known = new WeakMap<Node, readonly Match[]>();

  constructor(query: FindQuery) {
    this.#pattern = patternOf(query);
  }

  /** In the order of the text. */
  matches(doc: Node): readonly Match[] {
    const found: Match[] = [];
    doc.forEach((block, offset) => {
      for (const { from, to } of this.#within(block)) {
        found.push({ from: from + offset, to: to + offset });
      }
    });
    return found;
  }

  /** Positions as if the block stood at the start of its document. */
  #within(block: Node): readonly Match[] {
    const known = this.#known.get(block);
    if (known) return known;
    const found: Match[] = [];
    if (block.isTextblock) this.#inText(block, 1, found);
    block.descendants((node, position) => {
      if (node.isTextblock) this.#inText(node, position + 2, found);
      return !node.isTextblock;
    });
    this.#known.set(block, found);
    return found;
  }

  #inText(block: Node, start: number, found: Match[]): void {
    const text = block.textBetween(0, block.content.size, undefined, leaf);
    for (const { 0: hit, index } of text.matchAll(this.#pattern)) {
      found.push({ from: start + index, to: start + index + hit.length });
    }
  }
}

/** Upper and lower case are folded by the expression: positions stay those of the text. */
function patternOf({ text, matchCase, wholeWord }: FindQuery): RegExp {
  const literal = text
    .replaceAll(leaf, "")
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    // A space that must not break looks like any other.
    .replace(/[ \u00a0]/g, "[ \\u00a0]");
  const flags = matchCase ? "gu" : "giu";
  if (literal === "") return /(?!)/g;
  const part = "[\\p{L}\\p{M}\\p{N}_]";
  return new RegExp(wholeWord ? `(?<!${part})${literal}(?!${part})` : literal, flags);
}
