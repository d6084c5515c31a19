/** What was deleted between two places of an old document, as pieces that can be shown. */
import { Fragment, type Node } from "@tiptap/pm/model";

export interface GonePiece {
  readonly from: number;
  readonly to: number;
  /** A whole block, or undefined: then `words` of a block of which something is left. */
  readonly block: Node | undefined;
  readonly words: Fragment;
  /** Its end went too: what came after it stands on the same line now. */
  readonly breakAfter: boolean;
}

export function gonePieces(before: Node, from: number, to: number): readonly GonePiece[] {
  const pieces: GonePiece[] = [];
  before.nodesBetween(from, to, (node, position) => {
    const end = position + node.nodeSize;
    if (node.isBlock && position >= from && end <= to) {
      const whole = { from: position, to: end, block: node, words: node.content };
      pieces.push({ ...whole, breakAfter: true });
      return false;
    }
    if (!node.isTextblock) return true;
    const start = position + 1;
    const first = Math.max(from, start);
    const last = Math.min(to, start + node.content.size);
    const words = first < last ? node.content.cut(first - start, last - start) : Fragment.empty;
    pieces.push({
      ...{ from: first, to: Math.max(first, last), block: undefined, words },
      breakAfter: end <= to,
    });
    return false;
  });
  return pieces.filter(({ block, words, breakAfter }) => block || words.size > 0 || breakAfter);
}
