/** An editor that lost the thread, taken to the server's document with what it had not sent. */
import { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { becomeSteps } from "@/collab/rebase/become-steps";
import { collabState, dispatchRemote, type Editor, withCollab } from "./collab-plugin";
import { receiveSteps } from "./receive";

/** The document as the server has it at my version: without what is unconfirmed. */
export function confirmedDoc({ state }: Editor): Node {
  const tr = new Transform(state.doc);
  for (const { inverted } of collabState(state).unconfirmed.toReversed()) tr.step(inverted);
  return tr.doc;
}

/**
 * Takes the editor to a document of the server's as a whole. Unconfirmed steps are rebased over the
 * difference; those that can't be are returned. A change in flight stays, to be asked for again.
 */
export function receiveDocument(editor: Editor, json: unknown, version: number): readonly Step[] {
  const target = Node.fromJSON(editor.state.schema, json);
  let steps: readonly Step[];
  try {
    steps = becomeSteps(confirmedDoc(editor), target);
  } catch (error) {
    // What I have can't even be taken back: only its content can be saved.
    if (!(error instanceof RangeError)) throw error;
    return startAgain(editor, target, version);
  }
  return receiveSteps(editor, [{ version, steps }]);
}

function startAgain(editor: Editor, target: Node, version: number): readonly Step[] {
  const { state } = editor;
  const { unconfirmed } = collabState(state);
  const tr = state.tr.replaceWith(0, state.doc.content.size, target.content);
  withCollab(tr, { version, unconfirmed: [], inflight: null, passed: [] });
  dispatchRemote(editor, tr.setMeta("addToHistory", false));
  return unconfirmed.map(({ step }) => step);
}
