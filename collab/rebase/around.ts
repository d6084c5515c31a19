/**
 * A deletion round text that is not its author's to lose. The text stays where it is and all else goes
 * from round it: every place in it is known afterwards, so who is writing there goes on writing there.
 */
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { ReplaceAroundStep, type ReplaceStep } from "@tiptap/pm/transform";
import type { Range } from "./ranges";

/** `step`, but for what is in `gap`, which is flat; undefined when there is no place for that. */
export function around(step: ReplaceStep, gap: Range, doc: Node): ReplaceAroundStep | undefined {
  const { from, to, slice } = step;
  if (slice.openEnd > 0) return undefined;
  const places: (Place | undefined)[] = [{ from, to, slice, insert: slice.size }];
  const { parent } = doc.resolve(gap.from);
  if (parent.isTextblock) {
    const block = parent.copy();
    places.push(inBlock(step, block, doc), inCell(step, block, doc));
  }
  for (const place of places) {
    if (!place) continue;
    const { from, to, slice, insert } = place;
    const found = new ReplaceAroundStep(from, to, gap.from, gap.to, slice, insert);
    if (applies(found, doc)) return found;
  }
  return undefined;
}

/** What a step becomes, and where in its slice the text goes. */
interface Place extends Range {
  readonly slice: Slice;
  readonly insert: number;
}

/** In a block of its own, after what the step brings itself. */
function inBlock({ from, to, slice }: ReplaceStep, block: Node, doc: Node): Place | undefined {
  const $from = doc.resolve(from);
  const wrapping = $from.parent.contentMatchAt($from.index()).findWrapping(block.type);
  if (isGrid($from.parent) || !wrapping) return undefined;
  const wrapped = wrapping.reduceRight((inner, type) => type.create(null, inner), block);
  // What is there only for something to be there is not needed any more.
  const isFiller = slice.openStart === 0 && !holdsContent(slice.content);
  const content = (isFiller ? Fragment.empty : slice.content).append(Fragment.from(wrapped));
  const insert = content.size - slice.openStart - wrapping.length - 1;
  return { from, to, slice: new Slice(content, slice.openStart, 0), insert };
}

/**
 * Between rows, or cells, no text can stand, and a cell more would move all that come after it. The
 * block goes to the end of the cell before, or else to the start of the one after.
 */
export function inCell({ from, to, slice }: ReplaceStep, block: Node, doc: Node) {
  const $from = doc.resolve(from);
  if (!isGrid($from.parent) || slice.size > 0) return undefined;
  const { nodeBefore } = $from;
  const next = nodeBefore ?? doc.resolve(to).nodeAfter;
  if (!next) return undefined;
  const child = nodeBefore ? next.lastChild : next.firstChild;
  const cell = isGrid(next) ? child : next;
  if (!cell) return undefined;
  const inner = cell.copy(Fragment.from(block));
  const content = Fragment.from(cell === next ? inner : next.copy(Fragment.from(inner)));
  const depth = cell === next ? 1 : 2;
  return nodeBefore
    ? { from: from - depth, to, slice: new Slice(content, depth, 0), insert: 1 }
    : { from, to: to + depth, slice: new Slice(content, 0, depth), insert: depth + 1 };
}

/** A table, or a row of one. */
export function isGrid({ type }: Node): boolean {
  return type.spec.tableRole === "table" || type.spec.tableRole === "row";
}

/** The parts of `ranges` with something in them, each flat. */
export function flatParts(ranges: readonly Range[], doc: Node): readonly Range[] {
  return ranges.flatMap(({ from, to }): readonly Range[] => {
    const { content, openStart, openEnd } = doc.slice(from, to);
    if (!holdsContent(content)) return [];
    if (openStart === 0 && openEnd === 0) return [{ from, to }];
    const parts: Range[] = [];
    doc.nodesBetween(from, to, (node, at) => {
      if (!node.isTextblock && !node.isLeaf) return true;
      const inside = node.isLeaf ? 0 : 1;
      const part = {
        from: Math.max(from, at + inside),
        to: Math.min(to, at + node.nodeSize - inside),
      };
      if (part.to > part.from && holdsContent(doc.slice(part.from, part.to).content)) {
        parts.push(part);
      }
      return false;
    });
    return parts;
  });
}

export function holdsContent(content: Fragment): boolean {
  let found = false;
  content.descendants((node) => {
    if (node.isText || (node.isLeaf && node.type.name !== "hardBreak")) found = true;
    return !found;
  });
  return found;
}

export function applies(step: ReplaceStep | ReplaceAroundStep, doc: Node): boolean {
  try {
    return step.apply(doc).doc !== null;
  } catch {
    return false;
  }
}
