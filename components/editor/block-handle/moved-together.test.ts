/** A block is moved while others write: nobody's sentence is torn, and one press takes it back. */
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { caretsPlugin } from "@/client/collab/carets";
import { collabPlugin } from "@/client/collab/collab-plugin";
import { historyPlugin } from "@/client/collab/history";
import { undoMine } from "@/client/collab/undo";
import { RemotePresence } from "@/client/session/remote-presence";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { acceptChange } from "@/collab/rebase/apply-change";
import { blockAround, dropBlock, moveBlock, type WholeBlock } from "./whole-block";

const doc = documentFromMarkdown("One\n\nTwo\n\nThree\n\nFour");

function endOf(word: string): number {
  let end = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text === word) end = pos + word.length;
  });
  return end;
}

/** Ada's editor, her caret after one word, Ben's after another. */
function stateOf(mine: string, bens: string): EditorState {
  const user = { id: "ben", name: "Ben", color: "#1d4ed8" };
  const at = endOf(bens);
  const presence = new RemotePresence();
  presence.enter("me", [{ sessionId: "ben-1", user, version: 0, anchor: at, head: at }]);
  const plugins = [collabPlugin(0), historyPlugin(), caretsPlugin(presence)];
  const selection = TextSelection.create(doc, endOf(mine));
  return EditorState.create({ doc, selection, plugins });
}

function blockOf(word: string): WholeBlock {
  const block = blockAround(doc.resolve(endOf(word)));
  if (!block) throw new Error("There is no such block.");
  return block;
}

const lines = ({ doc }: { readonly doc: EditorState["doc"] }) =>
  doc.textBetween(0, doc.content.size, " ");

/** Both changes, whichever the server takes first. */
function merged(one: Transaction | undefined, word: string): string[] {
  if (!one) throw new Error("It can't be moved.");
  const two = EditorState.create({ doc }).tr.insertText("!", endOf(word));
  return [
    [one, two],
    [two, one],
  ].map(([first, second]) => {
    const steps = JSON.parse(JSON.stringify(second?.steps));
    const since = first?.steps.map((step) => step.getMap()) ?? [];
    const answer = acceptChange({ steps, since, head: first?.doc ?? doc });
    return answer.ok ? lines(answer.accepted) : answer.error.message;
  });
}

describe("by the keyboard", () => {
  test.each([
    ["up", "Two", "Two! One Three Four"],
    ["down", "Two", "One Three Two! Four"],
    // Who writes in the neighbour, and not in the block.
    ["up", "One", "Two One! Three Four"],
    ["down", "Three", "One Three! Two Four"],
  ] as const)("%s, while another writes in “%s”", (direction, word, expected) => {
    const moving = moveBlock(stateOf("Two", word), blockOf("Two"), direction);
    expect(merged(moving, word)).toEqual([expected, expected]);
    expect(moving?.selection.$head.parent.textContent).toBe("Two");
    expect(moving?.selection.$head.parentOffset).toBe(3);
  });

  test("a neighbour with my own caret in it stays itself", () => {
    const moving = moveBlock(stateOf("One", "Four"), blockOf("Two"), "up");
    expect(moving && lines(moving)).toBe("Two One Three Four");
    expect(moving?.selection.$head.parent.textContent).toBe("One");
  });
});

describe("by dragging", () => {
  const startOf = (word: string) => blockOf(word).at;
  test.each([
    ["Two", "One", "Two", "Two! One Three Four"],
    ["Two", "One", "One", "Two One! Three Four"],
    ["Four", "One", "Four", "Four! One Two Three"],
    ["Four", "One", "Two", "Four One Two! Three"],
    ["One", "Four", "One", "Two Three One! Four"],
  ])("“%s” to before “%s”, while another writes in “%s”", (moved, place, word, expected) => {
    const moving = dropBlock(stateOf(moved, word), blockOf(moved), startOf(place));
    expect(merged(moving, word)).toEqual([expected, expected]);
    expect(moving?.selection.content().content.textBetween(0, moved.length + 2)).toBe(moved);
  });

  test("where it is already, or into another, is left to the editor", () => {
    const state = stateOf("Two", "Two");
    expect(dropBlock(state, blockOf("Two"), startOf("Two"))).toBeUndefined();
    expect(dropBlock(state, blockOf("Two"), startOf("Three"))).toBeUndefined();
    expect(dropBlock(state, blockOf("Two"), endOf("Four") - 1)).toBeUndefined();
  });
});

test.each(["up", "down"] as const)("a move %s is taken back by one press", (direction) => {
  const state = stateOf("Two", "Two");
  const moving = moveBlock(state, blockOf("Two"), direction);
  if (!moving) throw new Error("It can't be moved.");
  let now = state.apply(moving);
  undoMine(now, (tr) => {
    now = now.apply(tr);
  });
  expect(lines(now)).toBe("One Two Three Four");
  expect(now.selection.head).toBe(endOf("Two"));
});
