/** Blocks and items are moved, doubled and deleted as wholes; the caret goes with them. */
import { history, undo } from "@tiptap/pm/history";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { blockAround, deleteBlock, duplicateBlock, moveBlock } from "./whole-block";

/** The caret stands after `word`. */
function stateOf(markdown: string, word: string): EditorState {
  const doc = documentFromMarkdown(markdown);
  let caret = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text?.includes(word)) {
      caret = pos + node.text.indexOf(word) + word.length;
    }
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, caret) });
}

function blockOf(state: EditorState) {
  const block = blockAround(state.selection.$from);
  if (!block) throw new Error("The caret is in no block.");
  return block;
}

function lines({ doc }: { doc: EditorState["doc"] }): string {
  return doc.textBetween(0, doc.content.size, "|");
}

const before = (tr: Transaction) => tr.selection.$from.parent.textContent;

test("a block goes over its neighbour, and no further than the end", () => {
  const state = stateOf("# One\n\nTwo\n\nThree", "Two");
  const up = moveBlock(state, blockOf(state), "up");
  expect(up && lines(up)).toBe("Two|One|Three");
  expect(up && before(up)).toBe("Two");
  const down = moveBlock(state, blockOf(state), "down");
  expect(down && lines(down)).toBe("One|Three|Two");
  const last = stateOf("One\n\nTwo", "Two");
  expect(moveBlock(last, blockOf(last), "down")).toBeUndefined();
});

test("an item moves within its list, with what is under it", () => {
  const state = stateOf("Above\n\n- One\n- Two\n  - Inner\n- Three", "Two");
  const up = moveBlock(state, blockOf(state), "up");
  expect(up && lines(up)).toBe("Above|Two|Inner|One|Three");
  const first = stateOf("Above\n\n- One\n- Two", "One");
  expect(moveBlock(first, blockOf(first), "up")).toBeUndefined();
});

test("a copy comes after, and the caret goes into it", () => {
  const state = stateOf("One\n\nTwo", "One");
  const tr = duplicateBlock(state, blockOf(state));
  expect(lines(tr)).toBe("One|One|Two");
  expect(tr.selection.from).toBeGreaterThan(5);
});

test("the last item takes its list along, the last block leaves a paragraph", () => {
  const list = stateOf("Above\n\n- One", "One");
  expect(deleteBlock(list, blockOf(list)).doc.childCount).toBe(1);
  const item = stateOf("- One\n- Two", "One");
  expect(lines(deleteBlock(item, blockOf(item)))).toBe("Two");
  const only = stateOf("# Only", "Only");
  const { doc } = deleteBlock(only, blockOf(only));
  expect(doc.childCount).toBe(1);
  expect(doc.firstChild?.type.name).toBe("paragraph");
  doc.check();
});

test("each is undone by itself, however soon after another", () => {
  const { doc, selection } = stateOf("One\n\nTwo", "Two");
  let state = EditorState.create({ doc, selection, plugins: [history()] });
  const doubled = state.apply(duplicateBlock(state, blockOf(state)));
  state = doubled.apply(deleteBlock(doubled, blockOf(doubled)));
  expect(lines(state)).toBe("One|Two");
  undo(state, (tr) => {
    state = state.apply(tr);
  });
  expect(lines(state)).toBe("One|Two|Two");
});
