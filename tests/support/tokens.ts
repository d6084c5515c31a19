/** Text that can be found again: unique tokens, and the places between them. */
import type { Node, ResolvedPos } from "@tiptap/pm/model";

/** Unique text, so that what was typed can be found again, once. */
export const tokenPattern = /⟦[\w-]+:\d+⟧/g;

export interface Trace {
  readonly typed: Set<string>;
  /** Tokens which somebody deleted, or took back: they may be gone. */
  readonly deleted: Set<string>;
}

/** A random place for a caret that is not inside anybody's token. */
export function position(doc: Node, random: () => number): number {
  const places: number[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    for (const offset of freeOffsets(node)) places.push(pos + 1 + offset);
    return false;
  });
  return places[Math.floor(random() * places.length)] ?? 1;
}

function freeOffsets(textblock: Node): number[] {
  const text = textblock.textBetween(0, textblock.content.size, "", "￼");
  const inside = new Set<number>();
  for (const [part, index] of partsIn(text)) {
    for (let i = 1; i < part.length; i++) inside.add(index + i);
    if (!part.endsWith("⟧")) inside.add(index + part.length);
  }
  return Array.from({ length: text.length + 1 }, (_, i) => i).filter((i) => !inside.has(i));
}

/** Tokens, whole or still being typed, with where they begin. */
export function partsIn(text: string): (readonly [string, number])[] {
  return [...text.matchAll(/⟦[\w:-]*⟧?/g)].map((match) => [match[0], match.index] as const);
}

export function tokensIn(doc: Node, from: number, to: number): string[] {
  const widen = ($pos: ResolvedPos) => [$pos.start(), $pos.end()] as const;
  const start = widen(doc.resolve(from))[0];
  const end = widen(doc.resolve(to))[1];
  const text = doc.textBetween(start, end, "\n");
  const kept = `${doc.textBetween(start, from, "\n")} ${doc.textBetween(to, end, "\n")}`;
  const left = new Set(kept.match(tokenPattern) ?? []);
  return (text.match(tokenPattern) ?? []).filter((token) => !left.has(token));
}
