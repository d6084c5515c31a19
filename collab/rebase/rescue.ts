/**
 * Nothing typed disappears. Step mapping alone would lose what somebody types into a range that
 * somebody else deletes at the same moment, whichever of the two comes first:
 *
 * - the deletion first: the typing finds no place, and is put where the range closed (`rescueStep`);
 * - the typing first: the deletion would grow over it, and is made to spare it (`spare`).
 */
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";
import {
  type Mappable,
  ReplaceAroundStep,
  ReplaceStep,
  replaceStep,
  type Step,
  StepMap,
} from "@tiptap/pm/transform";
import { applies, around, flatParts, holdsContent, inCell, isGrid } from "./around";
import { composeMaps } from "./compose-maps";
import type { Places } from "./own-mapping";
import { type Range, without } from "./ranges";

/**
 * As `step.map`, but an insertion stays one: between the places its two sides map to, there may be
 * text by now, which it must not replace.
 *
 * Text goes before that text. Two people who type at one place do so letter by letter: what comes
 * later would land after the other's first letter, and so within what the other is about to type. And
 * it stays in its line when the other went on to new ones. Lines and blocks come after.
 */
export function mapStep(step: Step, places: Places): Step | null {
  if (!(step instanceof ReplaceStep) || step.from !== step.to) return step.map(places);
  const at = places.ofInsertion(step.from, isText(step.slice) ? -1 : 1);
  return at === undefined ? null : step.map(StepMap.offset(at - step.from));
}

/** Text, or what stands in text. */
function isText({ openStart, content }: Slice): boolean {
  return openStart === 0 && content.firstChild?.isInline === true;
}

/** A step that keeps the content of `step` in `doc`; null when there is none, or no place for it. */
export function rescueStep(step: Step, places: Mappable, doc: Node): Step | null {
  if (!(step instanceof ReplaceStep) || !holdsContent(step.slice.content)) return null;
  const { slice } = step;
  const mapped = Math.min(places.map(step.from, 1), doc.content.size);
  const at = isText(slice) ? nearestText(doc, mapped) : mapped;
  const exact = new ReplaceStep(at, at, slice);
  if (applies(exact, doc)) return exact;
  return fitted(doc, at, at, slice);
}

/** A place for text at `position`, or else at the end of the text before it, or the start after. */
function nearestText(doc: Node, position: number): number {
  const $position = doc.resolve(position);
  const { parent, nodeBefore, nodeAfter } = $position;
  if (parent.inlineContent) return position;
  // The first cell of a row is nearer to the next one than to the row above.
  const side = isGrid(parent) && !nodeBefore && nodeAfter ? 1 : -1;
  const near =
    Selection.findFrom($position, side, true) ?? Selection.findFrom($position, -side, true);
  return near?.from ?? position;
}

/** What `maps` inserted and left there, in the positions after the last of them, in order. */
export function insertedBy(maps: readonly StepMap[]): readonly Range[] {
  const ranges: Range[] = [];
  let position = 0;
  for (const { kind, size } of composeMaps(maps)) {
    if (kind === "insert") ranges.push({ from: position, to: position + size });
    if (kind !== "remove") position += size;
  }
  return ranges;
}

/** Ranges after one more step; what it deleted of them is gone. */
export function mapRanges(ranges: readonly Range[], map: StepMap): Range[] {
  const deleted: Range[] = [];
  map.forEach((from, to) => {
    if (to > from) deleted.push({ from, to });
  });
  // Cut out first: an edge that lies on a deletion's would map to what took its place.
  return without(ranges, deleted)
    .map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
    .filter(({ from, to }) => to > from);
}

/**
 * A mapped deletion that spares what others inserted in its range. One stretch of text stays where
 * it is; several are put together where the range closes. Null when that can't be done: then it is
 * the deletion that is dropped, for what it would delete is not its author's to lose.
 *
 * `inPlace` allows the first only: what is put together counts as typed by the author of the
 * deletion, which only the authority, having the last word, may say.
 */
export function spare(
  step: Step,
  foreign: readonly Range[],
  doc: Node,
  { inPlace }: { readonly inPlace: boolean },
): Step | null {
  if (step instanceof ReplaceAroundStep) return deletesForeign(step, foreign, doc) ? null : step;
  if (!(step instanceof ReplaceStep) || step.from === step.to) return step;
  const { from, to, slice } = step;
  const inside = within(foreign, from, Math.min(to, doc.content.size));
  const [text, ...more] = flatParts(inside, doc);
  if (!text) return step;
  const stays = more.length === 0 && around(step, text, doc);
  if (stays) return stays;
  if (inPlace) return null;
  const texts = [text, ...more].map((range) => doc.slice(range.from, range.to));
  const inline = Fragment.from(texts.flatMap(({ content }) => inlineOf(content)));
  const closed = new ReplaceStep(from, to, new Slice(slice.content.append(inline), 0, 0));
  if (slice.openStart === 0 && slice.openEnd === 0 && applies(closed, doc)) return closed;
  const paragraph = doc.type.schema.nodes.paragraph?.create(null, inline);
  if (holdsContent(slice.content)) {
    // What the step itself brings is not to be lost either. Blocks take one more block; else the
    // deletion is given up, and its content rescued.
    if (!paragraph || slice.content.firstChild?.isInline) return null;
    const apart = slice.content.append(Fragment.from(paragraph));
    const beside = new ReplaceStep(from, to, new Slice(apart, slice.openStart, 0));
    return applies(beside, doc) ? beside : null;
  }
  if (!isGrid(doc.resolve(from).parent)) return fitted(doc, from, to, new Slice(inline, 0, 0));
  const beside = paragraph && inCell(step, paragraph, doc);
  const moved = beside && new ReplaceStep(beside.from, beside.to, beside.slice);
  return moved && applies(moved, doc) ? moved : null;
}

