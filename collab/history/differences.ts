/**
 * What differs between two versions, and who did it: out of the steps between them, so that nothing
 * is guessed. Positions `A` are the older document's, positions `B` the newer one's.
 */
import type { Node } from "@tiptap/pm/model";
import type { StepMap } from "@tiptap/pm/transform";
import { type Change, ChangeSet } from "prosemirror-changeset";
import { Authorship } from "./authorship";
import { Formatters } from "./formatters";
import { type Formatting, findFormatting } from "./formatting";
import { isNear, type LoggedChange, type Made, madeBy } from "./logged-change";
import { findMoved, type Moved } from "./moved";
import type { Span } from "./spans";

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

/** Follows the changes from one version to another; add all of them in order, then `finish`. */
export class DifferenceFinder {
  readonly #before: Node;
  #doc: Node;
  #set: ChangeSet<Made>;
  #maps: StepMap[] = [];
  #made: Made[] = [];
  readonly #writers: Authorship;
  readonly #formatters: Formatters;

  constructor(before: Node) {
    this.#before = before;
    this.#doc = before;
    // What two people did, or one in two versions, is never put together: as it does by itself.
    this.#set = ChangeSet.create<Made>(before);
    this.#writers = Authorship.before(before);
    this.#formatters = new Formatters(before.content.size);
  }

  /** `docs` are the documents after each of its steps. */
  add(change: LoggedChange, docs: readonly Node[]): void {
    const made = madeBy(change);
    this.#writers.follow(change, [this.#doc, ...docs]);
    for (const step of change.steps) {
      this.#maps.push(step.getMap());
      this.#made.push(made);
      this.#formatters.follow(step, made);
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
    const formatting = findFormatting(this.#before, this.#doc, changes, (from, to) =>
      this.#formatters.between(from, to).map((piece) => {
        const by = (name: string) => piece.by(name) ?? nearest(changes, piece.from);
        return { ...piece, by };
      }),
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

/** Who replaced what is around a place, for what no step set there. */
function nearest(changes: readonly Change<Made>[], place: number): Made | undefined {
  let best: Change<Made> | undefined;
  const distance = ({ fromB, toB }: Change<Made>) => Math.max(fromB - place, place - toB, 0);
  for (const change of changes) if (!best || distance(change) < distance(best)) best = change;
  return best?.inserted[0]?.data ?? best?.deleted[0]?.data;
}
