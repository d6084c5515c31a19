/** Undo takes back my own work only, also where others have written inside of it since. */
import { closeHistory, undo } from "@tiptap/pm/history";
import { Fragment, Slice } from "@tiptap/pm/model";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import { HeadlessEditor } from "@/tests/support/headless-editor";
import { collabState, dispatchRemote, withCollab } from "./collab-plugin";
import { freeze } from "./freeze";
import { receiveNoop, receiveSteps } from "./receive";
import { redoMine, undoMine } from "./undo";

const paragraph = (text: string) => schema.node("paragraph", null, text ? schema.text(text) : []);

function open(...texts: string[]) {
  const editor = new HeadlessEditor(schema.node("doc", null, texts.map(paragraph)).toJSON(), 0);
  /** Everything of mine is confirmed as it is; then somebody else does this. */
  const foreign = (...steps: Step[]) => {
    const collab = collabState(editor.state);
    dispatchRemote(editor, withCollab(editor.state.tr, { ...collab, unconfirmed: [] }));
    receiveSteps(editor, [{ version: collab.version + 1, steps }]);
  };
  return {
    editor,
    paste(at: number, ...pasted: string[]) {
      const slice = new Slice(Fragment.from(pasted.map(paragraph)), 1, 1);
      editor.dispatch(closeHistory(editor.state.tr.replace(at, at, slice)));
    },
    delete: (from: number, to: number) => editor.dispatch(editor.state.tr.delete(from, to)),
    theyType: (text: string, at: number) =>
      foreign(new ReplaceStep(at, at, new Slice(Fragment.from(schema.text(text)), 0, 0))),
    undo: () => undoMine(editor.state, (tr) => editor.dispatch(tr)),
    redo: () => redoMine(editor.state, (tr) => editor.dispatch(tr)),
    plainUndo: () => undo(editor.state, (tr) => editor.dispatch(tr)),
    text: () => editor.state.doc.textBetween(0, editor.state.doc.content.size, "|"),
  };
}

test("a paste that is taken back leaves what others typed into it, as their own", () => {
  const ada = open("ab");
  ada.paste(2, "one", "two");
  expect(ada.text()).toBe("aone|twob");
  ada.theyType("X", 4);
  ada.theyType("Y", 9);
  expect(ada.text()).toBe("aonXe|tYwob");
  const theirs = collabState(ada.editor.state).theirs.ranges();
  expect(theirs).toHaveLength(2);
  ada.undo();
  expect(ada.text()).toBe("aXYb");
  // Nothing of theirs was deleted and typed again.
  const inserted = collabState(ada.editor.state).unconfirmed.flatMap(
    ({ step }) =>
      step instanceof ReplaceStep && step.slice.content.textBetween(0, step.slice.content.size),
  );
  expect(inserted.join("")).not.toMatch(/[XY]/);
});

test("what I deleted as a whole comes back beside what others have written in its place", () => {
  const ada = open("one", "two", "three");
  ada.editor.dispatch(ada.editor.state.tr.delete(0, ada.editor.state.doc.content.size));
  expect(ada.text()).toBe("");
  ada.theyType("X", 1);
  ada.undo();
  expect(ada.text()).toBe("one|two|three|X");
  ada.redo();
  expect(ada.text()).toBe("X");
});

test("so does what I typed over as a whole, and what I typed goes", () => {
  const ada = open("one", "two");
  const { tr, doc } = ada.editor.state;
  const over = new Slice(Fragment.from([paragraph("mine"), paragraph("more")]), 0, 0);
  ada.editor.dispatch(tr.replace(0, doc.content.size, over));
  ada.theyType("X", 3);
  expect(ada.text()).toBe("miXne|more");
  ada.undo();
  expect(ada.text()).toBe("one|two|X");
});

test("done again and undone again, everything is there once", () => {
  const ada = open("ab");
  ada.paste(2, "one", "two");
  ada.theyType("X", 4);
  ada.undo();
  expect(ada.text()).toBe("aXb");
  ada.redo();
  for (const part of ["on", "e", "tw", "X"]) expect(ada.text().split(part)).toHaveLength(2);
  ada.undo();
  expect(ada.text()).toBe("aXb");
});

