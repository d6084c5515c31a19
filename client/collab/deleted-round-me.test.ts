/** Somebody deletes what another is writing in: the words stay together, and everything else in its place. */
import type { Node } from "@tiptap/pm/model";
import { type Command, EditorState, TextSelection } from "@tiptap/pm/state";
import { CellSelection, deleteColumn, deleteRow, deleteTable, mergeCells } from "@tiptap/pm/tables";
import { describe, expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { Authority, type Client, people, settle, type Work } from "@/tests/support/collaborators";

const table =
  "Above\n\n| h1 | h2 | h3 |\n|---|---|---|\n| a1 | a2 | a3 |\n| b1 | b2 | b3 |\n| c1 | c2 | c3 |\n\nBelow";

/** Ada, and Ben with his caret after “word”. */
function together(markdown: string, word: string) {
  const authority = new Authority();
  authority.doc = documentFromMarkdown(markdown);
  const work: Work = { verified: 0, repaired: 0, rebased: 0, noops: 0 };
  const [ada, ben] = people(2, authority, work);
  if (!ada || !ben) throw new Error("nobody is here");
  for (const client of [ada, ben]) putCaret(client, word);
  return { authority, ada, ben, work };
}

function endOf(doc: Node, word: string): number {
  let end = -1;
  doc.descendants((node, pos) => {
    if (end < 0 && node.text?.includes(word)) end = pos + node.text.indexOf(word) + word.length;
  });
  if (end < 0) throw new Error(`There is no ${word}.`);
  return end;
}

function putCaret({ editor }: Client, word: string): void {
  const at = TextSelection.create(editor.state.doc, endOf(editor.state.doc, word));
  editor.dispatch(editor.state.tr.setSelection(at));
}

/** Where the caret is, as keys do. */
function type({ editor }: Client, text: string): void {
  for (const letter of text) editor.dispatch(editor.state.tr.insertText(letter));
}

function run({ editor }: Client, command: Command): void {
  command(editor.state, (tr) => editor.dispatch(tr));
}

/** A line for each row, “|” between cells, “/” between the blocks of one. */
function shown(doc: Node): string[] {
  const blocks = (node: Node) => node.textBetween(0, node.content.size, "/");
  const lines: string[] = [];
  doc.forEach((node) => {
    if (node.type.name !== "table") lines.push(blocks(node));
    else {
      node.forEach((row) => {
        const cells: string[] = [];
        row.forEach((cell) => {
          cells.push(blocks(cell));
        });
        lines.push(cells.join(" | "));
      });
    }
  });
  return lines;
}

const selectCells =
  (from: string, to: string, then: Command): Command =>
  (state, dispatch) => {
    const cell = (word: string) => {
      const $word = state.doc.resolve(endOf(state.doc, word));
      return state.doc.resolve($word.before($word.depth - 1));
    };
    const selection = new CellSelection(cell(from), cell(to));
    const selected = EditorState.create({ doc: state.doc, selection });
    return then(selected, ({ steps }) => {
      const { tr } = state;
      for (const step of steps) tr.step(step);
      dispatch?.(tr);
    });
  };

/** Ben writes before, while and after Ada, who knows of “w1” only, does what she does. */
function whileWriting(markdown: string, word: string, command: Command, unseen = "w2 ") {
  const all = together(markdown, word);
  const { ada, ben, authority } = all;
  type(ben, "w1 ");
  settle([ada, ben], authority);
  type(ben, unseen);
  ben.send();
  ben.send();
  run(ada, command);
  type(ben, "w3 ");
  ada.send();
  ada.send();
  // The server has what Ada did; Ben goes on without having heard of it.
  type(ben, "w4 ");
  ben.send();
  settle([ada, ben], authority);
  type(ben, "w5");
  settle([ada, ben], authority);
  for (const { editor } of [ada, ben]) expect(editor.state.doc.eq(authority.doc)).toBe(true);
  return { ...all, lines: shown(authority.doc) };
}

describe("what somebody writes in a cell, while it goes", () => {
  test("is whole in the cell before, when its row is deleted", () => {
    const { lines } = whileWriting(table, "b2", deleteRow);
    expect(lines).toEqual([
      "Above",
      "h1 | h2 | h3",
      "a1 | a2 | a3/w2 w3 w4 w5",
      "c1 | c2 | c3",
      "Below",
    ]);
  });

  test("is whole in the cell before, when its column is deleted", () => {
    const { lines } = whileWriting(table, "b2", deleteColumn);
    expect(lines).toEqual([
      "Above",
      "h1 | h3",
      "a1 | a3",
      "b1/w2 w3 w4 w5 | b3",
      "c1 | c3",
      "Below",
    ]);
  });

  test("is whole in the cell after, when it was in the first column", () => {
    const { lines } = whileWriting(table, "b1", deleteColumn);
    expect(lines).toEqual([
      "Above",
      "h2 | h3",
      "a2 | a3",
      "w2 w3 w4 w5/b2 | b3",
      "c2 | c3",
      "Below",
    ]);
  });

  test("is whole in the row after, when it was in the first", () => {
    const { lines } = whileWriting(table, "h2", deleteRow);
    expect(lines.slice(1)).toEqual([
      "w2 w3 w4 w5/a1 | a2 | a3",
      "b1 | b2 | b3",
      "c1 | c2 | c3",
      "Below",
    ]);
  });

  test("is a paragraph where the table was", () => {
    const { lines } = whileWriting(table, "b2", deleteTable);
    expect(lines).toEqual(["Above", "w2 w3 w4 w5", "Below"]);
  });

  test.each([
    ["b2", "b1", "b2", "b1/w2 w3 w4 w5/b2w1  | b3"],
    ["b1", "b1", "b2", "b1w1 w2 w3 w4 w5/b2 | b3"],
  ])("is in the cell that %s is merged into", (word, from, to, row) => {
    const { lines } = whileWriting(table, word, selectCells(from, to, mergeCells));
    expect(lines).toEqual(["Above", "h1 | h2 | h3", "a1 | a2 | a3", row, "c1 | c2 | c3", "Below"]);
  });

  test.each([
    ["row", deleteRow, ["h1 | h2 | h3", "a1 | a2 | a3w3 w4 w5", "c1 | c2 | c3"]],
    ["column", deleteColumn, ["h1 | h3", "a1 | a3", "b1w3 w4 w5 | b3", "c1 | c3"]],
  ])(
    "goes on at the end of the cell before, when nothing of it was new: %s",
    (_, command, rows) => {
      const { lines } = whileWriting(table, "b2", command, "");
      expect(lines.slice(1, -1)).toEqual(rows);
    },
  );

  test("goes on in its row, when nothing of it was new and its column was the first", () => {
    const { lines } = whileWriting(table, "b1", deleteColumn, "");
    expect(lines.slice(1, -1)).toEqual(["h2 | h3", "a2 | a3", "w3 w4 w5b2 | b3", "c2 | c3"]);
  });
});

test("two who write in one row that is deleted lose nothing, and no cell moves", () => {
  const { authority, ada, ben } = together(table, "b2");
  type(ben, "one ");
  putCaret(ben, "b3");
  type(ben, "two");
  ben.send();
  ben.send();
  run(ada, deleteRow);
  settle([ada, ben], authority);
  expect(shown(authority.doc).slice(1, -1)).toEqual([
    "h1 | h2 | h3",
    "a1 | a2 | a3/one two",
    "c1 | c2 | c3",
  ]);
});

const deleteBlock: Command = ({ tr, selection: { $from } }, dispatch) => {
  dispatch?.(tr.delete($from.before(1), $from.after(1)));
  return true;
};

test.each([
  ["One\n\n## Two\n\nThree", "Two", ["One", "w2 w3 w4 w5", "Three"]],
  ["One\n\n- Two\n\nThree", "Two", ["One", "w2 w3 w4 w5", "Three"]],
])(
  "what somebody writes in a block that is deleted stays as a block: %s",
  (markdown, word, lines) => {
    expect(whileWriting(markdown, word, deleteBlock).lines).toEqual(lines);
  },
);
