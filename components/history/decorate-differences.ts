/** Differences as decorations: what came, what is gone, what was formatted and what was moved. */
import type { Node } from "@tiptap/pm/model";
import { Decoration } from "@tiptap/pm/view";
import type { Passage, Replacement } from "@/collab/history/differences";
import type { Formatting } from "@/collab/history/formatting";
import type { Made } from "@/collab/history/logged-change";
import type { Moved } from "@/collab/history/moved";
import type { Compared } from "./compute-past";
import { drawGoneBlock, drawGoneInLine } from "./gone-dom";
import { type GonePiece, gonePieces } from "./gone-pieces";
import { type Hunk, numberHunks, sayFormatting } from "./hunks";
import type { ColourOf } from "./people";

export interface Decorated {
  readonly decorations: readonly Decoration[];
  readonly hunks: readonly Hunk[];
}

/** What a mark in the text says of itself; the card beside the pointer reads it. */
export function madeAttributes(
  kind: string,
  made: Made | undefined,
  colourOf: ColourOf,
): Record<string, string> {
  if (!made) return { "data-kind": kind };
  const { userId, version, at } = made;
  const attributes = { "data-kind": kind, style: `--by: ${colourOf(userId)}` };
  return {
    ...attributes,
    ...{ "data-user": userId, "data-version": `${version}`, "data-at": `${at}` },
  };
}

export function decorateDifferences(compared: Compared, colourOf: ColourOf): Decorated {
  const { before, after, differences } = compared;
  const { hunks, ofReplacement, ofFormatting } = numberHunks(before, after, differences);
  const decorating = new Decorating(compared, colourOf);
  for (const [index, replacement] of differences.replacements.entries()) {
    decorating.replaced(replacement, ofReplacement[index] ?? 0);
  }
  for (const [index, formatting] of differences.formatting.entries()) {
    decorating.formatted(formatting, ofFormatting[index] ?? 0);
  }
  return { decorations: decorating.decorations, hunks };
}

class Decorating {
  readonly decorations: Decoration[] = [];
  readonly #compared: Compared;
  readonly #colourOf: ColourOf;
  /** By where a block begins: a block has one mark, whoever did what to it. */
  readonly #hunksOfBlocks = new Map<number, string>();

  constructor(compared: Compared, colourOf: ColourOf) {
    this.#compared = compared;
    this.#colourOf = colourOf;
  }

  replaced(replacement: Replacement, hunk: number): void {
    const { after, differences } = this.#compared;
    const { fromA, toA, fromB, toB } = replacement;
    this.#gone(replacement, hunk);
    for (const passage of replacement.inserted) this.#came(passage, hunk);
    for (const one of differences.moved) {
      if (fromB <= one.fromB && one.toB <= toB) this.#moved(one, replacement, hunk);
    }
    // A difference without a word to show is still a place to go to.
    const invisible = toB > fromB && after.textBetween(fromB, toB, null, seen).length === 0;
    if (invisible && fromA === toA) this.#brokenLine(replacement, hunk);
  }

