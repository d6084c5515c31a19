/**
 * What others wrote, moved past what I have not had confirmed, and mine moved past theirs. Where both
 * only write and delete within lines, at places apart, the order makes no difference: nothing is taken
 * off to be put on again, however much of mine is under way. Elsewhere `rebaseOver` decides.
 */
import type { Node, Slice } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { ReplaceStep, type Step, type StepMap } from "@tiptap/pm/transform";
import type { Unconfirmed } from "./collab-plugin";

export interface Commuted {
  /** My steps, as they would have been made on top of the others'. */
  readonly unconfirmed: readonly Unconfirmed[];
  /** My steps as they were before. */
  readonly before: readonly Unconfirmed[];
  /** What the others' steps did to the document without mine. */
  readonly under: readonly StepMap[];
}

/** A step of mine, while others' go past it. */
interface Spot {
  readonly step: ReplaceStep;
  readonly inverted: ReplaceStep;
  readonly wire: Unconfirmed["wire"];
  /** How far on it is by now. */
  shift: number;
}

/**
 * Applies `steps`, which are for the document without `unconfirmed`, to the one with it. Undefined
 * when they do not commute; `tr` is of no use then.
 */
export function commute(
  tr: Transaction,
  unconfirmed: readonly Unconfirmed[],
  steps: readonly Step[],
): Commuted | undefined {
  const spots: Spot[] = [];
  for (const { step, inverted, wire } of unconfirmed) {
    // What is put back by the inverse is what the step deleted.
    if (!writesInLine(step) || !writesInLine(inverted)) return undefined;
    spots.push({ step, inverted, wire, shift: 0 });
  }
  for (const step of steps) {
    const moved = writesInLine(step) ? past(spots, step) : undefined;
    if (!moved || !deletesInLine(moved, tr.doc) || tr.maybeStep(moved).failed) return undefined;
  }
  return {
    unconfirmed: spots.map(shifted),
    before: unconfirmed,
    under: steps.map((step) => step.getMap()),
  };
}

/** A step of others on top of mine, which it moves; undefined where it touches one. */
function past(spots: readonly Spot[], step: ReplaceStep): ReplaceStep | undefined {
  const by = growth(step);
  let { from, to } = step;
  for (const spot of spots) {
    const { step: mine, shift } = spot;
    if (to < mine.from + shift) spot.shift += by;
    else if (from > mine.to + shift) {
      from += growth(mine);
      to += growth(mine);
    } else return undefined;
  }
  return along(step, from - step.from);
}

function shifted({ step, inverted, wire, shift }: Spot): Unconfirmed {
  return { step: along(step, shift), inverted: along(inverted, shift), wire };
}

function along(step: ReplaceStep, by: number): ReplaceStep {
  return by === 0 ? step : new ReplaceStep(step.from + by, step.to + by, step.slice);
}

function growth({ from, to, slice }: ReplaceStep): number {
  return slice.size - (to - from);
}

function writesInLine(step: Step): step is ReplaceStep {
  return (
    step instanceof ReplaceStep && !("structure" in step && step.structure) && isInline(step.slice)
  );
}

function deletesInLine({ from, to }: ReplaceStep, doc: Node): boolean {
  return from === to || isInline(doc.slice(from, to));
}

/** Text, or what stands in text, and no border of a block. */
function isInline({ content, openStart, openEnd }: Slice): boolean {
  if (openStart > 0 || openEnd > 0) return false;
  for (let index = 0; index < content.childCount; index++) {
    if (!content.child(index).isInline) return false;
  }
  return true;
}

const key = "tandem-commuted";

/** Says to the history of undo what went beneath its newest items. */
export function withCommuted(tr: Transaction, commuted: Commuted): Transaction {
  return tr.setMeta(key, commuted);
}

export function commutedIn(tr: Transaction): Commuted | undefined {
  return tr.getMeta(key);
}
