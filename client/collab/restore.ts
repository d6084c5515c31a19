/** Unconfirmed steps as they are kept outside of an editor, and put back into one. */
import { Step, type Transform } from "@tiptap/pm/transform";
import type { StepJson } from "@/collab/protocol/client-messages";
import {
  collabState,
  dispatchRemote,
  type Editor,
  type Inflight,
  type Unconfirmed,
  withCollab,
} from "./collab-plugin";

export interface KeptSteps {
  /** The version the steps were made on. */
  readonly version: number;
  /** Every unconfirmed step. */
  readonly steps: readonly StepJson[];
  /** For each of them, which step of `inflight` it is part of; null when it was not sent. */
  readonly wires: readonly (number | null)[];
  readonly inflight: Inflight | null;
}

export function keptSteps({ state }: Editor): KeptSteps {
  const { version, unconfirmed, inflight } = collabState(state);
  return {
    version,
    steps: unconfirmed.map(({ step }) => step.toJSON()),
    wires: unconfirmed.map(({ wire }) => wire),
    inflight,
  };
}

/** Puts steps into an editor that stands on their version. Returns those that do not fit. */
export function restoreSteps(editor: Editor, kept: KeptSteps): readonly Step[] {
  const { state } = editor;
  const tr = state.tr;
  const lost: Step[] = [];
  const unconfirmed: Unconfirmed[] = [];
  for (const [index, json] of kept.steps.entries()) {
    const step = Step.fromJSON(state.schema, json);
    const before = tr.doc;
    if (!fits(step, before)) {
      lost.push(step);
      continue;
    }
    tr.step(step);
    unconfirmed.push({ step, inverted: step.invert(before), wire: kept.wires[index] ?? null });
  }
  withCollab(tr, { ...collabState(state), unconfirmed, inflight: kept.inflight });
  dispatchRemote(editor, tr.setMeta("addToHistory", false));
  return lost;
}

function fits(step: Step, doc: Transform["doc"]): boolean {
  try {
    return step.apply(doc).doc !== null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
