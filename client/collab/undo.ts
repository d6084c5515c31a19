/**
 * Undo and redo that take back my own work only. Plain undo would take with a paste, or with a
 * deletion done again, whatever others have written inside of it since.
 */
import { redo, undo } from "@tiptap/pm/history";
import { type Node, Slice } from "@tiptap/pm/model";
import {
  type Command,
  type EditorState,
  Plugin,
  Selection,
  type Transaction,
} from "@tiptap/pm/state";
import { ReplaceStep, type Step, Transform } from "@tiptap/pm/transform";
import { OwnMapping } from "@/collab/rebase/own-mapping";
import { mapContent, overlap, type Range, without } from "@/collab/rebase/ranges";
import { fitted, mapStep, spare } from "@/collab/rebase/rescue";
import { collabState } from "./collab-plugin";
import { asHistory } from "./history";
import { doesNothing } from "./own-steps";

export const undoMine: Command = sparing(undo);
export const redoMine: Command = sparing(redo);

/** Undo from a menu or a gesture of the system's. */
export function undoPlugin(): Plugin {
  const commands: Record<string, Command> = { historyUndo: undoMine, historyRedo: redoMine };
  return new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          const command = commands[event.inputType];
          if (!command || !view.editable) return false;
          event.preventDefault();
          return command(view.state, view.dispatch);
        },
      },
    },
  });
}

function sparing(command: Command): Command {
  return (state, dispatch, view) => {
    const spared = dispatch && ((tr: Transaction) => dispatch(spareTheirs(state, tr)));
    return command(state, spared, view);
  };
}

/** `tr`, of the history of `state`, without what it would delete of others' text. */
function spareTheirs(state: EditorState, tr: Transaction): Transaction {
  const theirs = collabState(state).theirs.ranges();
  const own = new OwnMapping(tr.steps.map((step) => step.getMap()));
  const result = state.tr;
  let foreign = theirs;
  let differs = false;
  for (const [index, step] of tr.steps.entries()) {
    const mapped = mapStep(step, own.from(index));
    const pieces = mapped ? withoutTheirs(mapped, foreign, result.doc) : [];
    const placed = pieces.filter((piece) => !fails(result, piece));
    const maps = placed.map((piece) => piece.getMap());
    differs ||= placed[0] !== mapped || placed.length !== 1;
    own.place(index, maps);
    // What comes back between two letters of theirs is mine, and may be taken back in its turn.
    foreign = maps.reduce(mapContent, foreign);
  }
  if (!differs) return tr;
  if (!result.docChanged) return asHistory(state, tr, result);
  const caret = own.from(tr.steps.length).map(tr.selection.head, -1);
  result.setSelection(Selection.near(result.doc.resolve(Math.min(caret, result.doc.content.size))));
  if (tr.scrolledIntoView) result.scrollIntoView();
  return asHistory(state, tr, result);
}

/** A step as several, one for each part of what it deletes that is not theirs, the last first. */
function withoutTheirs(step: Step, theirs: readonly Range[], doc: Node): readonly Step[] {
  if (!(step instanceof ReplaceStep)) {
    const spared = spare(step, theirs, doc, { inPlace: true });
    return spared ? [spared] : [];
  }
  const inside = theirs.filter((stretch) => overlap(stretch, step));
  if (doesNothing(step)) return [];
  // What only puts something back deletes nothing, even within a stretch of theirs.
  if (inside.length === 0 || step.from === step.to) return [step];
  const pieces: Step[] = [];
  let from = step.from;
  let { slice } = step;
  for (const stretch of [...inside, { from: step.to, to: step.to }]) {
    const to = Math.max(from, stretch.from);
    if (to > from || slice.size > 0) pieces.unshift(new ReplaceStep(from, to, slice));
    slice = Slice.empty;
    from = Math.max(to, stretch.to);
  }
  return takes(doc, pieces) ? pieces : beside(step, inside, doc);
}

/**
 * What `step` puts back goes before the blocks which hold theirs: these can't be cut in two. Of what
 * it deletes there goes each block that is wholly mine, and of the others my text.
 */
function beside({ from, to, slice }: ReplaceStep, theirs: readonly Range[], doc: Node): Step[] {
  const steps: Step[] = [];
  const remove = (range: Range) =>
    steps.unshift(new ReplaceStep(range.from, range.to, Slice.empty));
  doc.nodesBetween(from, to, (node, start) => {
    const whole = { from: start, to: start + node.nodeSize };
    const isWhole = start >= from && whole.to <= to;
    if (isWhole && !theirs.some((range) => overlap(range, whole))) {
      remove(whole);
      return false;
    }
    if (!node.isTextblock) return true;
    const text = { from: Math.max(from, start + 1), to: Math.min(to, whole.to - 1) };
    for (const range of without([text], theirs)) remove(range);
    return false;
  });
  const put = fitted(doc, from, from, slice);
  return put ? [...steps, put] : steps;
}

function takes(doc: Node, steps: readonly Step[]): boolean {
  const trial = new Transform(doc);
  return steps.every((step) => !fails(trial, step));
}

function fails(tr: Transform, step: Step): boolean {
  try {
    return tr.maybeStep(step).failed !== null;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}
