/** How many words and characters there are in a document or a part of it. */
import type { Node } from "@tiptap/pm/model";

export interface TextCount {
  readonly words: number;
  readonly characters: number;
}

const nothing: TextCount = { words: 0, characters: 0 };

/** A word, also one with an apostrophe, a hyphen or a decimal point inside. */
const word = /[\p{L}\p{M}\p{N}]+(?:['’.,\-_][\p{L}\p{M}\p{N}]+)*/gu;

/** Scripts that put no space between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;

const known = new WeakMap<Node, TextCount>();

/** Kept by block: after a keystroke only one is counted again. */
export function countIn(node: Node): TextCount {
  const before = known.get(node);
  if (before) return before;
  let count = nothing;
  if (node.isTextblock) count = countText(textOf(node, 0, node.content.size));
  else {
    node.forEach((child) => {
      count = sum(count, countIn(child));
    });
  }
  known.set(node, count);
  return count;
}

/** Between two positions of `doc`. */
export function countBetween(doc: Node, from: number, to: number): TextCount {
  let count = nothing;
  doc.nodesBetween(from, to, (node, start) => {
    const [first, last] = [start + 1, start + 1 + node.content.size];
    if (node.isTextblock) {
      const text = textOf(node, Math.max(from, first) - first, Math.min(to, last) - first);
      count = sum(count, countText(text));
    } else if (node.isBlock && from <= first && last <= to) {
      count = sum(count, countIn(node));
    } else return true;
    return false;
  });
  return count;
}

export function countText(text: string): TextCount {
  return { words: wordsIn(text), characters: [...text].length };
}

function wordsIn(text: string): number {
  if (!unspaced.test(text)) return text.match(word)?.length ?? 0;
  let words = 0;
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}

function textOf(block: Node, from: number, to: number): string {
  return block.textBetween(from, to, undefined, ({ type, attrs }) =>
    type.name === "mention" ? `@${attrs.label}` : " ",
  );
}

function sum(a: TextCount, b: TextCount): TextCount {
  return { words: a.words + b.words, characters: a.characters + b.characters };
}
