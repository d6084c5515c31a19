import { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { documentExtensions } from "@/collab/schema/extensions";
import { setFormula } from "./set-formula";

const inline = { type: "inlineMath", attrs: { latex: "x" } };

/** An editor without a page, with a formula between two letters. */
function written(): Editor {
  const content = [{ type: "text", text: "a" }, inline, { type: "text", text: "b" }];
  const doc = { type: "doc", content: [{ type: "paragraph", content }] };
  const editor = new Editor({ element: null, extensions: documentExtensions(), content: doc });
  select(editor, 2);
  return editor;
}

function select(editor: Editor, at: number): void {
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)));
}

function shown(doc: Node): string {
  return doc.textBetween(0, doc.content.size, "|", ({ attrs }) => `[${attrs.latex}]`);
}

test("a formula that is there is changed, or goes when nothing is left of it", () => {
  for (const [latex, after] of [
    ["y", "a[y]b"],
    ["", "ab"],
  ] as const) {
    const editor = written();
    setFormula(editor, { block: false, present: true, latex });
    expect(shown(editor.state.doc)).toBe(after);
  }
});

test("one that somebody deleted while the form was open is written anew", () => {
  const editor = written();
  editor.view.dispatch(editor.state.tr.delete(2, 3));
  setFormula(editor, { block: false, present: true, latex: "y" });
  expect(shown(editor.state.doc)).toBe("a[y]b");
});

test("an empty one that is gone takes nothing else along", () => {
  const editor = written();
  editor.view.dispatch(editor.state.tr.delete(2, 3));
  editor.commands.setTextSelection({ from: 1, to: 2 });
  setFormula(editor, { block: false, present: true, latex: "" });
  expect(shown(editor.state.doc)).toBe("ab");
});

test("a new one is written where the caret is", () => {
  const editor = written();
  editor.commands.setTextSelection(1);
  setFormula(editor, { block: false, present: false, latex: "y" });
  expect(shown(editor.state.doc)).toBe("[y]a[x]b");
});
