/** What I deleted, or moved, while another wrote in it is what undo takes back, and nothing older. */
import { closeHistory } from "@tiptap/pm/history";
import { type Command, TextSelection } from "@tiptap/pm/state";
import { deleteColumn, deleteRow, deleteTable } from "@tiptap/pm/tables";
import { expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { Authority, type Client, people, settle, type Work } from "@/tests/support/collaborators";
import { redoMine, undoMine } from "./undo";

const table = "| h1 | h2 |\n|---|---|\n| a1 | a2 |\n| b1 | b2 |\n\n";

const run = ({ editor }: Client, command: Command) =>
  command(editor.state, (tr) => editor.dispatch(tr));

const deleteBlock: Command = ({ tr, selection: { $from } }, dispatch) => {
  dispatch?.(closeHistory(tr.delete($from.before(1), $from.after(1))));
  return true;
};

/** Over the block above, taken out and put in again. */
const moveBlock: Command = ({ tr, doc, selection: { $from } }, dispatch) => {
  const above = doc.child($from.index(0) - 1);
  tr.delete($from.before(1), $from.after(1));
  dispatch?.(closeHistory(tr.insert($from.before(1) - above.nodeSize, $from.node(1))));
  return true;
};

interface Told {
  readonly deletion: Command;
  /** At each of these words another has written what is not known yet. */
  readonly words: readonly string[];
  /** The other doesn't write, but does the same. */
  readonly both?: boolean;
  /** The other presses Enter. */
  readonly lines?: boolean;
}

function whileWriting({ deletion, words, both = false, lines = false }: Told) {
  const authority = new Authority();
  authority.doc = documentFromMarkdown(`Above\n\n${table}Other\n\nTwo words\n\nBelow`);
  const work: Work = { verified: 0, repaired: 0, rebased: 0, noops: 0 };
  const [ada, ben] = people(2, authority, work);
  if (!ada || !ben) throw new Error("nobody is here");
  const caret = ({ editor }: Client, word: string) => {
    let at = 0;
    editor.state.doc.descendants((node, pos) => {
      const index = node.text?.indexOf(word) ?? -1;
      if (index >= 0) at = pos + index + word.length;
    });
    editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, at)));
  };
  const type = ({ editor }: Client, text: string) =>
    editor.dispatch(editor.state.tr.insertText(text));
  caret(ada, "Above");
  type(ada, " EARLIER");
  settle([ada, ben], authority);
  const before = ada.text;
  for (const word of words) {
    caret(ben, word);
    if (both) run(ben, deletion);
    else type(ben, "+");
  }
  ben.send();
  ben.send();
  caret(ada, words[0] ?? "");
  run(ada, deletion);
  settle([ada, ben], authority);
  if (lines) ben.editor.dispatch(ben.editor.state.tr.split(ben.editor.state.selection.head));
  if (!both) type(ben, "!");
  settle([ada, ben], authority);
  const press = (command: Command) => {
    run(ada, command);
    settle([ada, ben], authority);
    return ada.text;
  };
  return { before, press, after: ada.text };
}

test.each([
  ["a row", deleteRow, "b2"],
  ["a column", deleteColumn, "b2"],
  ["a table", deleteTable, "b2"],
  ["a block", deleteBlock, "Two"],
])("%s comes back with what was written in it", (_, deletion, word) => {
  const { before, press, after } = whileWriting({ deletion, words: [word] });
  const whole = before.replace(word, `${word}+!`);
  expect(press(undoMine)).toBe(whole);
  expect(press(redoMine)).toBe(after);
  expect(press(undoMine)).toBe(whole);
  expect(press(undoMine)).toBe(whole.replace(" EARLIER", ""));
});

// What was written at two places is put together, by the server alone: it is the server's step that
// is taken back, with which those places come back too. The caret was not at either of them any more.
test.each([
  ["a row", deleteRow, ["b1", "b2"], "a2"],
  ["a block", deleteBlock, ["Two", "words"], "Other"],
])("%s comes back with what was written at several places in it", (...args) => {
  const [, deletion, words, caret] = args;
  const { before, press } = whileWriting({ deletion, words });
  const written = words.reduce((text, word) => text.replace(word, `${word}+`), before);
  expect(press(undoMine)).toBe(written.replace(caret, `${caret}!`));
});

test.each([
  ["a row", deleteRow, "b2"],
  ["a block", deleteBlock, "Two"],
])(
  "%s round what has become several lines stays away, and nothing older goes for it",
  (...args) => {
    const [, deletion, word] = args;
    const { press, after } = whileWriting({ deletion, words: [word], lines: true });
    expect(press(undoMine)).toBe(after);
    expect(press(undoMine)).toBe(after.replace(" EARLIER", ""));
  },
);

test("what was moved goes back, with what was written in it", () => {
  const { before, press } = whileWriting({ deletion: moveBlock, words: ["Two"] });
  expect(press(undoMine)).toBe(before.replace("Two", "Two+!"));
});

test("what another deleted as well can't come back, and nothing older goes for it", () => {
  const { before, press } = whileWriting({ deletion: deleteBlock, words: ["Two"], both: true });
  expect(press(undoMine)).toBe(before.replace("Two words\n", ""));
  expect(press(undoMine)).toBe(before.replace("Two words\n", "").replace(" EARLIER", ""));
});
