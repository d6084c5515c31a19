/** What goes on the wire: unconfirmed steps, runs of typing merged, frozen under one change id. */
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { limits } from "@/collab/protocol/limits";
import { mergeSteps } from "@/collab/rebase/merge-steps";
import { collabState, type Inflight, type Unconfirmed, withCollab } from "./collab-plugin";

/** Room for the frame and the other fields of a message. */
const stepsBytes = limits.messageBytes - 2048;

export interface Frozen {
  readonly inflight: Inflight;
  readonly transaction: Transaction;
}

/** Freezes as many unconfirmed steps as one change may hold; undefined when there are none. */
export function freeze(state: EditorState, changeId: string): Frozen | undefined {
  const collab = collabState(state);
  if (collab.inflight || collab.unconfirmed.length === 0) return undefined;
  const merged = mergeSteps(collab.unconfirmed.map(({ step }) => step));
  const steps = [];
  let bytes = 0;
  for (const step of merged.steps.slice(0, limits.stepsPerChange)) {
    const json = step.toJSON();
    bytes += byteLength(JSON.stringify(json));
    // The first always goes: too large a one is refused, and kept for its author.
    if (bytes > stepsBytes && steps.length > 0) break;
    steps.push(json);
  }
  const counts = merged.counts.slice(0, steps.length);
  const inflight = { changeId, baseVersion: collab.version, steps, counts };
  const wires = counts.flatMap((count, wire) => Array<number>(count).fill(wire));
  return { inflight, transaction: markInflight(state, inflight, wires) };
}

/** Says, for each unconfirmed step, which wire step of the change in flight it is part of. */
export function markInflight(
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
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}
