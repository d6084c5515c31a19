/** Two in one table: what somebody writes in a row or column that another moves goes along with it. */
import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { caretsPlugin } from "@/client/collab/carets";
import { collabPlugin } from "@/client/collab/collab-plugin";
import { RemotePresence } from "@/client/session/remote-presence";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { acceptChange } from "@/collab/rebase/apply-change";
import { moveLine } from "./change-line";
import { type Axis, cellOfCaret, lineOf } from "./table-line";

const doc = documentFromMarkdown(
  "| a | b | c |\n|---|---|---|\n| d | e | f |\n| g | h | i |\n\nEnd",
);

function endOf(word: string): number {
  let end = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text === word) end = pos + word.length;
  });
  return end;
}

function rows(table: Node | null | undefined): string[] {
  const found: string[] = [];
  table?.forEach((row) => {
    const words: string[] = [];
    row.forEach((cell) => {
      words.push(cell.textContent);
    });
    found.push(words.join(" "));
  });
  return found;
}

/** Ada's editor, her caret after one word, Ben's after another. */
function stateOf(mine: string, bens: string): EditorState {
  const user = { id: "ben", name: "Ben", color: "#1d4ed8" };
  const at = endOf(bens);
  const presence = new RemotePresence();
  presence.enter("me", [{ sessionId: "ben-1", user, version: 0, anchor: at, head: at }]);
  const plugins = [collabPlugin(0), caretsPlugin(presence)];
  const selection = TextSelection.create(doc, endOf(mine));
  return EditorState.create({ doc, selection, plugins });
}

/** The document after both changes, whichever the server takes first. */
function merged(first: Transaction, second: Transaction): string[] {
  const steps = JSON.parse(JSON.stringify(second.steps.map((step) => step.toJSON())));
  const since = first.steps.map((step) => step.getMap());
  const answer = acceptChange({ steps, since, head: first.doc });
  return answer.ok ? rows(answer.accepted.doc.firstChild) : [answer.error.message];
}

const moves: readonly (readonly [Axis, string, number, readonly string[]])[] = [
  ["row", "e", 3, ["a b c", "g h i", "d e! f"]],
  ["row", "h", 1, ["a b c", "g h! i", "d e f"]],
  ["column", "e", 0, ["b a c", "e! d f", "h g i"]],
  ["column", "e", 3, ["a c b", "d f e!", "g i h"]],
  ["column", "i", 0, ["c a b", "f d e", "i! g h"]],
];

test.each(moves)("a %s is moved while another writes in it, at “%s”, to border %i", (...args) => {
  const [axis, word, border, expected] = args;
  const state = stateOf(word, word);
  const line = lineOf(doc, cellOfCaret(state) ?? 0, axis);
  const moving = line && moveLine(state, line, border);
  const typing = state.tr.insertText("!", endOf(word));
  if (!moving) throw new Error("It can't be moved.");
  expect(merged(moving, typing)).toEqual(expected);
  expect(merged(typing, moving)).toEqual(expected);
});

test("a row moves over one in which another writes, and leaves that one alone", () => {
  const state = stateOf("e", "h");
  const line = lineOf(doc, cellOfCaret(state) ?? 0, "row");
  const moving = line && moveLine(state, line, 3);
  const typing = state.tr.insertText("!", endOf("h"));
  if (!moving) throw new Error("It can't be moved.");
  for (const result of [merged(moving, typing), merged(typing, moving)]) {
    expect(result).toEqual(["a b c", "g h! i", "d e f"]);
  }
});
