/** Rows and columns are changed by steps that touch nothing else, and the caret goes along. */
import { history, undo } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { CellSelection, fixTables } from "@tiptap/pm/tables";
import { Mapping } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import {
  alignLine,
  clearLine,
  deleteLine,
  duplicateLine,
  insertLine,
  moveLine,
  toggleHeader,
} from "./change-line";
import { type Axis, cellOfCaret, isHeader, lineOf, selectionOf } from "./table-line";

/** A word is a cell of its own, `#` before it makes it a header, `>2` after it spans columns, `v2` rows. */
function cell(word: string): Node {
  const [, header, text = "", across, down] = /^(#?)(\w*?)(?:>(\d))?(?:v(\d))?$/.exec(word) ?? [];
  const attrs = { colspan: Number(across ?? 1), rowspan: Number(down ?? 1) };
  const paragraph = schema.node("paragraph", null, text ? schema.text(text) : undefined);
  return schema.node(header ? "tableHeader" : "tableCell", attrs, paragraph);
}

function table(...rows: string[]): Node {
  const made = rows.map((row) => schema.node("tableRow", null, row.split(" ").map(cell)));
  return schema.node("table", null, made);
}

/** The caret stands after `word`; a paragraph comes before the table and after. */
function stateOf(content: Node, word: string): EditorState {
  const around = (text: string) => schema.node("paragraph", null, schema.text(text));
  const doc = schema.node("doc", null, [around("Before"), content, around("After")]);
  const selection = TextSelection.create(doc, endOf(doc, word));
  return EditorState.create({ doc, selection, plugins: [history()] });
}

function endOf(doc: Node, word: string): number {
  let end = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text === word) end = pos + word.length;
  });
  return end;
}

function line(state: EditorState, axis: Axis) {
  const found = lineOf(state.doc, cellOfCaret(state) ?? 0, axis);
  if (!found) throw new Error("The caret is in no table.");
  return found;
}

/** The table's rows as words, headers with their sign. */
function rows({ doc }: { readonly doc: Node }): string[] {
  const found: string[] = [];
  doc.descendants((node) => {
    if (node.type.name !== "tableRow") return true;
    const words: string[] = [];
    node.forEach((one) => {
      words.push(`${one.type.name === "tableHeader" ? "#" : ""}${one.textContent}`);
    });
    found.push(words.join(" "));
    return false;
  });
  return found;
}

const before = (tr: Transaction) => tr.selection.$from.parent.textContent;

/** What the authority would repair: nothing, in a table whose lines were changed as wholes. */
function expectRectangular({ doc }: Transaction): void {
  doc.check();
  expect(fixTables(EditorState.create({ doc }))).toBeUndefined();
}

const grid = table("#a #b #c", "d e f", "g h i");

test("a row or column comes in before and after, and the caret goes into it", () => {
  const state = stateOf(grid, "e");
  expect(rows(insertLine(state, line(state, "row"), "before"))).toEqual([
    ...["#a #b #c", "  ", "d e f", "g h i"],
  ]);
  expect(rows(insertLine(state, line(state, "column"), "after"))).toEqual([
    ...["#a #b # #c", "d e  f", "g h  i"],
  ]);
  const tr = insertLine(state, line(state, "row"), "after");
  expect(before(tr)).toBe("");
  expect(line(state.apply(tr), "row").index).toBe(2);
  expect(line(state.apply(tr), "column").index).toBe(1);
  expectRectangular(tr);
});

test("a row moves to any border but its own; caret and selection go with it", () => {
  const state = stateOf(grid, "h");
  const up = moveLine(state, line(state, "row"), 1);
  expect(up && rows(up)).toEqual(["#a #b #c", "g h i", "d e f"]);
  expect(up && before(up)).toBe("h");
  for (const own of [2, 3]) expect(moveLine(state, line(state, "row"), own)).toBeUndefined();
  const selected = state.apply(state.tr.setSelection(selectionOf(state.doc, line(state, "row"))));
  const moved = moveLine(selected, line(selected, "row"), 1);
  expect(moved?.selection).toBeInstanceOf(CellSelection);
  expect(moved?.selection.ranges.map(({ $from }) => $from.parent.textContent).sort()).toEqual([
    "g",
    "h",
    "i",
  ]);
});

test("a column moves to any border, in both directions", () => {
  const state = stateOf(grid, "e");
  const left = moveLine(state, line(state, "column"), 0);
  expect(left && rows(left)).toEqual(["#b #a #c", "e d f", "h g i"]);
  expect(left && before(left)).toBe("e");
  const right = moveLine(state, line(state, "column"), 3);
  expect(right && rows(right)).toEqual(["#a #c #b", "d f e", "g i h"]);
  expect(right && before(right)).toBe("e");
});

test("a header row stays first", () => {
  const header = stateOf(grid, "a");
  expect(moveLine(header, line(header, "row"), 2)).toBeUndefined();
  const second = stateOf(grid, "d");
  expect(moveLine(second, line(second, "row"), 0)).toBeUndefined();
});

