/**
 * The undo history of one among several: prosemirror-history, corrected where own steps are put on
 * again over those of others. What it keeps of itself, it has no way to be asked for.
 */
import { history } from "@tiptap/pm/history";
import {
  type EditorState,
  Plugin,
  type SelectionBookmark,
  type StateField,
  type Transaction,
} from "@tiptap/pm/state";
import { Mapping, type Step, type StepMap, type Transform } from "@tiptap/pm/transform";
import { type Commuted, commutedIn } from "./commute";
import type { Idle } from "./reapply";

interface HistoryOptions {
  /** Events that are kept. */
  readonly depth?: number;
  /** Milliseconds after which what is typed is an event of its own. */
  readonly newGroupDelay?: number;
}

/** An own step, by its inverse, or only the map of one, or of somebody else's. */
interface Item {
  readonly map: StepMap;
  readonly step?: Step | undefined;
  /** With the first step of an event: where the caret was before. */
  readonly selection?: SelectionBookmark | undefined;
  /** So many items before this one is what it takes back. */
  readonly mirrorOffset?: number | undefined;
}

/** An array in parts. */
interface Items {
  readonly length: number;
  get(index: number): Item;
  slice(from: number, to?: number): Items;
  append(items: readonly Item[]): Items;
  flatten(): readonly Item[];
}

interface Branch {
  readonly items: Items;
  readonly eventCount: number;
  addMaps(maps: readonly StepMap[]): Branch;
  addTransform(
    transform: Transform,
    selection: SelectionBookmark,
    options: object,
    preserveItems: boolean,
  ): Branch;
  emptyItemCount(): number;
  compress(upTo?: number): Branch;
}

interface History {
  readonly done: Branch;
  readonly undone: Branch;
  /** When the last event was; 0 for what comes next to be another. */
  readonly prevTime: number;
}

interface Meta {
  readonly redo: boolean;
  readonly historyState: History;
}

/** The key of prosemirror-history's plugin, and of what undo and redo say of themselves. */
const historyKey = "history$";
/** Items without a step of which a branch is freed when there are more. */
const mostEmpty = 500;

export function historyPlugin(options: HistoryOptions = {}): Plugin {
  const { spec } = history(options);
  const field: StateField<History> | undefined = spec.state;
  if (!field) throw new Error("The history has no state.");
  return new Plugin<History>({
    ...spec,
    state: {
      ...field,
      apply(tr, before, old, now) {
        return corrected(tr, before, field.apply.call(this, tr, before, old, now));
      },
    },
  });
}

function corrected(tr: Transaction, before: History, after: History): History {
  const { maps } = tr.mapping;
  if (maps.length === 0 || tr.getMeta(historyKey)) return after;
  const undo: Meta | undefined = tr.getMeta("appendedTransaction")?.getMeta(historyKey);
  if (undo) {
    // What a plugin appends to an undo moves what is left to be undone as well.
    const { done, undone } = after;
    return replaced(
      after,
      undo.redo ? { undone: undone.addMaps(maps) } : { done: done.addMaps(maps) },
    );
  }
  if (tr.getMeta("addToHistory") !== false) return after;
  const count: number = tr.getMeta("rebased") ?? 0;
  const commuted = commutedIn(tr);
  const each = (branch: "done" | "undone") => {
    if (commuted) return overUnder(before[branch], commuted);
    return count > 0 ? rebased(before[branch], tr, count) : freed(before[branch], after[branch]);
  };
  const branches = { done: each("done"), undone: each("undone") };
  // What is typed next must not join an event of which nothing may be left.
  const gone = Array.from({ length: count }).some((_, i) => tr.mapping.getMirror(i) === undefined);
  return replaced(after, { ...branches, ...(gone ? { prevTime: 0 } : {}) });
}

/** Now and then: a tab that only looks on must not keep a map of everything that others write. */
function freed(before: Branch, branch: Branch): Branch {
  return isDue(before, branch) && branch.emptyItemCount() > mostEmpty ? branch.compress() : branch;
}

