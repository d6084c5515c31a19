/**
 * What the server sent, as transactions: foreign changes go past my unconfirmed steps, or under them;
 * my own change is verified when it comes back, and repaired where the server decided otherwise.
 */
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Step, Transform } from "@tiptap/pm/transform";
import type { WireChange } from "@/collab/protocol/server-messages";
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
import { commute, withCommuted } from "./commute";
import { withIdle } from "./history";
import { survivesAs } from "./own-steps";
import { rebaseOver, repair, takeOff } from "./reapply";

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
  const version = versions.at(-1)?.version ?? collab.version;
  const steps = versions.flatMap((one) => one.steps);
  const passed = withPassed(collab, versions.map(passedBy));
  const next = { ...collab, version, passed };
  const { tr, lost } = pastMine(state, next, steps) ?? underMine(state, next, steps);
  dispatchRemote(editor, tr);
  return lost;
}

interface Taken {
  readonly tr: Transaction;
  readonly lost: readonly Step[];
}

/** Others' steps on top of mine, where it makes no difference. */
function pastMine(state: EditorState, next: Progress, steps: readonly Step[]): Taken | undefined {
  if (next.unconfirmed.length === 0) return undefined;
  const { tr } = state;
  const commuted = commute(tr, next.unconfirmed, steps);
  if (!commuted) return undefined;
  finish(tr, state, 0, { ...next, unconfirmed: commuted.unconfirmed });
  withCommuted(withTheirs(tr, { from: 0, to: steps.length }), commuted);
  return { tr, lost: [] };
}

function underMine(state: EditorState, next: Progress, steps: readonly Step[]): Taken {
  const { tr } = state;
  const before = next.unconfirmed.length;
  const { unconfirmed, lost, idle } = rebaseOver(tr, next.unconfirmed, steps);
  finish(tr, state, before, { ...next, unconfirmed });
  withTheirs(withIdle(tr, idle), { from: before, to: before + steps.length });
  return { tr, lost };
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
    const { unconfirmed, idle } = repaired;
    finish(tr, state, collab.unconfirmed.length, { ...next, unconfirmed });
    withIdle(tr, idle);
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
  takeOff(tr, later);
  const after = tr.doc;
  takeOff(tr, mine);
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