test("nothing moves into cells that were merged, or out of them", () => {
  const merged = table("a>2 b", "c d e", "f g h");
  const state = stateOf(merged, "d");
  expect(moveLine(state, line(state, "column"), 3)).toBeUndefined();
  expect(duplicateLine(state, line(state, "column"))).toBeUndefined();
  const free = stateOf(merged, "e");
  const tr = moveLine(free, line(free, "column"), 0);
  expect(tr && rows(tr)).toEqual(["b a", "e c d", "h f g"]);
  const between = moveLine(free, line(free, "column"), 1);
  expect(between).toBeUndefined();
  const tall = stateOf(table("av2 b", "c", "d e"), "d");
  expect(moveLine(tall, line(tall, "row"), 1)).toBeUndefined();
  const over = moveLine(tall, line(tall, "row"), 0);
  expect(over && rows(over)).toEqual(["d e", "a b", "c"]);
  if (over) expectRectangular(over);
});

test("a copy comes after, also of a column with tall cells", () => {
  const state = stateOf(grid, "e");
  expect(rows(duplicateLine(state, line(state, "row")) ?? state)[2]).toBe("d e f");
  const tall = stateOf(table("av2 b", "c", "d e"), "a");
  const tr = duplicateLine(tall, line(tall, "column"));
  expect(tr && rows(tr)).toEqual(["a a b", "c", "d d e"]);
  if (tr) expectRectangular(tr);
});

test("the last row takes the table along, and the caret stays by where it was", () => {
  const state = stateOf(grid, "e");
  expect(rows(deleteLine(state, line(state, "row")) ?? state)).toEqual(["#a #b #c", "g h i"]);
  expect(rows(deleteLine(state, line(state, "column")) ?? state)).toEqual(["#a #c", "d f", "g i"]);
  const only = stateOf(table("a b"), "b");
  const tr = deleteLine(only, line(only, "row"));
  expect(tr?.doc.textContent).toBe("BeforeAfter");
  const two = stateOf(table("a b", "c d"), "d");
  const last = deleteLine(two, line(two, "row"));
  expect(last && before(last)).toBe("b");
});

test("clearing leaves the cells, and says when there is nothing to clear", () => {
  const state = stateOf(grid, "e");
  const tr = clearLine(state, line(state, "column"));
  expect(tr && rows(tr)).toEqual(["#a # #c", "d  f", "g  i"]);
  const cleared = state.apply(tr ?? state.tr);
  expect(clearLine(cleared, line(cleared, "column"))).toBeUndefined();
});

test("headers are switched on and off, and leave the corner to each other", () => {
  let state = stateOf(table("a b", "c d"), "a");
  const toggle = (axis: Axis) => {
    state = state.apply(toggleHeader(state, line(state, axis)) ?? state.tr);
  };
  toggle("row");
  toggle("column");
  expect(rows(state)).toEqual(["#a #b", "#c d"]);
  toggle("row");
  expect(rows(state)).toEqual(["#a b", "#c d"]);
  expect(isHeader(line(state, "row"))).toBe(false);
  toggle("column");
  expect(rows(state)).toEqual(["a b", "c d"]);
});

test("alignment is set on the cells that are otherwise, and on nothing else", () => {
  const state = stateOf(grid, "e");
  const tr = alignLine(state, line(state, "column"), "right");
  expect(tr?.steps.map((step) => step.toJSON().stepType)).toEqual(["attr", "attr", "attr"]);
  expect(alignLine(state, line(state, "column"), "left")).toBeUndefined();
});

test("what others write elsewhere in the table stays, whatever happens to a row or column", () => {
  const state = stateOf(grid, "e");
  const row = line(state, "row");
  const column = line(state, "column");
  const changes = [
    insertLine(state, row, "before"),
    insertLine(state, column, "after"),
    moveLine(state, row, 3),
    moveLine(state, column, 0),
    duplicateLine(state, row),
    duplicateLine(state, column),
    deleteLine(state, row),
    deleteLine(state, column),
    clearLine(state, row),
    toggleHeader(state, { ...row, index: 0 }),
    alignLine(state, column, "center"),
  ];
  for (const [index, tr] of changes.entries()) {
    // Typed at the end of “i” by somebody who did not know of the change.
    const map = new Mapping(tr?.steps.map((step) => step.getMap()));
    const { pos, deleted } = map.mapResult(endOf(state.doc, "i"), -1);
    expect(deleted, `change ${index}`).toBe(false);
    const theirs = tr && EditorState.create({ doc: tr.doc }).tr.insertText("!", pos);
    expect(theirs && rows(theirs).at(tr === changes[2] ? -2 : -1), `change ${index}`).toContain(
      "i!",
    );
  }
});

test("each is undone by itself, however soon after another", () => {
  let state = stateOf(grid, "e");
  state = state.apply(insertLine(state, line(state, "row"), "after"));
  state = state.apply(insertLine(state, line(state, "column"), "after"));
  undo(state, (tr) => {
    state = state.apply(tr);
  });
  expect(rows(state)).toEqual(["#a #b #c", "d e f", "  ", "g h i"]);
});
