/** What goes on the wire: unconfirmed steps, runs of typing merged, frozen under one change id. */
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import type { StepJson } from "@/collab/protocol/client-messages";
import { limits } from "@/collab/protocol/limits";
import { mergeSteps } from "@/collab/rebase/merge-steps";
import { endOf } from "@/collab/rebase/ranges";
import { collabState, type Inflight, type Unconfirmed, withCollab } from "./collab-plugin";

/** Room for the frame and the other fields of a message. */
const stepsBytes = limits.messageBytes - 2048;
const stepsNodes = limits.jsonNodes - 100;

export interface Frozen {
  readonly inflight: Inflight;
  readonly transaction: Transaction;
  /** It is one step, and that is more than a message may hold: it must not be sent. */
  readonly tooLarge: boolean;
}

/** Freezes as many unconfirmed steps as one change may hold; undefined when there are none. */
export function freeze(state: EditorState, changeId: string): Frozen | undefined {
  const { inflight, unconfirmed } = collabState(state);
  if (inflight || unconfirmed.length === 0) return undefined;
  const local = unconfirmed.map(({ step }) => step);
  const merged = mergeSteps(local);
  let taken = takeWhileFits(merged.steps);
  let { counts } = merged;
  if (taken.tooLarge && (counts[0] ?? 0) > 1) {
    // What was typed beside a huge paste is not to share its fate.
    taken = takeWhileFits(local);
    counts = local.map(() => 1);
  }
  const all = taken.steps.length === counts.length;
  const caret = all && isCaretAtEnd(state, merged.steps.at(-1)) ? { caret: "end" as const } : {};
  return { ...inflightOf(state, changeId, taken.steps, counts, caret), tooLarge: taken.tooLarge };
}

function isCaretAtEnd({ selection }: EditorState, last: Step | undefined): boolean {
  if (!(selection instanceof TextSelection) || !selection.empty) return false;
  return endOf(last?.getMap()) === selection.head;
}

function takeWhileFits(all: readonly Step[]): { steps: StepJson[]; tooLarge: boolean } {
  const steps: StepJson[] = [];
  let bytes = 0;
  let nodes = 0;
  for (const step of all.slice(0, limits.stepsPerChange)) {
    const json: StepJson = step.toJSON();
    const text = JSON.stringify(json);
    bytes += byteLength(text);
    // Braces within text count as well: it is a bound, not the number.
    nodes += text.split(/[[{]/).length;
    const fits = bytes <= stepsBytes && nodes <= stepsNodes;
    if (!fits && steps.length > 0) break;
    steps.push(json);
    if (!fits) return { steps, tooLarge: true };
  }
  return { steps, tooLarge: false };
}

/** Freezes everything, to be taken back: without limits, for nobody may be sent it. */
export function freezeAll(state: EditorState): Frozen | undefined {
  const { inflight, unconfirmed } = collabState(state);
  if (inflight || unconfirmed.length === 0) return undefined;
  const { steps, counts } = mergeSteps(unconfirmed.map(({ step }) => step));
  const frozen = inflightOf(
    state,
    "",
    steps.map((step) => step.toJSON()),
    counts,
  );
  return { ...frozen, tooLarge: false };
}

function inflightOf(
  state: EditorState,
  changeId: string,
  steps: readonly StepJson[],
  merged: readonly number[],
  caret: Pick<Inflight, "caret"> = {},
) {
  const counts = merged.slice(0, steps.length);
  const { version } = collabState(state);
  const inflight = { changeId, baseVersion: version, steps, counts, ...caret };
  const wires = counts.flatMap((count, wire) => Array<number>(count).fill(wire));
  return { inflight, transaction: markInflight(state, inflight, wires) };
}

/** Says, for each unconfirmed step, which wire step of the change in flight it is part of. */
function markInflight(
  state: EditorState,
  inflight: Inflight,
  wires: readonly (number | null)[],
): Transaction {
  const collab = collabState(state);
  const unconfirmed = collab.unconfirmed.map(
    (entry, index): Unconfirmed => ({ ...entry, wire: wires[index] ?? null }),
  );
  const tr = withCollab(state.tr, { ...collab, unconfirmed, inflight });
  return tr.setMeta("addToHistory", false);
}

/** UTF-8 bytes, without making them. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}
