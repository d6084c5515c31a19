/**
 * Bringing back some blocks of an old version, and nothing else: a block that is still there becomes
 * what it was, one that was moved stays where it is, and one that is gone comes back where it stood.
 */
import { type Node, Slice } from "@tiptap/pm/model";
import { Mapping, type Step, type StepMap, Transform } from "@tiptap/pm/transform";
import { becomeSteps } from "../rebase/become-steps";
import type { Range } from "../rebase/ranges";
import { insertedBy } from "../rebase/rescue";
import { findMoved } from "./moved";

/**
 * Steps from `head`, in which the blocks of the top level that `ranges` touch are as in `old`.
 * @param since the maps that lead from `old` to `head`
 */
export function restoreBlocks(
  old: Node,
  head: Node,
  since: readonly StepMap[],
  ranges: readonly Range[],
): readonly Step[] {
  const mapping = new Mapping([...since]);
  const tr = new Transform(head);
  const touched = touchedBlocks(old, ranges).map(({ block, from }) => {
    return { block, from, place: placeOf(head, mapping, from, from + block.nodeSize) };
  });
  const moved = movedBlocks(
    old,
    head,
    since,
    touched.filter(({ place }) => place.from === place.to),
  );
  // From the end, so that earlier places stay what they are.
  for (const { block, from, place } of touched.toReversed()) {
    if (moved.has(from)) continue;
    if (place.from < place.to && head.nodeAt(place.from)?.eq(block)) continue;
    tr.replace(
      place.from,
      place.to,
      new Slice(block.type.schema.node("doc", null, block).content, 0, 0),
    );
  }
  return becomeSteps(head, tr.doc);
}

/** Blocks of the top level that any of `ranges` touches, with where each begins. */
function touchedBlocks(
  doc: Node,
  ranges: readonly Range[],
): readonly { block: Node; from: number }[] {
  const found: { block: Node; from: number }[] = [];
  doc.forEach((block, from) => {
    const to = from + block.nodeSize;
    if (ranges.some((range) => range.from < to && range.to > from)) found.push({ block, from });
  });
  return found;
}

/** Where those of `gone` began that came again as they were: to maps, a move is no more than that. */
function movedBlocks(
  old: Node,
  head: Node,
  since: readonly StepMap[],
  gone: readonly { block: Node; from: number }[],
): ReadonlySet<number> {
  const nowhere = { fromA: 0, toA: 0, fromB: 0, toB: 0 };
  const went = gone.map(({ block, from }) => {
    return { ...nowhere, fromA: from, toA: from + block.nodeSize };
  });
  const came = insertedBy(since).map(({ from, to }) => ({ ...nowhere, fromB: from, toB: to }));
  const found = findMoved(old, head, [...went, ...came]);
  return new Set(
    found.filter(({ fromB }) => head.resolve(fromB).depth === 0).map(({ fromA }) => fromA),
  );
}

/** Where a block is by now; an empty range between blocks when it is not there on its own. */
function placeOf(head: Node, mapping: Mapping, from: number, to: number): Range {
  const start = mapping.map(from, 1);
  const end = mapping.map(to, -1);
  if (start < end && head.resolve(start).depth === 0 && head.resolve(end).depth === 0) {
    return { from: start, to: end };
  }
  const $place = head.resolve(mapping.map(to, -1));
  const at = $place.depth === 0 ? $place.pos : $place.after(1);
  return { from: at, to: at };
}
