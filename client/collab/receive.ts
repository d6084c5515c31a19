/**
 * What the server sent, as transactions: foreign changes go under my unconfirmed steps; my own
 * change is verified when it comes back, and repaired where the server decided otherwise.
 */
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { type Mapping, Step, type StepMap, Transform } from "@tiptap/pm/transform";
import type { WireChange } from "@/collab/protocol/server-messages";
import { DisplacedText } from "@/collab/rebase/displaced";
import { ForeignText } from "@/collab/rebase/foreign-text";
import { OwnMapping } from "@/collab/rebase/own-mapping";
import { insertedBy, mapStep, putTogetherBy, rescueStep, spare } from "@/collab/rebase/rescue";
import {
  type CollabState,
  collabState,
  dispatchRemote,
  type Editor,
  type Passed,
  type Progress,
  type Unconfirmed,
  withCollab,
  withPassed,
  withTheirs,
} from "./collab-plugin";
import { alignOwnSteps, survivesAs } from "./own-steps";

export interface Received {
  /** Local steps that found no place any more, as they were. */
  readonly lost: readonly Step[];
  /** How my own change came back, when it did. */
  readonly own?: "verified" | "repaired";
  /** The others know from it where my caret is. */
  readonly withCaret?: boolean;
}

/** Takes in changes, which must be the next versions; mine may be the first of them only. */
export function receive(editor: Editor, changes: readonly WireChange[]): Received {
  const collab = collabState(editor.state);
  const [first] = changes;
  if (!first) return { lost: [] };
  if (first.version !== collab.version + 1) {
    throw new RangeError(`expected version ${collab.version + 1}, got ${first.version}`);
  }
  const parse = (change: WireChange) =>
    change.steps.map((json) => Step.fromJSON(editor.state.schema, json));
  if (first.changeId !== collab.inflight?.changeId) {
    const versions = changes.map((change) => ({ version: change.version, steps: parse(change) }));
    return { lost: receiveSteps(editor, versions) };
  }
  if (changes.length > 1) throw new RangeError("my own change must be received by itself");
  const steps = parse(first);
  const kept = first.kept ?? collab.inflight.steps.map((_, index) => index);
  const dropped = stepsOf(editor.state, collab, (index) => !kept.includes(index));
  const repairs = steps.slice(kept.length);
  const received = own(editor, steps.slice(0, kept.length), repairs, kept, first.version);
  const withCaret = first.caret ? { withCaret: true } : {};
  return { ...received, ...withCaret, lost: [...dropped, ...received.lost] };
}

/** The change in flight was acknowledged, yet no version came of it: it did nothing. */
export function receiveNoop(editor: Editor): Received {
  return own(editor, [], [], [], collabState(editor.state).version);
}

/** The change in flight was refused: it is taken back, and what it held is `lost`. */
export function takeBack(editor: Editor): Received {
  const collab = collabState(editor.state);
  // As it was frozen: some of it may have lost its place here meanwhile.
  const refused = stepsOf(editor.state, collab, () => true);
  const { lost } = own(editor, [], [], [], collab.version);
  return { lost: [...refused, ...lost] };
}

export interface Version {
  readonly version: number;
  readonly steps: readonly Step[];
}

function passedBy({ version, steps }: Version): Passed {
  return { version, maps: steps.map((step) => step.getMap()) };
}

/** Steps of others, by version. Returns my own that found no place any more. */
export function receiveSteps(editor: Editor, versions: readonly Version[]): readonly Step[] {
  const { state } = editor;
  const collab = collabState(state);
  const tr = state.tr;
  const version = versions.at(-1)?.version ?? collab.version;
  const steps = versions.flatMap((one) => one.steps);
  const { unconfirmed, lost } = rebaseOver(tr, collab.unconfirmed, steps);
  const passed = withPassed(collab, versions.map(passedBy));
  const before = collab.unconfirmed.length;
  finish(tr, state, before, { ...collab, version, unconfirmed, passed });
  withTheirs(tr, { from: before, to: before + steps.length });
  dispatchRemote(editor, tr);
  return lost;
}

function own(
  editor: Editor,
  steps: readonly Step[],
  repairs: readonly Step[],
  kept: readonly number[],
  version: number,
): Received {
  const { state } = editor;
  const collab = collabState(state);
  const mine = collab.unconfirmed.filter(({ wire }) => wire !== null);
  const later = collab.unconfirmed.filter(({ wire }) => wire === null);
  const asIs = steps.length === 0 && didNothing(state, mine, later);
  const verified = asIs || survivesAs(mine, collab.inflight, steps, kept);
  const tr = state.tr;
  let lost: readonly Step[] = [];
  // Until the authority's repairs are in as well, the version is not reached.
  const reached = repairs.length > 0 ? version - 1 : version;
  const next = {
    version: reached,
    inflight: null,
    passed: withPassed(collab, [passedBy({ version, steps })]),
  };
  if (verified) {
    withCollab(tr, { ...next, unconfirmed: later });
    tr.setMeta("addToHistory", false);
  } else {
    const repaired = repair(tr, collab, steps, kept);
    lost = repaired.lost;
    const { unconfirmed } = repaired;
    finish(tr, state, collab.unconfirmed.length, { ...next, unconfirmed });
  }
  dispatchRemote(editor, tr);
  if (repairs.length > 0) lost = [...lost, ...receiveSteps(editor, [{ version, steps: repairs }])];
  return { lost, own: verified ? "verified" : "repaired" };
}

