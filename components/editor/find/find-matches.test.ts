import type { Node } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { schema } from "@/collab/schema/schema";
import { Finder, type FindQuery } from "./find-matches";

function found(markdown: string | Node, query: Partial<FindQuery> & { text: string }) {
  const doc = typeof markdown === "string" ? documentFromMarkdown(markdown) : markdown;
  const finder = new Finder({ matchCase: false, wholeWord: false, ...query });
  return finder.matches(doc).map(({ from, to }) => doc.textBetween(from, to));
}

test("what is found is where it says, in every kind of block", () => {
  const text = "# One cat\n\nA cat.\n\n- cat\n  - Cat\n\n> cat\n\n| cat |\n|---|\n| a cat |\n";
  expect(found(text, { text: "cat" })).toEqual(["cat", "cat", "cat", "Cat", "cat", "cat", "cat"]);
});

test("a match may lie across bold and plain text, and never across blocks", () => {
  expect(found("in**ter**nal\n\nin\n\nternal", { text: "internal" })).toEqual(["internal"]);
});

test("case counts when asked, whatever the alphabet", () => {
  expect(found("Straße STRASSE Ärger ärger", { text: "ärger" })).toEqual(["Ärger", "ärger"]);
  expect(found("Ärger ärger", { text: "ärger", matchCase: true })).toEqual(["ärger"]);
  expect(found("İİ then x", { text: "X" })).toEqual(["x"]);
});

test("whole words have an edge on both sides", () => {
  const query = { text: "cat", wholeWord: true };
  expect(found("cat concat cats cat_ (cat) cat.", query)).toHaveLength(3);
  expect(found("Café cafés", { text: "café", wholeWord: true })).toEqual(["Café"]);
});

test("signs mean themselves", () => {
  expect(found("a.b a+b \\[x\\] $5 / a-b", { text: "a.b" })).toEqual(["a.b"]);
  for (const text of ["a+b", "[x]", "$5", "/", "a-b"]) {
    expect(found("a.b a+b \\[x\\] $5 / a-b", { text })).toEqual([text]);
  }
});

test("what is no text in a line neither matches nor moves what comes after it", () => {
  const line = schema.node("paragraph", null, [
    schema.text("a"),
    schema.node("mention", { id: "1", label: "Ada" }),
    schema.text("b cat"),
  ]);
  const doc = schema.node("doc", null, [line]);
  expect(found(doc, { text: "cat" })).toEqual(["cat"]);
  expect(found(doc, { text: "ab" })).toEqual([]);
});

test("nothing asked, nothing found", () => {
  expect(found("a", { text: "" })).toEqual([]);
});

test("after a keystroke only the block it fell into is searched again", () => {
  const line = (text: string) => schema.node("paragraph", null, schema.text(text));
  const [one, two, three] = [line("a cat"), line("two cats"), line("a dog")];
  const finder = new Finder({ text: "cat", matchCase: false, wholeWord: false });
  const matches = (...lines: Node[]) => finder.matches(schema.node("doc", null, lines));
  const read: Node[] = [];
  for (const block of [one, two, three]) {
    const textBetween = block.textBetween.bind(block);
    block.textBetween = (...range) => {
      read.push(block);
      return textBetween(...range);
    };
  }
  expect(matches(one, two)).toEqual([
    { from: 3, to: 6 },
    { from: 12, to: 15 },
  ]);
  expect(matches(one, three, two)).toHaveLength(2);
  expect(read).toEqual([one, two, three]);
});
