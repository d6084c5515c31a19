import { EditorState, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import { changesNothing } from "./skip-nothing";

const state = EditorState.create({ schema });

test("a transaction of a command that did not apply changes nothing", () => {
  expect(changesNothing(state.tr)).toBe(true);
});

test.each<[string, (tr: Transaction) => Transaction]>([
  ["text", (tr) => tr.insertText("a", 1)],
  ["the caret", (tr) => tr.setSelection(tr.selection)],
  ["marks for what is typed next", (tr) => tr.setStoredMarks([])],
  ["what is scrolled to", (tr) => tr.scrollIntoView()],
  ["what a plugin is told", (tr) => tr.setMeta("find", true)],
])("a transaction of %s changes something", (_, change) => {
  expect(changesNothing(change(state.tr))).toBe(false);
});
