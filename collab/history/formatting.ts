/**
 * What changed without a word changing: marks, attributes, and only these. Step maps know nothing of
 * them, so the places that did not move are compared.
 */
import { Mark, type Node } from "@tiptap/pm/model";
import type { Range } from "../rebase/ranges";
import type { SetBy } from "./formatters";
import { type Changed, changedAttributes, changedMarks } from "./formatting-words";
import { isNear, type Made } from "./logged-change";

export interface Formatting {
  readonly fromA: number;
  /** Positions B: some text, or one node. */
  readonly from: number;
  readonly to: number;
  readonly kind: "marks" | "attributes";
  /** In plain words: "bold", "heading 2", "centred". */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Undefined when it can't be told. */
  readonly by: Made | undefined;
}

/** What was replaced, in both documents. */
interface Replaced {
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

type Authors = (from: number, to: number) => readonly SetBy[];

/** What one person did. */
type Share = Pick<Formatting, "added" | "removed" | "by">;

export function findFormatting(
  before: Node,
  after: Node,
  replaced: readonly Replaced[],
  authors: Authors,
): readonly Formatting[] {
  const comparing = new Comparing(before, authors);
  let b = 0;
  let a = 0;
  for (const { fromB, toA, toB } of replaced) {
    comparing.compare(after, b, fromB, a - b);
    b = toB;
    a = toA;
  }
  comparing.compare(after, b, after.content.size, a - b);
  return comparing.found;
}

class Comparing {
  readonly found: Formatting[] = [];
  readonly #before: Node;
  readonly #authors: Authors;
  readonly #starts: readonly number[];

  constructor(before: Node, authors: Authors) {
    this.#before = before;
    this.#authors = authors;
    const starts: number[] = [];
    before.forEach((_block, from) => {
      starts.push(from);
    });
    this.#starts = starts;
  }

  /** Compares what is between two positions with what was `shift` further on. */
  compare(after: Node, from: number, to: number, shift: number): void {
    if (to <= from) return;
    after.nodesBetween(from, to, (node, position) => {
      if (node.isText) {
        const start = Math.max(from, position);
        this.#compareText(node, start, Math.min(to, position + node.nodeSize), shift);
        return false;
      }
      // Its beginning lies elsewhere: only what is in it is compared here.
      if (position < from) return true;
      const old = this.#nodeBefore(position + shift);
      // The very same node: nothing in it was ever touched.
      if (old === node && position + node.nodeSize <= to) return false;
      if (old && old.type === node.type) this.#compareNode(old, node, position, shift);
      return true;
    });
  }

  #compareNode(old: Node, node: Node, position: number, shift: number): void {
    if (old.hasMarkup(node.type, node.attrs, node.marks)) return;
    const changed = [...changedAttributes(old, node), ...changedMarks(old, node)];
    const whole = { from: position, to: position + node.nodeSize, fromA: position + shift };
    for (const { by } of this.#authors(position, position + 1)) {
      for (const share of shares(changed, by)) {
        this.found.push({ ...whole, kind: "attributes", ...share });
      }
    }
  }

  #compareText(node: Node, from: number, to: number, shift: number): void {
    for (const piece of this.#textBefore(from + shift, to + shift)) {
      if (Mark.sameSet(piece.node.marks, node.marks)) continue;
      const changed = changedMarks(piece.node, node);
      for (const part of this.#authors(piece.from - shift, piece.to - shift)) {
        for (const share of shares(changed, part.by)) this.#add(part, shift, share);
      }
    }
  }

  /** What goes on from what the same person did just before is one with it. */
  #add({ from, to }: Range, shift: number, share: Share): void {
    for (let index = this.found.length - 1; index >= 0; index--) {
      const last = this.found[index];
      if (!last || last.to < from) break;
      const goesOn = last.kind === "marks" && last.to === from && isOne(last.by, share.by);
      if (!goesOn || `${last.added}|${last.removed}` !== `${share.added}|${share.removed}`)
        continue;
      this.found[index] = { ...last, to, by: later(last.by, share.by) };
      return;
    }
    this.found.push({ from, to, fromA: from + shift, kind: "marks", ...share });
  }

  #nodeBefore(position: number): Node | null {
    const { block, start } = this.#blockAt(position);
    if (!block) return null;
    return start === position ? block : block.nodeAt(position - start - 1);
  }

  #textBefore(from: number, to: number): readonly { node: Node; from: number; to: number }[] {
    const found: { node: Node; from: number; to: number }[] = [];
    const { block, start } = this.#blockAt(from);
    block?.nodesBetween(from - start - 1, to - start - 1, (node, relative) => {
      if (!node.isText) return;
      const position = start + 1 + relative;
      const [first, last] = [Math.max(from, position), Math.min(to, position + node.nodeSize)];
      if (last > first) found.push({ node, from: first, to: last });
    });
    return found;
  }

  /** The block of the top level that holds a position. */
  #blockAt(position: number): { block: Node | null; start: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return { block: this.#before.maybeChild(low), start: this.#starts[low] ?? 0 };
  }
}

/** What changed at one place, by who did it: what two people did is never told as one. */
function shares(changed: readonly Changed[], by: SetBy["by"]): readonly Share[] {
  const found: Share[] = [];
  for (const { name, added, removed } of changed) {
    const made = by(name);
    const index = found.findIndex((share) => isOne(share.by, made));
    const share = found[index];
    if (!share) found.push({ added, removed, by: made });
    else {
      found[index] = {
        added: [...share.added, ...added],
        removed: [...share.removed, ...removed],
        by: later(share.by, made),
      };
    }
  }
  return found;
}

function isOne(a: Made | undefined, b: Made | undefined): boolean {
  return a && b ? isNear(a, b) : a === b;
}

function later(a: Made | undefined, b: Made | undefined): Made | undefined {
  return a && b && a.version > b.version ? a : b;
}