test("a deletion that is done again spares what was typed there meanwhile", () => {
  const ada = open("hello");
  ada.delete(2, 5);
  ada.undo();
  ada.theyType("X", 3);
  expect(ada.text()).toBe("heXllo");
  ada.redo();
  expect(ada.text()).toBe("hXo");
});

test("text of mine within theirs is mine", () => {
  const ada = open("ab");
  ada.theyType("12", 2);
  ada.editor.dispatch(ada.editor.state.tr.insertText("M", 3));
  expect(ada.text()).toBe("a1M2b");
  expect(collabState(ada.editor.state).theirs.ranges()).toEqual([
    { from: 2, to: 3 },
    { from: 4, to: 5 },
  ]);
  ada.undo();
  expect(ada.text()).toBe("a12b");
});

test("where nobody else wrote it is plain undo", () => {
  const [one, other] = [open("ab"), open("ab")];
  for (const ada of [one, other]) {
    ada.paste(2, "one", "two");
    ada.theyType("X", 1);
  }
  one.undo();
  other.plainUndo();
  expect(one.editor.state.doc.eq(other.editor.state.doc)).toBe(true);
  expect(one.editor.state.selection.eq(other.editor.state.selection)).toBe(true);
  expect(one.undo()).toBe(false);
});

test("undo goes on rightly after something of theirs was spared and more of theirs came", () => {
  const ada = open("0123456789");
  ada.editor.dispatch(ada.editor.state.tr.insertText("A", 11));
  ada.paste(2, "one", "two");
  ada.theyType("X", 4);
  ada.theyType("Y", 9);
  ada.undo();
  expect(ada.text()).toBe("0XY123456789A");
  // Not confirmed yet, so that it is put on again over what comes.
  const { version } = collabState(ada.editor.state);
  const theirs = new ReplaceStep(1, 1, new Slice(Fragment.from(schema.text("Z")), 0, 0));
  receiveSteps(ada.editor, [{ version: version + 1, steps: [theirs] }]);
  expect(ada.text()).toBe("Z0XY123456789A");
  ada.undo();
  expect(ada.text()).toBe("Z0XY123456789");
  ada.redo();
  ada.redo();
  expect(ada.text()).toBe("Z0onXe|tYwo123456789A");
});

test("what was typed and deleted before it was sent can be brought back after the answer", () => {
  const ada = open("ab");
  ada.editor.dispatch(ada.editor.state.tr.insertText("word", 2));
  ada.editor.dispatch(closeHistory(ada.editor.state.tr).delete(2, 6));
  const frozen = freeze(ada.editor.state, "change");
  if (frozen) ada.editor.dispatch(frozen.transaction);
  receiveNoop(ada.editor);
  expect(collabState(ada.editor.state).unconfirmed).toEqual([]);
  ada.undo();
  expect(ada.text()).toBe("awordb");
  ada.undo();
  expect(ada.text()).toBe("ab");
});

test("who only looks on for long keeps no map of everything that others write", () => {
  const ada = open("ab");
  ada.editor.dispatch(ada.editor.state.tr.insertText("M", 2));
  for (let count = 0; count < 3000; count++) ada.theyType("x", 1);
  const { done } = Reflect.get(ada.editor.state, "history$");
  expect(done.items.length).toBeLessThan(1100);
  ada.undo();
  expect(ada.text()).toBe(`${"x".repeat(3000)}ab`);
});

test("letters of mine that I deleted with theirs are taken back after they came back", () => {
  const ada = open("");
  ada.theyType("one two three", 1);
  ada.editor.dispatch(ada.editor.state.tr.insertText("ccc", 8));
  ada.editor.dispatch(ada.editor.state.tr.delete(6, 12));
  expect(ada.text()).toBe("one tthree");
  ada.theyType("X", 1);
  while (ada.undo());
  expect(ada.text()).toBe("Xone two three");
});
