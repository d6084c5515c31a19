/** Blocks which are gone at one place and came at another: they were moved, not rewritten. */
import type { Node } from "@tiptap/pm/model";

export interface Moved {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

interface Replaced extends Moved {}

interface Block {
  readonly node: Node;
  readonly from: number;
  readonly to: number;
}

/** Fewer words than this may be the same by chance. */
const leastText = 3;

export function findMoved(
  before: Node,
  after: Node,
  replaced: readonly Replaced[],
): readonly Moved[] {
  const came = new Map<string, Block[]>();
  for (const { fromB, toB } of replaced) {
    for (const block of wholeBlocks(after, fromB, toB)) {
      const key = keyOf(block.node);
      came.set(key, [...(came.get(key) ?? []), block]);
    }
  }
  const moved: Moved[] = [];
  for (const { fromA, toA } of replaced) {
    let done = fromA;
    for (const block of wholeBlocks(before, fromA, toA)) {
      // Within a block that was found already.
      if (block.from < done) continue;
      const found = came
        .get(keyOf(block.node))
        ?.find(({ node, from, to }) => node.eq(block.node) && isFree(moved, from, to));
      if (!found) continue;
      moved.push({ fromA: block.from, toA: block.to, fromB: found.from, toB: found.to });
      done = block.to;
    }
  }
  return moved.sort((a, b) => a.fromB - b.fromB);
}

/** Blocks that lie in a range as a whole, outer ones first. */
function wholeBlocks(doc: Node, from: number, to: number): readonly Block[] {
  const found: Block[] = [];
  if (to <= from) return found;
  doc.nodesBetween(from, to, (node, position) => {
    const end = position + node.nodeSize;
    const whole = node.isBlock && position >= from && end <= to;
    if (whole && isTelling(node)) found.push({ node, from: position, to: end });
    return !node.isTextblock;
  });
  return found;
}

function isTelling(node: Node): boolean {
  return node.textContent.trim().length >= leastText || (node.isAtom && node.type.name === "image");
}

function isFree(moved: readonly Moved[], from: number, to: number): boolean {
  return moved.every((other) => other.toB <= from || other.fromB >= to);
}

function keyOf({ type, textContent }: Node): string {
  return `${type.name} ${textContent}`;
}
