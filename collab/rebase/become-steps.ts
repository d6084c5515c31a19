/**
 * Steps that make one document equal to another, as small as can be told cheaply: whole blocks that
 * stayed are not touched, so that what others type in them meanwhile stays where it is.
 */
import type { Fragment, Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { fineSteps } from "./fine-steps";

/** Steps from `from` to `to`, both of one schema. */
export function becomeSteps(from: Node, to: Node): readonly Step[] {
  const tr = new Transform(from);
  // From the end, so that earlier positions stay what they are.
  for (const edit of blockEdits(from, to).toReversed()) {
    const wanted = to.slice(edit.target.start, edit.target.end).content;
    const steps = fineEdit(tr.doc, edit, to, wanted) ?? narrowEdit(tr.doc, edit, to, wanted);
    if (steps) for (const step of steps) tr.step(step);
    else tr.replaceWith(edit.start, edit.end, wanted);
  }
  if (!tr.doc.eq(to)) throw new RangeError("the documents can't be made equal");
  return tr.steps;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly target: { readonly start: number; readonly end: number };
}

/** Runs of blocks that differ, between runs of equal ones. */
function blockEdits(from: Node, to: Node): readonly Edit[] {
  const edits: Edit[] = [];
  const old = positions(from);
  const now = positions(to);
  let i = 0;
  let j = 0;
  for (const [a, b] of [...commonBlocks(from, to), [from.childCount, to.childCount] as const]) {
    if (a > i || b > j) {
      edits.push({
        start: at(old, i),
        end: at(old, a),
        target: { start: at(now, j), end: at(now, b) },
      });
    }
    i = a + 1;
    j = b + 1;
  }
  return edits;
}

/** Pairs of equal blocks in order: the ends first, then greedily by what is equal in between. */
function commonBlocks(from: Node, to: Node): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const later = new Map<string, number[]>();
  for (let j = to.childCount - 1; j >= 0; j--) {
    const key = JSON.stringify(to.child(j).toJSON());
    const places = later.get(key);
    if (places) places.push(j);
    else later.set(key, [j]);
  }
  let next = 0;
  for (let i = 0; i < from.childCount; i++) {
    const places = later.get(JSON.stringify(from.child(i).toJSON()));
    while (places && (places.at(-1) ?? next) < next) places.pop();
    const j = places?.pop();
    // A far jump would give up all blocks in between for one that happens to be equal.
    if (j === undefined || j > next + 50) continue;
    pairs.push([i, j]);
    next = j + 1;
  }
  return pairs;
}

/** Replaces each piece that differs; undefined when that does not work out. */
function fineEdit(
  doc: Node,
  { start, end, target }: Edit,
  to: Node,
  wanted: Fragment,
): readonly Step[] | undefined {
  const range = { from: start, to: end };
  const steps = fineSteps(doc, range, to, { from: target.start, to: target.end });
  return (
    steps &&
    tried(doc, start, wanted, (tr) => {
      for (const step of steps) tr.maybeStep(step);
    })
  );
}

/** Replaces all from the first difference to the last; undefined when that does not work out. */
function narrowEdit(
  doc: Node,
  { start, end, target }: Edit,
  to: Node,
  wanted: Fragment,
): readonly Step[] | undefined {
  const old = doc.slice(start, end).content;
  const first = old.findDiffStart(wanted);
  const last = old.findDiffEnd(wanted);
  if (first === null || last === null) return undefined;
  // Ends that overlap (a repeated letter) are pulled apart.
  const overlap = Math.max(0, first - Math.min(last.a, last.b));
  const slice = to.slice(target.start + first, target.start + last.b + overlap);
  return tried(doc, start, wanted, (tr) =>
    tr.replace(start + first, start + last.a + overlap, slice),
  );
}

/** The steps of `edit`, if it puts what is wanted where it belongs. */
function tried(
  doc: Node,
  start: number,
  wanted: Fragment,
  edit: (tr: Transform) => void,
): readonly Step[] | undefined {
  const tr = new Transform(doc);
  try {
    edit(tr);
    return tr.doc.slice(start, start + wanted.size).content.eq(wanted) ? tr.steps : undefined;
  } catch (error) {
    // A piece does not fit without the others.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function positions(doc: Node): readonly number[] {
  const found = [0];
  doc.forEach((child, offset) => {
    found.push(offset + child.nodeSize);
  });
  return found;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? values.at(-1) ?? 0;
}
