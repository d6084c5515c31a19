/**
 * The collaborative side of an editor's state: the version it stands on, and what it has done since
 * that the server has not confirmed. After prosemirror-collab, which this grew out of.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { Step, StepMap } from "@tiptap/pm/transform";
import type { StepJson } from "@/collab/protocol/client-messages";
import { Theirs } from "./theirs";

/** A local step which the server has not confirmed. */
export interface Unconfirmed {
  readonly step: Step;
  readonly inverted: Step;
  /** Which wire step of the change in flight it is part of; null when it was not sent yet. */
  readonly wire: number | null;
}

/** The change in flight: its bytes are frozen until it is answered. */
export interface Inflight {
  readonly changeId: string;
  readonly baseVersion: number;
  readonly steps: readonly StepJson[];
  /** How many local steps each wire step stands for. */
  readonly counts: readonly number[];
  /** The caret stands at the end of what its last step did, and nothing is left to be sent. */
  readonly caret?: "end";
}

/** How one version moved positions: the server's, without anything unconfirmed. */
export interface Passed {
  readonly version: number;
  readonly maps: readonly StepMap[];
}

export interface Progress {
  readonly version: number;
  readonly unconfirmed: readonly Unconfirmed[];
  readonly inflight: Inflight | null;
  /** The last versions, for positions that come from somebody who is behind. */
  readonly passed: readonly Passed[];
}

export interface CollabState extends Progress {
  /** What others wrote: it follows from the transactions themselves. */
  readonly theirs: Theirs;
}

/** Two seconds of the busiest document there may be; who is further behind is drawn roughly. */
const keptVersions = 200;

export function withPassed({ passed }: CollabState, more: readonly Passed[]): readonly Passed[] {
  return [...passed, ...more].slice(-keptVersions);
}

/** Where the transactions go: a view in the browser, a bare state elsewhere. */
export interface Editor {
  readonly state: EditorState;
  dispatch(tr: Transaction): void;
}

/** Shut while a transaction of the server's is applied. */
interface Gate {
  shut: boolean;
}

const key = new PluginKey<CollabState>("tandem-collab");

export function collabPlugin(version: number): Plugin<CollabState> {
  const gate: Gate = { shut: false };
  return new Plugin<CollabState>({
    key,
    gate,
    // Plugins that repair what came from the server would do it in every browser at once, each as
    // a change of its own. The authority has done it already.
    filterTransaction: (tr) => !gate.shut || !tr.docChanged || isRemote(tr),
    state: {
      init: () => ({ version, unconfirmed: [], inflight: null, passed: [], theirs: Theirs.none }),
      apply(tr, collab) {
        const next: Progress | undefined = tr.getMeta(key);
        const steps: Span | undefined = tr.getMeta(theirSteps);
        if (!tr.docChanged) return { ...collab, ...next };
        const theirs = collab.theirs.after(
          tr.mapping.maps,
          (index) => steps !== undefined && index >= steps.from && index < steps.to,
        );
        const unconfirmed = [...collab.unconfirmed, ...(next ? [] : unconfirmedOf(tr))];
        return { ...collab, unconfirmed, ...next, theirs };
      },
    },
    // Undo groups by what is adjacent; a remote change in between must not be taken for a pause.
    historyPreserveItems: true,
  });
}

export function collabState(state: EditorState): CollabState {
  const collab = key.getState(state);
  if (!collab) throw new Error("This editor has no collaboration plugin.");
  return collab;
}

/** Indexes of a transaction's steps. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const theirSteps = "tandem-their-steps";

/** `tr` as one that leaves the collaborative state as `next`, and adds nothing to be sent. */
export function withCollab(tr: Transaction, next: Progress): Transaction {
  const { version, unconfirmed, inflight, passed } = next;
  return tr.setMeta(key, { version, unconfirmed, inflight, passed });
}

/** Says which steps of `tr` others did. */
export function withTheirs(tr: Transaction, steps: Span): Transaction {
  return tr.setMeta(theirSteps, steps);
}

/** Dispatches what came from the server; what plugins would append to its text is turned away. */
export function dispatchRemote(editor: Editor, tr: Transaction): void {
  const gate: Gate | undefined = key.get(editor.state)?.spec.gate;
  if (!gate) throw new Error("This editor has no collaboration plugin.");
  gate.shut = true;
  try {
    editor.dispatch(tr);
  } finally {
    gate.shut = false;
  }
}

/** Whether a transaction brings in, or confirms, what the server sent. */
export function isRemote(tr: Transaction): boolean {
  return tr.getMeta(key) !== undefined;
}

function unconfirmedOf(tr: Transaction): Unconfirmed[] {
  return tr.steps.map((step, index) => {
    const before = tr.docs[index];
    if (!before) throw new Error("A transaction keeps the document before each step.");
    return { step, inverted: step.invert(before), wire: null };
  });
}
