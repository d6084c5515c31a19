/** Where others' steps go past mine, everything must be as if mine had been taken off and put on again. */
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { ReplaceStep, Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import { seededRandom } from "@/server/actors/random";
import { HeadlessEditor } from "@/tests/support/headless-editor";
import { edit } from "@/tests/support/random-edits";
import { collabState } from "./collab-plugin";
import { commute, commutedIn } from "./commute";
import { rebaseOver } from "./reapply";
import { receiveSteps } from "./receive";
import { undoMine } from "./undo";

const paragraph = (text: string) => schema.node("paragraph", null, text ? schema.text(text) : []);
const lines = (...texts: string[]) => schema.node("doc", null, texts.map(paragraph));
const inserts = (text: string, at: number) =>
  new ReplaceStep(at, at, new Slice(Fragment.from(schema.text(text)), 0, 0));
const deletes = (from: number, to: number) => new ReplaceStep(from, to, Slice.empty);

/** Ada types and is not confirmed; `steps` are of others, who know nothing of it. */
function open(doc: Node, ...typed: readonly (readonly [string, number])[]) {
  const editor = new HeadlessEditor(doc.toJSON(), 0);
  let commuted = false;
  editor.onTransaction = (tr) => {
    commuted = commutedIn(tr) !== undefined;
  };
  for (const [text, at] of typed) editor.dispatch(editor.state.tr.insertText(text, at));
  return {
    editor,
    receive(...steps: ReplaceStep[]) {
      const { version } = collabState(editor.state);
      receiveSteps(editor, [{ version: version + 1, steps }]);
      return commuted;
    },
    undo: () => undoMine(editor.state, (tr) => editor.dispatch(tr)),
    text: () => editor.state.doc.textBetween(0, editor.state.doc.content.size, "|"),
  };
}

function write(doc: Node, count: number, random: () => number): HeadlessEditor {
  const editor = new HeadlessEditor(doc.toJSON(), 0);
  const trace = { typed: new Set<string>(), deleted: new Set<string>() };
  for (let i = 0; i < count; i++) edit(editor, { name: "ada", random, trace });
  return editor;
}

describe("what others do elsewhere", () => {
  test("touches nothing of mine, before it or after it", () => {
    const ada = open(lines("one", "two", "three"), ["A", 7], ["B", 8]);
    expect(ada.text()).toBe("one|tABwo|three");
    expect(ada.receive(inserts("X", 2), deletes(15, 17))).toBe(true);
    expect(ada.text()).toBe("oXne|tABwo|thr");
    expect(ada.receive(deletes(1, 3))).toBe(true);
    expect(ada.text()).toBe("ne|tABwo|thr");
  });

  test("leaves my undo what it was, also once theirs has to go under mine", () => {
    const ada = open(lines("one", "two"), ["A", 7], ["B", 8]);
    expect(ada.receive(inserts("XYZ", 1))).toBe(true);
    // Right where mine stands: there the order does make a difference.
    expect(ada.receive(inserts("!", 10))).toBe(false);
    expect(ada.receive(deletes(1, 3))).toBe(true);
    expect(ada.text()).toMatch(/^Zone\|t(AB!|!AB)wo$/);
    ada.undo();
    expect(ada.text()).toBe("Zone|t!wo");
  });

  test("leaves the place that undo takes me back to", () => {
    const ada = open(lines("one", "two"));
    const { tr, doc } = ada.editor.state;
    ada.editor.dispatch(tr.setSelection(TextSelection.create(doc, 7)));
    ada.editor.dispatch(ada.editor.state.tr.insertText("A"));
    expect(ada.receive(inserts("XYZ", 1))).toBe(true);
    ada.undo();
    expect(ada.editor.state.selection.head).toBe(10);
  });

  test("moves what is deeper in my undo as well", () => {
    const ada = open(lines("one", "two"), ["A", 9]);
    const collab = collabState(ada.editor.state);
    expect(collab.unconfirmed).toHaveLength(1);
    for (let i = 0; i < 20; i++) expect(ada.receive(inserts("x", 2 + i))).toBe(true);
    ada.undo();
    expect(ada.text()).toBe(`o${"x".repeat(20)}ne|two`);
  });
});

test.each([
  ["at the very place", inserts("X", 8)],
  ["a deletion up to it", deletes(7, 8)],
  ["a deletion across blocks", deletes(3, 7)],
])("%s, mine is taken off and put on again", (_, step) => {
  const ada = open(lines("one", "two"), ["A", 8]);
  expect(ada.receive(step)).toBe(false);
});

test("whatever is written: the same document, the same steps, the same way back", () => {
  let together = 0;
  for (let seed = 1; seed <= 1500; seed++) {
    const random = seededRandom(seed);
    const { doc } = write(lines("", ""), 12, random).state;
    const mine = write(doc, 1 + Math.floor(random() * 4), random);
    const { unconfirmed: steps } = collabState(
      write(doc, 1 + Math.floor(random() * 2), random).state,
    );
    const { unconfirmed } = collabState(mine.state);
    const theirs = steps.map(({ step }) => step);
    const { tr } = mine.state;
    const commuted = unconfirmed.length > 0 && commute(tr, unconfirmed, theirs);
    if (!commuted) continue;
    together += 1;
    const again = new Transform(mine.state.doc);
    const rebased = rebaseOver(again, unconfirmed, theirs);
    expect(tr.doc.toString(), `seed ${seed}`).toBe(again.doc.toString());
    expect(JSON.stringify(commuted.unconfirmed), `seed ${seed}`).toBe(
      JSON.stringify(rebased.unconfirmed),
    );
    expect(rebased.lost).toEqual([]);
  }
  expect(together).toBeGreaterThan(100);
});