function isDue(before: Branch, branch: Branch): boolean {
  const parts = ({ items }: Branch) => Math.floor(items.length / mostEmpty);
  return parts(before) < parts(branch);
}

/**
 * The last `count` items as `tr` put their steps on again. Unlike prosemirror-history's, an event
 * that loses its first step stays an event, and what took something back goes on doing so.
 */
function rebased(branch: Branch, tr: Transaction, count: number): Branch {
  if (branch.eventCount === 0) return branch;
  const start = Math.max(0, branch.items.length - count);
  const tail = branch.items.slice(start).flatten();
  const placed = placedItems(tail, tr, tr.getMeta(idleKey) ?? new Map());
  const until = Math.min(tr.steps.length, ...placed.map(({ at }) => at));
  const under = tr.mapping.maps.slice(tail.length, until).map((map) => newItem(branch, { map }));
  const upTo = start + under.length;
  const events = (items: readonly Item[]) => items.filter(({ selection }) => selection).length;
  const items = mirrored(branch, placed, { start, upTo });
  const result = replaced(branch, {
    items: branch.items.slice(0, start).append(under).append(items),
    eventCount: branch.eventCount - events(tail) + events(items),
  });
  return freedUpTo(upTo, result, items);
}

/** `branch` without what holds no step, but for `items`, which begin at `upTo`. */
function freedUpTo(upTo: number, branch: Branch, items: readonly Item[]): Branch {
  if (branch.emptyItemCount() <= mostEmpty) return branch;
  const unmirrored = items.map((item) => replaced(item, { mirrorOffset: undefined }));
  const { items: all } = branch;
  return replaced(branch, { items: all.slice(0, upTo).append(unmirrored) }).compress(upTo);
}

/** As `rebased`, for steps which others' went past: they are what they were, further on. */
function overUnder(branch: Branch, { before, unconfirmed, under }: Commuted): Branch {
  if (branch.eventCount === 0) return branch;
  const start = Math.max(0, branch.items.length - unconfirmed.length);
  const tail = branch.items.slice(start).flatten();
  const upTo = start + under.length;
  const placed = tail.map((item, was): Placed => {
    const index = unconfirmed.length - tail.length + was;
    const { step, inverted } = unconfirmed[index] ?? {};
    const map = step?.getMap() ?? item.map;
    const selection = item.selection?.map(pastFirst(index, before, unconfirmed, under));
    return { item: { ...item, map, step: item.step && inverted, selection }, was, at: was };
  });
  const items = mirrored(branch, placed, { start, upTo });
  const beneath = under.map((map) => newItem(branch, { map }));
  const all = branch.items.slice(0, start).append(beneath).append(items);
  const result = replaced(branch, { items: all });
  return isDue(branch, result) ? freedUpTo(upTo, result, items) : result;
}

/** From after the first `count` steps as they were to after them as they are, over `under`. */
function pastFirst(
  count: number,
  before: Commuted["before"],
  after: Commuted["unconfirmed"],
  under: readonly StepMap[],
): Mapping {
  const back = before.slice(0, count).map(({ step }) => step.getMap().invert());
  const mapping = new Mapping([...back.toReversed(), ...under]);
  for (const [index, { step }] of after.slice(0, count).entries()) {
    mapping.appendMap(step.getMap(), count - 1 - index);
  }
  return mapping;
}

const idleKey = "tandem-idle";

/** Says what stands in `tr` for steps that found no place: undo stops there, and does nothing. */
export function withIdle(tr: Transaction, idle: Idle): Transaction {
  return tr.setMeta(idleKey, idle);
}

/** What became of an item: `was` in the tail, and `at` in the transform. */
interface Placed {
  readonly item: Item;
  readonly was: number;
  readonly at: number;
}

