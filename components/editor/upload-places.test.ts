/** An image comes where its place is, or not at all. */
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { withCollab } from "@/client/collab/collab-plugin";
import { schema } from "@/collab/schema/schema";
import { lastBatch, type Place, placesAfter } from "./upload-places";

const p = (text: string) => schema.node("paragraph", null, [schema.text(text)]);
const quote = schema.node("blockquote", null, [p("two"), p("three")]);
/** one: 0-5, the quote: 5-19 with two: 6-11 and three: 11-18, four: 19-25. */
const { tr: unchanged } = EditorState.create({
  doc: schema.node("doc", null, [p("one"), quote, p("four")]),
});
const inQuote = 11;
const end = 25;

const place = (pos: number, upload = "image", batch = {}, depth = 0): Place<string> => {
  return { upload, pos, batch, depth };
};

/** Where an image at `pos` goes after a change; undefined when nowhere. */
function after(pos: number, change: (tr: Transaction) => Transaction): number | undefined {
  const { tr } = EditorState.create({ doc: unchanged.doc });
  return placesAfter(change(tr), [place(pos)])[0]?.pos;
}

test("its place follows the text, and goes with the text round it", () => {
  expect(after(inQuote, (tr) => tr.insertText("more ", 1))).toBe(16);
  expect(after(inQuote, (tr) => tr.delete(0, 5))).toBe(6);
  expect(after(inQuote, (tr) => tr.delete(8, 13))).toBeUndefined();
  expect(after(end, (tr) => tr.delete(19, end))).toBe(19);
  expect(after(end, (tr) => tr.insert(end, p("added")))).toBe(end);
});

test("with the whole text all places go, those at its ends as well", () => {
  for (const pos of [0, inQuote, end]) {
    expect(after(pos, (tr) => tr.delete(0, end))).toBeUndefined();
    expect(after(pos, (tr) => tr.replaceWith(0, end, p("new")))).toBeUndefined();
  }
});

test("what is moved, or deleted by somebody else, leaves it its place", () => {
  expect(after(inQuote, (tr) => tr.delete(5, 19).insert(0, quote))).toBeDefined();
  const progress = { version: 1, unconfirmed: [], inflight: null, passed: [] };
  expect(after(inQuote, (tr) => withCollab(tr.delete(5, 19), progress))).toBe(5);
});

test("undo means the last that were chosen together, unless something was done since", () => {
  const [first, second] = [{}, {}];
  const places = [place(0, "a", first, 2), place(0, "b", second, 2), place(0, "c", second, 2)];
  expect(lastBatch(places, 2)).toEqual(["b", "c"]);
  expect(lastBatch(places.slice(0, 1), 2)).toEqual(["a"]);
  expect(lastBatch(places, 3)).toEqual([]);
  expect(lastBatch([], 0)).toEqual([]);
});
