/** After a paste or a drop the next letter is added to the text, and replaces nothing. */
import { history, undo } from "@tiptap/pm/history";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { EditorState, NodeSelection, TextSelection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import { caretAfterPaste } from "./caret-after-paste";

const p = (text = "") => schema.node("paragraph", null, text ? [schema.text(text)] : []);
const image = () => schema.node("image", { src: "/uploads/a" });
const rule = () => schema.node("horizontalRule");

/** A document in which the caret stands at the end of the first line, or at `at`. */
function written(nodes: readonly Node[], at?: number): EditorState {
  const doc = schema.node("doc", null, nodes);
  const caret = at ?? Math.max(1, (doc.firstChild?.nodeSize ?? 2) - 1);
  const selection = TextSelection.create(doc, caret);
  return EditorState.create({ doc, selection, plugins: [caretAfterPaste()] });
}

/** The lines of the document once `!` was typed after a paste. */
function pasted(state: EditorState, ...nodes: Node[]): readonly string[] {
  const slice = Slice.maxOpen(Fragment.fromArray(nodes));
  return typed(state.apply(state.tr.replaceSelection(slice).setMeta("paste", true)));
}

function typed(state: EditorState): readonly string[] {
  const { tr } = state;
  const { doc } = state.apply(
    state.selection instanceof NodeSelection
      ? tr.replaceSelectionWith(schema.text("!"))
      : tr.insertText("!"),
  );
  return doc.content.content.map((node) => (node.isTextblock ? node.textContent : node.type.name));
}

test("after a paste that ends in an image or a rule one writes below it", () => {
  expect(pasted(written([p()]), p("a"), image())).toEqual(["a", "image", "!"]);
  expect(pasted(written([p()]), image())).toEqual(["image", "!"]);
  expect(pasted(written([p()]), p("a"), rule())).toEqual(["a", "horizontalRule", "!"]);
});

test("and neither what stands next nor the rest of the line is taken for it", () => {
  const before = written([p("one"), rule(), p("two")]);
  expect(pasted(before, p("a"), image()).join()).toBe("onea,image,!,horizontalRule,two");
  expect(pasted(written([p("one")], 3), image())).toEqual(["on", "image", "!e"]);
});

test("in a cell one stays in it", () => {
  const cell = (...nodes: Node[]) => schema.node("tableCell", null, nodes);
  const table = schema.node("table", null, [
    schema.node("tableRow", null, [cell(p()), cell(p("next"))]),
  ]);
  const state = written([table], 4);
  const slice = new Slice(Fragment.from(image()), 0, 0);
  const after = state.apply(state.tr.replaceSelection(slice).setMeta("paste", true));
  const { $from, empty } = after.selection;
  expect([empty, $from.parent.type.name, $from.node(-1).childCount]).toEqual([
    true,
    "paragraph",
    2,
  ]);
});

test("a block that was dropped is gone on in; one without text stays selected", () => {
  const dropped = (node: Node) => {
    const state = written([p("one")]);
    const tr = state.tr.insert(5, node).setMeta("uiEvent", "drop");
    return state.apply(tr.setSelection(NodeSelection.create(tr.doc, 5)));
  };
  const list = schema.node("bulletList", null, [schema.node("listItem", null, [p("item")])]);
  expect(typed(dropped(p("moved")))).toEqual(["one", "!moved"]);
  expect(dropped(list).selection.$from.parent.textContent).toBe("item");
  expect(dropped(image()).selection).toBeInstanceOf(NodeSelection);
});

test("what is written in a dropped block at once is undone without the drop", () => {
  const doc = schema.node("doc", null, [p("one"), p("two")]);
  let state = EditorState.create({ doc, plugins: [history(), caretAfterPaste()] });
  const drop = state.tr.delete(5, 10).insert(0, p("two")).setMeta("uiEvent", "drop");
  state = state.apply(drop.setSelection(NodeSelection.create(drop.doc, 0)));
  state = state.apply(state.tr.insertText("!"));
  expect(state.doc.textBetween(0, state.doc.content.size, "|")).toBe("!two|one");
  undo(state, (tr) => {
    state = state.apply(tr);
  });
  expect(state.doc.textBetween(0, state.doc.content.size, "|")).toBe("two|one");
});