function placedItems(
  tail: readonly Item[],
  { mapping, steps, docs }: Transform,
  idle: Idle,
): Placed[] {
  const result: Placed[] = [];
  let bookmark: { readonly selection: SelectionBookmark; readonly from: number } | undefined;
  for (const [was, { step, selection, mirrorOffset }] of tail.entries()) {
    // The transform begins with the inverses, the last first.
    const inverse = tail.length - was - 1;
    if (selection) bookmark = { selection, from: inverse + 1 };
    const at = mapping.getMirror(inverse) ?? idle.get(inverse);
    const map = at === undefined ? undefined : mapping.maps[at];
    if (at === undefined || !map) continue;
    const doc = docs[at];
    if (!step || !doc) {
      result.push({ item: { map, mirrorOffset }, was, at });
      continue;
    }
    const caret = bookmark?.selection.map(mapping.slice(bookmark.from, at) as Mapping);
    bookmark = undefined;
    const item = { map, step: steps[at]?.invert(doc), selection: caret, mirrorOffset };
    result.push({ item, was, at });
  }
  return result;
}

/** The items with how far it is to what they take back, where that still has their shape. */
function mirrored(
  branch: Branch,
  placed: readonly Placed[],
  { start, upTo }: { readonly start: number; readonly upTo: number },
): readonly Item[] {
  return placed.map(({ item, was }, index) => {
    const old = item.mirrorOffset === undefined ? undefined : was - item.mirrorOffset;
    if (old === undefined) return newItem(branch, item);
    const among = placed.findIndex((other) => other.was === old);
    const mirror = old < 0 ? branch.items.get(start + old) : placed[among]?.item;
    const place = old < 0 ? start + old : upTo + among;
    const fits = mirror !== undefined && takesBack(item.map, mirror.map);
    return newItem(branch, { ...item, mirrorOffset: fits ? upTo + index - place : undefined });
  });
}

function takesBack(map: StepMap, other: StepMap): boolean {
  const sizes = (one: StepMap) => {
    const result: (readonly [number, number])[] = [];
    one.forEach((from, to, newFrom, newTo) => {
      result.push([to - from, newTo - newFrom]);
    });
    return result;
  };
  const theirs = sizes(other);
  const mine = sizes(map);
  return (
    mine.length === theirs.length &&
    mine.every(([old, now], i) => theirs[i]?.[0] === now && theirs[i]?.[1] === old)
  );
}

/** Of the same class as the others of the branch, of which there are some when this is called. */
function newItem({ items }: Branch, properties: Item): Item {
  return replaced(items.get(0), {
    step: undefined,
    selection: undefined,
    mirrorOffset: undefined,
    ...properties,
  });
}

/**
 * `result` in place of `tr`, an undo or redo on `state`: what it really did is what is to be undone,
 * or done again, and what the rest of the history is mapped through.
 */
export function asHistory(state: EditorState, tr: Transaction, result: Transaction): Transaction {
  const plugin = state.plugins.find(({ spec }) => spec.config?.newGroupDelay !== undefined);
  const meta: Meta | undefined = tr.getMeta(historyKey);
  const before: History | undefined = plugin?.getState(state);
  if (!plugin || !meta || !before) throw new Error("This editor has no history.");
  const { redo, historyState } = meta;
  const added = (redo ? before.done : before.undone).addTransform(
    result,
    state.selection.getBookmark(),
    plugin.spec.config,
    true,
  );
  const popped = redo ? historyState.undone : historyState.done;
  // Its last items are the maps of `tr`, one for each step.
  const kept = popped.items.slice(0, popped.items.length - tr.steps.length);
  const remaining = replaced(popped, { items: kept }).addMaps(result.mapping.maps);
  const branches = redo ? { done: added, undone: remaining } : { done: remaining, undone: added };
  return result.setMeta(historyKey, { redo, historyState: replaced(historyState, branches) });
}

/** A copy with other properties, of the same class. */
function replaced<T extends object>(instance: T, properties: Partial<T>): T {
  return Object.assign(Object.create(Object.getPrototypeOf(instance)), instance, properties);
}