/** Text of others that `placed`, which `spare` made of `mapped`, put together: it is still theirs. */
export function putTogetherBy(mapped: Step | null, placed: Step): readonly Range[] {
  if (placed === mapped || !(mapped instanceof ReplaceStep) || mapped.from === mapped.to) return [];
  if (!(placed instanceof ReplaceStep)) {
    // Spared where it stood, it is known to be theirs already.
    return bringsMore(mapped, placed) ? insertedBy([placed.getMap()]) : [];
  }
  if (inOtherPlace(mapped, placed)) return insertedBy([besideMap(mapped, placed)]);
  return putTogether(mapped, placed);
}

/**
 * The maps of `placed` for its author's later steps. They count places in what they saw inserted, so
 * that comes first, as if alone; then what was put together, or left standing, beside it.
 */
export function mapsForAuthor(mapped: Step | null, placed: Step): readonly StepMap[] {
  if (mapped === placed || !(mapped instanceof ReplaceStep)) return [placed.getMap()];
  if (placed instanceof ReplaceAroundStep) {
    if (bringsMore(mapped, placed)) return [placed.getMap()];
    return [mapped.getMap(), besideMap(mapped, placed)];
  }
  if (placed instanceof ReplaceStep) {
    if (inOtherPlace(mapped, placed)) return [mapped.getMap(), besideMap(mapped, placed)];
    const [together] = putTogether(mapped, placed);
    const size = placed.slice.size - mapped.slice.size;
    if (together && together.to - together.from === size) {
      return [mapped.getMap(), new StepMap([together.from, 0, size])];
    }
  }
  return [placed.getMap()];
}

/** Text of others was put together in it, which was fitted round what stays. */
function bringsMore(mapped: ReplaceStep, placed: Step): boolean {
  if (!(placed instanceof ReplaceAroundStep)) return false;
  return sizeOf(placed.slice.content) > sizeOf(mapped.slice.content);
}

function sizeOf(content: Fragment): number {
  return inlineOf(content).reduce((size, node) => size + node.nodeSize, 0);
}

/** The end of a cell, or the start of one, is taken out and put in again for what goes there. */
function inOtherPlace(mapped: ReplaceStep, placed: ReplaceStep): boolean {
  return placed.from !== mapped.from || placed.to !== mapped.to;
}

/** What `placed` has more than `mapped` would have, as put in after what that brings. */
function besideMap(mapped: ReplaceStep, placed: ReplaceStep | ReplaceAroundStep): StepMap {
  const kept = placed instanceof ReplaceAroundStep ? placed.gapTo - placed.gapFrom : 0;
  const growth = placed.slice.size + kept - (placed.to - placed.from);
  const size = growth - (mapped.slice.size - (mapped.to - mapped.from));
  const place = placed.from + (placed.to - mapped.to) + mapped.slice.size;
  return new StepMap([place, 0, size]);
}

/** What `placed` inserts beyond what `mapped` would have: found by comparing the two contents. */
function putTogether(mapped: ReplaceStep, placed: ReplaceStep): readonly Range[] {
  const own = mapped.slice.content;
  const all = placed.slice.content;
  const start = own.findDiffStart(all);
  const end = own.findDiffEnd(all);
  if (start === null || end === null) return [];
  // Where the two repeat each other, the ends overlap.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const offset = placed.from - placed.slice.openStart;
  const from = Math.max(placed.from, offset + start);
  const to = Math.min(placed.from + placed.slice.size, offset + end.b + overlap);
  return to > from ? [{ from, to }] : [];
}

function deletesForeign(step: ReplaceAroundStep, foreign: readonly Range[], doc: Node): boolean {
  const { from, gapFrom, gapTo, to } = step;
  const deleted = [...within(foreign, from, gapFrom), ...within(foreign, gapTo, to)];
  return deleted.some((range) => holdsContent(doc.slice(range.from, range.to).content));
}

/** What of `ranges` lies between two positions, in order, neighbours made one. */
function within(ranges: readonly Range[], start: number, end: number): readonly Range[] {
  const inside: Range[] = [];
  const clipped = ranges
    .map((range) => ({ from: Math.max(range.from, start), to: Math.min(range.to, end) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  for (const { from, to } of clipped) {
    const last = inside.at(-1);
    if (!last || from > last.to) inside.push({ from, to });
    else inside[inside.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return inside;
}

function inlineOf(content: Fragment): Node[] {
  const found: Node[] = [];
  content.descendants((node) => {
    if (node.isInline) found.push(node);
    return !node.isInline;
  });
  return found;
}

/** As `replaceStep`, which throws whatever comes to hand at a slice that is not valid in itself. */
export function fitted(doc: Node, from: number, to: number, slice: Slice): Step | null {
  try {
    return replaceStep(doc, from, to, slice) ?? null;
  } catch {
    return null;
  }
}
