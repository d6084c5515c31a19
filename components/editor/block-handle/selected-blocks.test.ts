/** Several blocks go together, and stay selected as they were. */
import type { Node } from "@tiptap/pm/model";
import { AllSelection, EditorState, NodeSelection, TextSelection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { duplicateBlocks, moveBlocks, selectedBlocks } from "./selected-blocks";

/** Selected from the middle of `from` to the middle of `to`. */
function stateOf(markdown: string, from: string, to = from): EditorState {
  const doc = documentFromMarkdown(markdown);
  const selection = TextSelection.create(doc, middleOf(doc, from), middleOf(doc, to));
  return EditorState.create({ doc, selection });
}

function middleOf(doc: Node, word: string): number {
  let at = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text?.includes(word)) at = pos + node.text.indexOf(word) + 1;
  });
  return at;
}

function rangeOf({ selection }: EditorState) {
  const range = selectedBlocks(selection);
  if (!range) throw new Error("Nothing is selected.");
  return range;
}

const lines = ({ doc }: { doc: Node }) => doc.textBetween(0, doc.content.size, "|");

function moved(state: EditorState, direction: "up" | "down"): string | undefined {
  const tr = moveBlocks(state, rangeOf(state), direction);
  tr?.doc.check();
  // What is selected is the same, down to its ends.
  const same = tr?.selection.content().eq(state.selection.content()) ?? true;
  return tr && (same ? lines(tr) : "another selection");
}

test("several blocks go over one neighbour, and no further than the end", () => {
  const state = stateOf("One\n\nTwo\n\nThree\n\nFour", "Two", "Three");
  expect(moved(state, "up")).toBe("Two|Three|One|Four");
  expect(moved(state, "down")).toBe("One|Four|Two|Three");
  expect(moved(stateOf("One\n\nTwo\n\nThree", "Two", "Three"), "down")).toBeUndefined();
  expect(moved(stateOf("One\n\nTwo\n\nThree", "Two", "One"), "up")).toBeUndefined();
});

test("items go within their list, with what is under them", () => {
  const inner = "Above\n\n- A\n  - One\n  - Two\n  - Three\n- B\n- C";
  expect(moved(stateOf(inner, "One", "Two"), "down")).toBe("Above|A|Three|One|Two|B|C");
  expect(moved(stateOf(inner, "One", "Two"), "up")).toBeUndefined();
  expect(moved(stateOf(inner, "Three", "B"), "down")).toBe("Above|C|A|One|Two|Three|B");
  expect(moved(stateOf(inner, "A"), "down")).toBe("Above|B|A|One|Two|Three|C");
});

test("blocks of several kinds, a list among them, are as whole as a paragraph", () => {
  const state = stateOf("# One\n\n- A\n- B\n\nTwo\n\n> Three", "B", "Two");
  expect(moved(state, "up")).toBe("A|B|Two|One|Three");
  expect(moved(state, "down")).toBe("One|Three|A|B|Two");
});

test("their copies come after them, and have the selection", () => {
  const state = stateOf("One\n\nTwo\n\nThree\n\nFour", "Three", "Two");
  const tr = duplicateBlocks(state, rangeOf(state));
  expect(lines(tr)).toBe("One|Two|Three|Two|Three|Four");
  expect(tr.selection.content().eq(state.selection.content())).toBe(true);
  expect(tr.selection.head).toBeLessThan(tr.selection.anchor);
  expect(tr.selection.from - state.selection.from).toBe("Two".length + "Three".length + 4);
});

test("what is selected as a node, and everything, is doubled too", () => {
  const { doc } = stateOf("One\n\n---\n\nTwo", "One");
  const rule = EditorState.create({ doc, selection: NodeSelection.create(doc, 5) });
  const doubled = duplicateBlocks(rule, rangeOf(rule));
  expect(doubled.doc.childCount).toBe(4);
  expect(doubled.selection.from).toBe(6);
  expect(moveBlocks(rule, rangeOf(rule), "up")?.selection.from).toBe(0);
  const all = EditorState.create({ doc, selection: new AllSelection(doc) });
  expect(lines(duplicateBlocks(all, rangeOf(all)))).toBe("One|Two|One|Two");
});
