/** Own steps taken off, and put on again over what others did: mapped, or rescued. */
import type { Mapping, Step, StepMap, Transform } from "@tiptap/pm/transform";
import { DisplacedText } from "@/collab/rebase/displaced";
import { ForeignText } from "@/collab/rebase/foreign-text";
import { OwnMapping } from "@/collab/rebase/own-mapping";
import {
  insertedBy,
  mapStep,
  mapsForAuthor,
  putTogetherBy,
  rescueStep,
  spare,
} from "@/collab/rebase/rescue";
import type { CollabState, Unconfirmed } from "./collab-plugin";
import { alignOwnSteps, doesNothing, nothing } from "./own-steps";
import { Reach } from "./reach";

export interface Reapplied {
  readonly unconfirmed: readonly Unconfirmed[];
  readonly lost: readonly Step[];
  readonly idle: Idle;
}

/**
 * By the index of the inverse of a step: that of what stands for it, but does nothing or less. For
 * undo alone: as its mirror it would be asked where all the content is that the step had.
 */
export type Idle = ReadonlyMap<number, number>;

/** Undoes `unconfirmed`, applies `over`, and puts them on again, mapped or rescued. */
export function rebaseOver(
  tr: Transform,
  unconfirmed: readonly Unconfirmed[],
  over: readonly Step[],
): Reapplied {
  takeOff(tr, unconfirmed);
  for (const step of over) tr.step(step);
  // As for whoever reads: there is nothing to be put on again.
  if (unconfirmed.length === 0) return { unconfirmed, lost: [], idle: new Map() };
  const maps = over.map((step) => step.getMap());
  const own = new OwnMapping(mapsOf(unconfirmed)).over(maps);
  const displaced = new DisplacedText();
  const foreign = new ForeignText(insertedBy(maps));
  return reapply(tr, unconfirmed, { first: 0, own, foreign, displaced, idle: new Map() });
}

/**
 * Everything unconfirmed is undone, the server's form of my change applied to the letter, and the
 * rest put on again. What the server put elsewhere than I did is not mine to delete by accident.
 */
export function repair(
  tr: Transform,
  { unconfirmed, inflight }: CollabState,
  steps: readonly Step[],
  kept: readonly number[],
): Reapplied {
  const mine = unconfirmed.filter(({ wire }) => wire !== null);
  const aligned = alignOwnSteps(mine, inflight, steps, kept);
  const own = new OwnMapping(mapsOf(unconfirmed));
  // For undo, mirrors are set for all of my steps or for none: a mixture breaks it.
  const all = aligned.length === mine.length && aligned.every(({ stands }) => stands !== undefined);
  const displaced = new DisplacedText();
  const reach = new Reach(mapsOf(unconfirmed));
  const idle = new Map<number, number>();
  takeOff(tr, unconfirmed);
  for (const { step, stands, believed = [] } of aligned) {
    tr.step(step);
    const map = step.getMap();
    displaced.moved(map);
    reach.passed(map, stands);
    if (stands === undefined) {
      own.over([map]);
      displaced.add(believed, insertedBy([map]));
    } else {
      own.place(stands, [map]);
      if (all) mirror(tr, unconfirmed.length - stands - 1, idle);
    }
  }
  const foreign = new ForeignText([]);
  return reapply(tr, unconfirmed, { first: mine.length, own, foreign, displaced, reach, idle });
}

/** The last step of `tr` stands for the one that the step at `inverse` took off. */
function mirror(tr: Transform, inverse: number, idle: Map<number, number>): void {
  const now = tr.steps.length - 1;
  const [before, after] = [tr.mapping.maps[inverse], tr.mapping.maps[now]];
  const step = tr.steps[now];
  if (!before || !after || !step) return;
  if (doesNothing(step) || rangesOf(before) > rangesOf(after)) idle.set(inverse, now);
  else setMirror(tr.mapping, inverse, now);
}

function rangesOf(map: StepMap): number {
  let count = 0;
  map.forEach(() => {
    count += 1;
  });
  return count;
}

/** Public in the source of prosemirror-transform, missing from its types. */
function setMirror(
  mapping: Mapping & { setMirror?(n: number, m: number): void },
  n: number,
  m: number,
) {
  mapping.setMirror?.(n, m);
}

export function takeOff(tr: Transform, unconfirmed: readonly Unconfirmed[]): void {
  for (const { inverted } of unconfirmed.toReversed()) tr.step(inverted);
}

function mapsOf(unconfirmed: readonly Unconfirmed[]): readonly StepMap[] {
  return unconfirmed.map(({ step }) => step.getMap());
}

interface Under {
  /** The first that is not put on yet. */
  readonly first: number;
  readonly own: OwnMapping;
  /** What others inserted. */
  readonly foreign: ForeignText;
  readonly displaced: DisplacedText;
  /** Where what was put on already may stand elsewhere among what others wrote long since. */
  readonly reach?: Reach;
  readonly idle: Map<number, number>;
}

/** Puts on again those of `unconfirmed` from the first on. `tr` begins with the inverses of all. */
function reapply(tr: Transform, unconfirmed: readonly Unconfirmed[], under: Under): Reapplied {
  const { first, own, foreign, displaced, reach, idle } = under;
  const result: Unconfirmed[] = [];
  const lost: Step[] = [];
  for (const [index, { step, wire }] of unconfirmed.entries()) {
    if (index < first) continue;
    const mapping = own.from(index);
    const mapped = mapStep(step, mapping);
    const spared = (over: Step) => {
      const beyond = reach?.beyond(index, step, over) ?? [];
      return [foreign.around(over), displaced.sparedBy(step), beyond].flat();
    };
    const fits = place(tr, mapped && spare(mapped, spared(mapped), tr.doc, { inPlace: true }));
    const found = fits ?? place(tr, rescueStep(step, mapping, tr.doc));
    displaced.passed(step, found, !fits);
    if (!found && wire === null) lost.push(step);
    const placed = found ?? nothing;
    if (!found) tr.step(nothing);
    // Always: undo counts on every step that was put on again being the mirror of one taken off.
    mirror(tr, unconfirmed.length - index - 1, idle);
    const alone = fits ? mapped : null;
    own.place(index, mapsForAuthor(alone, placed));
    foreign.passed(placed.getMap(), putTogetherBy(alone, placed));
    reach?.passed(placed.getMap(), index);
    const before = tr.docs.at(-1);
    if (before) result.push({ step: placed, inverted: placed.invert(before), wire });
  }
  return { unconfirmed: result, lost, idle };
}

function place(tr: Transform, step: Step | null): Step | undefined {
  try {
    return step && !tr.maybeStep(step).failed ? step : undefined;
  } catch (error) {
    // A step whose positions lie outside of what is left does not merely fail, it throws.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