  formatted(one: Formatting, hunk: number): void {
    const attributes = {
      ...madeAttributes("formatted", one.by, this.#colourOf),
      "data-hunk": `${hunk}`,
      "data-said": sayFormatting(one),
    };
    if (one.kind === "marks") {
      // An element of its own: what two people did to the same words has two.
      const piece = { ...attributes, class: "reformatted", nodeName: "span" };
      this.decorations.push(Decoration.inline(one.from, one.to, piece));
      return;
    }
    const hunks = `${this.#hunksOfBlocks.get(one.from) ?? ""} ${hunk}`.trim();
    this.#hunksOfBlocks.set(one.from, hunks);
    const block = { ...attributes, "data-hunk": hunks, class: "reformatted-block" };
    this.decorations.push(Decoration.node(one.from, one.to, block));
  }

  #came({ from, to, by }: Passage, hunk: number): void {
    const { after, differences } = this.#compared;
    const attributes = { ...madeAttributes("came", by, this.#colourOf), "data-hunk": `${hunk}` };
    const moved = differences.moved.filter((one) => one.fromB < to && one.toB > from);
    let start = from;
    for (const one of [...moved, { fromB: to, toB: to }]) {
      if (one.fromB > start) {
        const inserted = { ...attributes, class: "came", nodeName: "ins" };
        this.decorations.push(Decoration.inline(start, one.fromB, inserted));
        this.#cameBlocks(after, start, one.fromB, attributes);
      }
      start = Math.max(start, one.toB);
    }
  }

  /** Whole blocks, and what is no text. */
  #cameBlocks(after: Node, from: number, to: number, attributes: Record<string, string>): void {
    after.nodesBetween(from, to, (node, position) => {
      const end = position + node.nodeSize;
      const inside = position >= from && end <= to;
      if (node.isText || !inside) return !node.isText;
      // Rows and cells are drawn by their table: a mark beside them would tear it apart.
      const single = node.isInline || !node.type.name.startsWith("table");
      const name = node.isInline ? "came-inline" : "came-block";
      const drawn = single ? name : "came-cell";
      if (node.type.name === "tableRow") return true;
      this.decorations.push(Decoration.node(position, end, { ...attributes, class: drawn }));
      return node.type.name === "table";
    });
  }

  #moved(one: Moved, { inserted, deleted }: Replacement, hunk: number): void {
    const by = inserted.find(({ from, to }) => from <= one.fromB && one.fromB < to)?.by;
    const attributes = madeAttributes("moved", by ?? deleted[0]?.by, this.#colourOf);
    const box = { ...attributes, "data-hunk": `${hunk}`, class: "moved-block" };
    this.decorations.push(Decoration.node(one.fromB, one.toB, box));
  }

  #gone({ fromA, toA, fromB, deleted }: Replacement, hunk: number): void {
    if (toA === fromA) return;
    const { before, after, differences } = this.#compared;
    const isMoved = (piece: GonePiece) =>
      piece.block !== undefined &&
      differences.moved.some((one) => one.fromA <= piece.from && piece.to <= one.toA);
    const pieces = gonePieces(before, fromA, toA).filter((piece) => !isMoved(piece));
    if (pieces.length === 0) this.#leftHere(fromB, deleted[0]?.by, hunk);
    const { parent } = after.resolve(fromB);
    const look = {
      parent,
      holderOf: (piece: GonePiece) => before.resolve(piece.from).parent,
      deleted,
      attributesOf: (made: Made | undefined) => ({
        ...madeAttributes("gone", made, this.#colourOf),
        "data-hunk": `${hunk}`,
      }),
    };
    const key = `gone ${hunk} ${fromA} ${toA} ${deleted[0]?.by.version}`;
    if (parent.inlineContent && pieces.length > 0) {
      this.#widget(fromB, () => drawGoneInLine(pieces, look), key);
    } else {
      for (const piece of pieces) {
        this.#widget(fromB, () => drawGoneBlock(piece, look), `${key} ${piece.from}`);
      }
    }
  }

  /** Where something was moved away from. */
  #leftHere(at: number, by: Made | undefined, hunk: number): void {
    const inText = this.#compared.after.resolve(at).parent.inlineContent;
    const draw = () => {
      const sign = document.createElement(inText ? "span" : "div");
      const attributes = madeAttributes("went", by, this.#colourOf);
      for (const [name, value] of Object.entries(attributes)) sign.setAttribute(name, value);
      sign.dataset.hunk = `${hunk}`;
      sign.className = "moved-from";
      sign.textContent = "moved from here";
      return sign;
    };
    this.#widget(at, draw, `went ${hunk} ${at}`);
  }

  /** The end of a line that was broken, or an empty paragraph that came. */
  #brokenLine({ fromB, inserted }: Replacement, hunk: number): void {
    const { after } = this.#compared;
    const $at = after.resolve(fromB);
    if (!$at.parent.inlineContent) return;
    const attributes = madeAttributes("came", inserted[0]?.by, this.#colourOf);
    const broken = after.nodeAt(fromB)?.type.name === "hardBreak" ? "↵" : "¶";
    const draw = () => {
      const sign = document.createElement("ins");
      for (const [name, value] of Object.entries(attributes)) sign.setAttribute(name, value);
      sign.dataset.hunk = `${hunk}`;
      sign.className = "came came-break";
      sign.textContent = broken;
      return sign;
    };
    this.#widget(fromB, draw, `${broken} ${hunk} ${fromB}`);
  }

  #widget(at: number, draw: () => HTMLElement, key: string): void {
    this.decorations.push(Decoration.widget(at, draw, { side: -1, key, ignoreSelection: true }));
  }
}

/** Text for what is seen without any: all but a line break. */
function seen({ type }: Node): string {
  return type.name === "hardBreak" ? "" : "\ufffc";
}
