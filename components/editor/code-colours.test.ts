/** Code keeps its colours while it is typed, moved and changed, for the price of one block. */
import { EditorState, type Transaction } from "@tiptap/pm/state";
import type { DecorationSet } from "@tiptap/pm/view";
import { common } from "lowlight";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { schema } from "@/collab/schema/schema";
import { codeColours } from "./code-colours";
import { codeLanguages } from "./code-languages";
import { readCode } from "./code-reader";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const code = (text: string, language: string | null = "javascript") =>
  schema.node("codeBlock", { language }, schema.text(text));
const paragraph = (text: string) => schema.node("paragraph", null, schema.text(text));

/** An editor without a browser, whose pauses are told by the clock. */
async function open(...blocks: ReturnType<typeof paragraph>[]) {
  const read = vi.fn(readCode);
  const plugin = codeColours(async () => ({ readCode: read }));
  const view = {
    state: EditorState.create({ doc: schema.node("doc", null, blocks), plugins: [plugin] }),
    isDestroyed: false,
    composing: false,
    dispatch(tr: Transaction) {
      view.state = view.state.apply(tr);
      looking?.update?.(view as never, view.state);
    },
  };
  const looking = plugin.spec.view?.(view as never);
  const pause = () => vi.advanceTimersByTimeAsync(300);
  await pause();
  return {
    view,
    read,
    pause,
    coloured() {
      const set = plugin.props.decorations?.call(plugin, view.state) as DecorationSet;
      const { doc } = view.state;
      return set.find().map(({ from, to }) => doc.textBetween(from, to));
    },
  };
}

test("code is coloured in the pause after it is opened", async () => {
  const { coloured } = await open(paragraph("const"), code("const a = 1;"));
  expect(coloured()).toEqual(["const", "1"]);
});

test("typing in a block colours it at once; typing elsewhere reads no code", async () => {
  const { view, read, coloured } = await open(paragraph("Text"), code("let a"));
  read.mockClear();
  view.dispatch(view.state.tr.insertText("More ", 1));
  expect(read).not.toHaveBeenCalled();
  expect(coloured()).toEqual(["let"]);
  view.dispatch(view.state.tr.insertText(" = 12", view.state.doc.content.size - 1));
  expect(read).toHaveBeenCalledTimes(1);
  expect(coloured()).toEqual(["let", "12"]);
});

test("another language colours it otherwise, by whichever step it came", async () => {
  const { view, coloured } = await open(code("def a():"));
  expect(coloured()).not.toContain("def");
  view.dispatch(view.state.tr.setNodeAttribute(0, "language", "python"));
  expect(coloured()).toContain("def");
});

test("what has no language is guessed in a pause, not at a key", async () => {
  const { view, read, pause } = await open(code("const a = 1;", null));
  read.mockClear();
  view.dispatch(view.state.tr.insertText("x", 1));
  expect(read).not.toHaveBeenCalled();
  await pause();
  expect(read).toHaveBeenCalledTimes(1);
});

test("what somebody else goes on writing elsewhere holds the colours up for no longer than a moment", async () => {
  const { view, read, coloured } = await open(
    paragraph("Text"),
    code("const a = 1;", null),
    code("let b", null),
  );
  read.mockClear();
  view.dispatch(view.state.tr.insertText("const c = 2;", 7));
  for (let key = 0; key < 25; key += 1) {
    view.dispatch(view.state.tr.insertText("x", 1));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(coloured()).toContain("2");
  // The other block is what it was, and is not read again.
  expect(read).toHaveBeenCalledTimes(1);
});

test("a document without code never asks for what reads it", async () => {
  const load = vi.fn(async () => ({ readCode }));
  const plugin = codeColours(load);
  const doc = schema.node("doc", null, [paragraph("Text")]);
  const state = EditorState.create({ doc, plugins: [plugin] });
  plugin.spec.view?.({ state } as never);
  await vi.advanceTimersByTimeAsync(1000);
  expect(load).not.toHaveBeenCalled();
});

test("the languages offered are those that can be read", () => {
  expect(codeLanguages).toEqual(Object.keys(common).sort());
});
