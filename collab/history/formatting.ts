/**
 * What changed without a word changing: marks, attributes, and only these. Step maps know nothing of
 * them, so the places that did not move are compared.
 */
import { Mark, type Node } from "@tiptap/pm/model";
import type { Made } from "./logged-change";

export interface Formatting {
  readonly fromA: number;
  /** Positions B: some text, or one node. */
  readonly from: number;
  readonly to: number;
  readonly kind: "marks" | "attributes";
  /** In plain words: "bold", "link", "heading 2", "aligned center". */
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

type Author = (from: number, to: number) => Made | undefined;

export function findFormatting(
  before: Node,
  after: Node,
  replaced: readonly Replaced[],
  author: Author,
): readonly Formatting[] {
  const comparing = new Comparing(before, author);
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
  readonly #author: Author;
  readonly #starts: readonly number[];

  constructor(before: Node, author: Author) {
    this.#before = before;
    this.#author = author;
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
    const [was, is] = [attributeWords(old), attributeWords(node)];
    const marked = !Mark.sameSet(old.marks, node.marks);
    if (old.hasMarkup(node.type, node.attrs, node.marks)) return;
    const added = [...minus(is, was), ...(marked ? minus(markWords(node), markWords(old)) : [])];
    const removed = [...minus(was, is), ...(marked ? minus(markWords(old), markWords(node)) : [])];
    const to = node.isLeaf ? position + node.nodeSize : position + 1;
    const by = this.#author(position, to);
    const whole = { from: position, to: position + node.nodeSize, fromA: position + shift };
    this.found.push({ ...whole, kind: "attributes", added, removed, by });
  }

  #compareText(node: Node, from: number, to: number, shift: number): void {
    for (const piece of this.#textBefore(from + shift, to + shift)) {
      const { node: old } = piece;
      if (Mark.sameSet(old.marks, node.marks)) continue;
      const range = { from: piece.from - shift, to: piece.to - shift };
      const added = minus(markWords(node), markWords(old));
      const removed = minus(markWords(old), markWords(node));
      const by = this.#author(range.from, range.to);
      const last = this.found.at(-1);
      const same = last?.kind === "marks" && last.to === range.from;
      if (same && `${last.added}|${last.removed}` === `${added}|${removed}`) {
        this.found[this.found.length - 1] = { ...last, to: range.to };
      } else {
        this.found.push({ ...range, fromA: piece.from, kind: "marks", added, removed, by });
      }
    }
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

function markWords({ marks }: Node): readonly string[] {
  return marks.map(({ type, attrs }) => [type.name, ...valuesOf(attrs)].join(" "));
}

function attributeWords({ attrs, type }: Node): readonly string[] {
  return Object.entries(attrs)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) =>
      name === "level" ? `${type.name} ${value}` : `${name} ${show(value)}`,
    );
}

function valuesOf(attrs: Record<string, unknown>): readonly string[] {
  return Object.values(attrs).flatMap((value) => (typeof value === "string" ? [value] : []));
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function minus(words: readonly string[], others: readonly string[]): readonly string[] {
  return words.filter((word) => !others.includes(word));
}
