/** What can be done with what was found: go to it, replace it, or replace all of it at once. */
import type { Editor } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import { unfold } from "../unfold";
import type { FindQuery, Match } from "./find-matches";
import { type FindState, findState, withFind } from "./find-plugin";

/** More at once would hold up the page, and everybody's, for longer than a breath. */
export const replacedAtOnce = 5000;

/** What is selected becomes what is looked for. */
export function openFind(editor: Editor, open: "find" | "replace"): void {
  const { doc, selection, tr } = editor.state;
  const { from, to, $from, $to } = selection;
  const oneLine = $from.sameParent($to) && to - from <= 100;
  const text = oneLine ? doc.textBetween(from, to) : "";
  editor.view.dispatch(withFind(tr, text ? { open, text } : { open }));
}

/** Back to the text, with the match selected that was looked at. */
export function closeFind(editor: Editor): void {
  const { tr, doc } = editor.state;
  const match = currentMatch(editor);
  if (match) tr.setSelection(TextSelection.create(doc, match.from, match.to));
  editor.view.dispatch(withFind(tr, { open: null }));
  editor.commands.focus(undefined, { scrollIntoView: false });
}

export function lookFor(editor: Editor, query: FindQuery): void {
  editor.view.dispatch(withFind(editor.state.tr, { query }));
  reveal(editor);
}

/** To the next match, or the one before; after the last comes the first. */
export function goTo(editor: Editor, step: 1 | -1): void {
  const { matches, current } = findState(editor.state);
  if (matches.length === 0) return;
  const to = matches[(current + step + matches.length) % matches.length];
  if (to) editor.view.dispatch(withFind(editor.state.tr, { at: to.from }));
  reveal(editor);
}

export function replaceOne(editor: Editor, text: string): void {
  const match = currentMatch(editor);
  if (!match || !editor.isEditable) return;
  const tr = replaced(editor, [match], text);
  // What was put in may hold what is looked for.
  editor.view.dispatch(withFind(tr, { at: match.from + text.length }));
  reveal(editor);
}

/** One undo takes all of it back. How many were replaced. */
export function replaceAll(editor: Editor, text: string): number {
  if (!editor.isEditable) return 0;
  const { matches } = findState(editor.state);
  const taken = matches.slice(0, replacedAtOnce);
  if (taken.length > 0) editor.view.dispatch(replaced(editor, taken, text));
  return taken.length;
}

/** As a transaction that undo takes for a piece of work of its own. */
function replaced({ state }: Editor, matches: readonly Match[], text: string): Transaction {
  const { tr } = state;
  // From the end, so that no match moves another; each is a step of its own, for what others
  // write between them is to stay theirs.
  for (const { from, to } of matches.toReversed()) {
    if (text === "") tr.delete(from, to);
    else tr.insertText(text, from, to);
  }
  return closeHistory(tr);
}

function currentMatch(editor: Editor): Match | undefined {
  const { matches, current }: FindState = findState(editor.state);
  return matches[current];
}

/** Brings the current match where it can be seen, also out of a fold. */
function reveal({ view }: Editor): void {
  const match = view.dom.querySelector<HTMLElement>(".find-current");
  unfold(match);
  match?.scrollIntoView({ block: "center", inline: "nearest" });
}