/**
 * Whether `mine`, with `later` on top of it, left the document as it was: as a word does that was
 * typed and deleted again. There is nothing to take off then, and undo can still bring it back.
 */
function didNothing(
  { doc }: EditorState,
  mine: readonly Unconfirmed[],
  later: readonly Unconfirmed[],
): boolean {
  const tr = new Transform(doc);
  undo(tr, later);
  const after = tr.doc;
  undo(tr, mine);
  return tr.doc.eq(after);
}

/** Steps of the change in flight, as they were frozen. */
function stepsOf(
  { schema }: EditorState,
  { inflight }: CollabState,
  which: (index: number) => boolean,
): readonly Step[] {
  const frozen = inflight?.steps.filter((_, index) => which(index)) ?? [];
  return frozen.map((json) => Step.fromJSON(schema, json));
}

interface Reapplied {
  readonly unconfirmed: readonly Unconfirmed[];
  readonly lost: readonly Step[];
}

/** Undoes `unconfirmed`, applies `over`, and puts them on again, mapped or rescued. */
function rebaseOver(
  tr: Transform,
  unconfirmed: readonly Unconfirmed[],
  over: readonly Step[],
): Reapplied {
  undo(tr, unconfirmed);
  for (const step of over) tr.step(step);
  // As for whoever reads: there is nothing to be put on again.
  if (unconfirmed.length === 0) return { unconfirmed, lost: [] };
  const maps = over.map((step) => step.getMap());
  const own = new OwnMapping(mapsOf(unconfirmed)).over(maps);
  const displaced = new DisplacedText();
  return reapply(tr, unconfirmed, {
    first: 0,
    own,
    foreign: new ForeignText(insertedBy(maps)),
    displaced,
  });
}

/**
 * Everything unconfirmed is undone, the server's form of my change applied to the letter, and the
 * rest put on again. What the server put elsewhere than I did is not mine to delete by accident.
 */
function repair(
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
  undo(tr, unconfirmed);
  for (const { step, stands, believed = [] } of aligned) {
    tr.step(step);
    const map = step.getMap();
    displaced.moved(map);
    if (stands === undefined) {
      own.over([map]);
      displaced.add(believed, insertedBy([map]));
    } else {
      own.place(stands, [map]);
      if (all) setMirror(tr.mapping, unconfirmed.length - stands - 1, tr.steps.length - 1);
    }
  }
  return reapply(tr, unconfirmed, {
    first: mine.length,
    own,
    foreign: new ForeignText([]),
    displaced,
  });
}

/** Public in the source of prosemirror-transform, missing from its types. */
function setMirror(
  mapping: Mapping & { setMirror?(n: number, m: number): void },
  n: number,
  m: number,
) {
  mapping.setMirror?.(n, m);
}

function undo(tr: Transform, unconfirmed: readonly Unconfirmed[]): void {
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
}

/** Puts on again those of `unconfirmed` from the first on. `tr` begins with the inverses of all. */
function reapply(tr: Transform, unconfirmed: readonly Unconfirmed[], under: Under): Reapplied {
  const { first, own, foreign, displaced } = under;
  const result: Unconfirmed[] = [];
  const lost: Step[] = [];
  for (const [index, { step, wire }] of unconfirmed.entries()) {
    if (index < first) continue;
    const mapping = own.from(index);
    const mapped = mapStep(step, mapping);
    const theirs = mapped ? [...foreign.around(mapped), ...displaced.sparedBy(step)] : [];
    const fits = place(tr, mapped && spare(mapped, theirs, tr.doc, { inPlace: true }));
    const placed = fits ?? place(tr, rescueStep(step, mapping, tr.doc));
    displaced.passed(step, placed, !fits);
    if (!placed) {
      if (wire === null) lost.push(step);
      continue;
    }
    // Always: undo counts on every step that was put on again being the mirror of one taken off.
    setMirror(tr.mapping, unconfirmed.length - index - 1, tr.steps.length - 1);
    own.place(index, [placed.getMap()]);
    foreign.passed(placed.getMap(), putTogetherBy(mapped, placed));
    const before = tr.docs.at(-1);
    if (before) result.push({ step: placed, inverted: placed.invert(before), wire });
  }
  return { unconfirmed: result, lost };
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

function finish(tr: Transaction, before: EditorState, rebased: number, next: Progress): void {
  const { selection } = before;
  // Text that somebody inserts exactly at my caret appears after it.
  if (selection instanceof TextSelection && tr.docChanged) {
    const anchor = tr.doc.resolve(tr.mapping.map(selection.anchor, -1));
    const head = tr.doc.resolve(tr.mapping.map(selection.head, -1));
    tr.setSelection(TextSelection.between(anchor, head, -1));
  }
  // Every step forgets the marks that were chosen for what is typed next.
  if (before.storedMarks) tr.setStoredMarks(before.storedMarks);
  withCollab(tr, next).setMeta("rebased", rebased).setMeta("addToHistory", false);
}
