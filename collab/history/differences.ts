/**
 * What differs between two versions, and who did it: out of the steps between them, so that nothing
 * is guessed. Positions `A` are the older document's, positions `B` the newer one's.
 */
import type { Node } from "@tiptap/pm/model";
import { AddMarkStep, RemoveMarkStep, type Step, type StepMap } from "@tiptap/pm/transform";
import { type Change, ChangeSet } from "prosemirror-changeset";
import { Authorship } from "./authorship";
import { type Formatting, findFormatting } from "./formatting";
import { isNear, type LoggedChange, type Made, madeBy } from "./logged-change";
import { findMoved, type Moved } from "./moved";
import { type Span, Spans } from "./spans";

export interface Passage {
  readonly from: number;
  readonly to: number;
  readonly by: Made;
}

/** What was from `fromA` to `toA` is gone; what is from `fromB` to `toB` came. Either may be empty. */
export interface Replacement {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
  /** By who deleted them, in positions A; they leave no gap. */
  readonly deleted: readonly Passage[];
  /** By who wrote them, in positions B; they leave no gap. */
  readonly inserted: readonly Passage[];
}

/** Each list in the order of the document. */
export interface Differences {
  readonly replacements: readonly Replacement[];
  readonly formatting: readonly Formatting[];
  readonly moved: readonly Moved[];
}

type Formatted = Made | null;

/** Follows the changes from one version to another; add all of them in order, then `finish`. */
export class DifferenceFinder {
  readonly #before: Node;
  #doc: Node;
  #set: ChangeSet<Made>;
  #maps: StepMap[] = [];
  #made: Made[] = [];
  readonly #writers: Authorship;
  readonly #formatted: Spans<Formatted>;

  constructor(before: Node) {
    this.#before = before;
    this.#doc = before;
    // What two people did, or one in two versions, is never put together: as it does by itself.
    this.#set = ChangeSet.create<Made>(before);
    this.#writers = Authorship.before(before);
    this.#formatted = new Spans<Formatted>([{ length: before.content.size, data: null }], (a, b) =>
      a === b ? a : undefined,
    );
  }

  /** `docs` are the documents after each of its steps. */
  add(change: LoggedChange, docs: readonly Node[]): void {
    const made = madeBy(change);
    this.#writers.follow(change, [this.#doc, ...docs]);
    for (const [index, step] of change.steps.entries()) {
      const map = step.getMap();
      this.#maps.push(map);
      this.#made.push(made);
      this.#formatted.follow(map, (from, to) => [{ length: to - from, data: null }]);
      const range = formattedRange(step, docs[index] ?? this.#doc);
      if (range) {
        const { from, to } = range;
        this.#formatted.replace(from, to, [{ length: to - from, data: made }]);
      }
    }
    this.#doc = docs.at(-1) ?? this.#doc;
    // Together they are merged pair by pair, which is what makes long ranges possible.
    if (this.#maps.length >= mapsAtOnce) this.#addMaps();
  }

  finish(): Differences {
    this.#addMaps();
    const { changes } = this.#set;
    const moved = findMoved(this.#before, this.#doc, changes);
    const replacements = changes.map((change) => this.#replacement(change));
    const lastFormatted = (from: number, to: number) =>
      this.#formatted.between(from, to).find(({ data }) => data)?.data ??
      this.#writers.between(from, to).find(({ data }) => data)?.data;
    const formatting = findFormatting(this.#before, this.#doc, changes, (from, to) =>
      nearest(lastFormatted(from, to), changes, from),
    );
    return { replacements, formatting, moved };
  }

  #addMaps(): void {
    this.#set = this.#set.addSteps(this.#doc, this.#maps, this.#made);
    this.#maps = [];
    this.#made = [];
  }

  #replacement(change: Change<Made>): Replacement {
    const { fromA, toA, fromB, toB } = change;
    const deleted = passages(change.deleted, fromA);
    const inserted = passages(change.inserted, fromB).flatMap((piece) => this.#written(piece));
    return { fromA, toA, fromB, toB, deleted, inserted: joined(inserted) };
  }

  /** Whoever moved or pasted somebody's words did not write them. */
  #written({ from, to, by }: Passage): readonly Passage[] {
    let start = from;
    return this.#writers.between(from, to).map(({ length, data }) => {
      const piece = { from: start, to: start + length, by: data ?? by };
      start += length;
      return piece;
    });
  }
}

/** Merging is a sort: many at once cost little more than few. */
const mapsAtOnce = 500;

function passages(spans: readonly Span<Made>[], from: number): readonly Passage[] {
  let start = from;
  return joined(
    spans.map(({ length, data }) => {
      const piece = { from: start, to: start + length, by: data };
      start += length;
      return piece;
    }),
  );
}

/** Neighbours of one person within a minute are one passage, by the last of them. */
function joined(pieces: readonly Passage[]): readonly Passage[] {
  const found: Passage[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last && isNear(last.by, piece.by)) {
      const by = last.by.version > piece.by.version ? last.by : piece.by;
      found[found.length - 1] = { from: last.from, to: piece.to, by };
    } else found.push(piece);
  }
  return found;
}

/** Where a step set marks or attributes, in positions after it. */
function formattedRange(step: Step, after: Node): { from: number; to: number } | undefined {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    return { from: step.from, to: step.to };
  }
  const several: unknown = Reflect.get(step, "steps");
  if (Array.isArray(several)) {
    const marks = several.filter(
      (one) => one instanceof AddMarkStep || one instanceof RemoveMarkStep,
    );
    const from = Math.min(...marks.map((one) => one.from));
    const to = Math.max(...marks.map((one) => one.to));
    return marks.length > 0 ? { from, to } : undefined;
  }
  const position: unknown = Reflect.get(step, "pos");
  if (typeof position !== "number" || !after.nodeAt(position)) return undefined;
  return { from: position, to: position + 1 };
}

/** Who formatted: known from the step, or else whoever replaced what is around it. */
function nearest(
  known: Made | null | undefined,
  changes: readonly Change<Made>[],
  from: number,
): Made | undefined {
  if (known) return known;
  let best: Change<Made> | undefined;
  const distance = ({ fromB, toB }: Change<Made>) => Math.max(fromB - from, from - toB, 0);
  for (const change of changes) if (!best || distance(change) < distance(best)) best = change;
  return best?.inserted[0]?.data ?? best?.deleted[0]?.data;
}
