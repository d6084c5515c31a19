/** What the history page makes of differences: pieces of what is gone, and words for each change. */
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { DifferenceFinder } from "@/collab/history/differences";
import { attributeWords } from "@/collab/history/formatting-words";
import { documentsOf, type LoggedChange } from "@/collab/history/logged-change";
import { textColour } from "@/collab/schema/colours";
import { schema } from "@/collab/schema/schema";
import type { Compared } from "./compute-past";
import { decorateDifferences } from "./decorate-differences";
import { gonePieces } from "./gone-pieces";
import { goneSerializer } from "./gone-signs";
import { numberHunks } from "./hunks";
import { addressOf, readPlace } from "./place";

const formula = schema.node("inlineMath", { latex: "E=mc^2" });

/** What `edit` makes of a document, compared with it. */
function compared(markdown: string, edit: (tr: Transform) => void): Compared {
  const before = documentFromMarkdown(markdown);
  const tr = new Transform(before);
  edit(tr);
  const change: LoggedChange = { version: 1, userId: "ada", createdAt: 0, steps: tr.steps };
  const finder = new DifferenceFinder(before);
  finder.add(change, documentsOf(before, change));
  return { from: 0, to: 1, before, after: tr.doc, differences: finder.finish() };
}

/** The words for every change that `edit` makes to a document. */
function said(markdown: string, edit: (tr: Transform) => void): readonly string[] {
  const { before, after, differences } = compared(markdown, edit);
  return numberHunks(before, after, differences).hunks.map((hunk) => hunk.said);
}

describe("each change is told in words", () => {
  test("what was added, deleted and replaced", () => {
    expect(said("One two.", (tr) => tr.insert(8, schema.text(" More")))).toEqual(["added “More”"]);
    expect(said("One two.", (tr) => tr.delete(1, 5))).toEqual(["deleted “One”"]);
    expect(said("One two.", (tr) => tr.replaceWith(5, 8, schema.text("six")))).toEqual([
      "replaced “two” by “six”",
    ]);
  });

  test("formatting, with what it was", () => {
    const bold = schema.mark("bold");
    expect(said("One two.", (tr) => tr.addMark(1, 4, bold))).toEqual(["formatted: bold"]);
    expect(said("**One** two.", (tr) => tr.removeMark(1, 4, bold))).toEqual(["formatted: no bold"]);
  });

  test("what a block or a text was made, in plain words", () => {
    const set = (name: string, value: unknown) => (tr: Transform) =>
      tr.setNodeAttribute(0, name, value);
    const first = (markdown: string, edit: (tr: Transform) => void) => said(markdown, edit)[0];
    expect(first("Words.", set("textAlign", "center"))).toBe("formatted: centred");
    expect(first("# Words", set("level", 2))).toBe("formatted: heading 2, no longer heading 1");
    expect(first("```js\nx\n```", set("language", "ts"))).toBe(
      "formatted: language ts, no longer language js",
    );
    const task = (checked: boolean) => (tr: Transform) =>
      tr.setNodeAttribute(1, "checked", checked);
    expect(first("- [ ] Task", task(true))).toBe("formatted: checked");
    expect(first("- [x] Task", task(false))).toBe("formatted: unchecked");
    const mark = (name: string, color: string) => (tr: Transform) =>
      tr.addMark(1, 4, schema.mark(name, { color }));
    expect(first("Words.", mark("textStyle", textColour("red")))).toBe("formatted: red text");
    expect(first("Words.", mark("highlight", "#fde047"))).toBe("formatted: yellow highlight");
  });

  test("every attribute that a document may have has words, but what a mention is kept by", () => {
    const types = Object.values(schema.nodes);
    const names = new Set(types.flatMap(({ spec }) => Object.keys(spec.attrs ?? {})));
    const unsaid = [...names].filter((name) => !(name in attributeWords));
    expect(unsaid).toEqual(["id", "mentionSuggestionChar"]);
  });

  test("a split and a join, which have no words of their own", () => {
    expect(said("One two.", (tr) => tr.split(5))).toEqual(["added a paragraph"]);
    expect(said("One\n\ntwo", (tr) => tr.join(5))).toEqual([
      "joined two paragraphs, or deleted an empty one",
    ]);
  });

  test("what came and is no text", () => {
    const came = (node: Node) => said("One two.", (tr) => tr.insert(5, node));
    expect(came(formula)).toEqual(["added “a formula”"]);
    expect(came(schema.node("mention", { id: "a", label: "Ada" }))).toEqual(["added “@Ada”"]);
    expect(came(schema.node("hardBreak"))).toEqual(["added “a line break”"]);
  });

  test("in the order of the text", () => {
    const words = said("One two.\n\nThree.", (tr) => {
      tr.addMark(11, 14, schema.mark("bold"));
      tr.insert(1, schema.text("Zero"));
    });
    expect(words).toEqual(["added “Zero”", "formatted: bold"]);
  });
});

test("only where a line was broken there is a sign for it", () => {
  const signs = (edit: (tr: Transform) => void) =>
    decorateDifferences(compared("One two.", edit), () => "red")
      .decorations.map(({ spec }) => `${spec.key}`[0])
      .filter((sign) => sign === "¶" || sign === "↵");
  expect(signs((tr) => tr.split(5))).toEqual(["¶"]);
  expect(signs((tr) => tr.insert(5, schema.node("hardBreak")))).toEqual(["↵"]);
  expect(signs((tr) => tr.insert(5, schema.node("mention", { id: "a" })))).toEqual([]);
  expect(signs((tr) => tr.insert(5, formula))).toEqual([]);
});

test("a block that was changed in two ways is where either leads to", () => {
  const before = documentFromMarkdown("# Title");
  const finder = new DifferenceFinder(before);
  let after = before;
  for (const [index, [name, value]] of [
    ["level", 2] as const,
    ["textAlign", "left"] as const,
  ].entries()) {
    const { steps, doc } = new Transform(after).setNodeAttribute(0, name, value);
    const change = { version: index + 1, userId: name, createdAt: index, steps };
    finder.add(change, documentsOf(after, change));
    after = doc;
  }
  const differences = finder.finish();
  const past = { from: 0, to: 2, before, after, differences };
  const { decorations, hunks } = decorateDifferences(past, () => "red");
  expect(hunks).toHaveLength(2);
  const last: unknown = Reflect.get(decorations.at(-1) ?? {}, "type");
  expect(last).toMatchObject({ attrs: { "data-hunk": "0 1" } });
});

describe("what is gone comes in pieces that can be shown", () => {
  const doc = documentFromMarkdown("One\n\nTwo\n\nThree");

  test("words of a paragraph of which something is left", () => {
    const [piece, ...more] = gonePieces(doc, 1, 3);
    expect(more).toEqual([]);
    expect(piece).toMatchObject({ from: 1, to: 3, block: undefined, breakAfter: false });
    expect(piece?.words.textBetween(0, 2)).toBe("On");
  });

  test("whole paragraphs, and the broken lines about them", () => {
    // From the middle of the first to the middle of the third.
    const pieces = gonePieces(doc, 2, 13);
    expect(pieces.map(({ block, breakAfter }) => [block?.textContent, breakAfter])).toEqual([
      [undefined, true],
      ["Two", true],
      [undefined, false],
    ]);
  });
});

describe("what is gone is drawn with something to see", () => {
  const words = (node: Node) => {
    const drawn = goneSerializer.nodes[node.type.name]?.(node);
    return Array.isArray(drawn) ? drawn.slice(1).filter((part) => typeof part === "string") : [];
  };

  test("a formula is its source, a line break a sign", () => {
    expect(words(schema.node("inlineMath", { latex: "E=mc^2" }))).toEqual(["$E=mc^2$"]);
    expect(words(schema.node("blockMath", { latex: "E=mc^2" }))).toEqual(["$$E=mc^2$$"]);
    expect(words(schema.node("hardBreak"))).toEqual(["↵"]);
    expect(words(schema.node("mention", { id: "a", label: "Ada" }))).toEqual(["@Ada"]);
  });
});

describe("a place and its address", () => {
  const read = (text: string) => {
    const query = new URL(`http://host${text}`).searchParams;
    return readPlace((name) => query.get(name));
  };

  test("lead to each other", () => {
    const place = { version: 41, compare: 17, view: "authors" } as const;
    expect(read(addressOf("id", place))).toEqual(place);
    const newest = { version: undefined, compare: undefined, view: "changes" } as const;
    expect(addressOf("id", newest)).toBe("/d/id/history");
    expect(read("/d/id/history")).toEqual(newest);
  });

  test("nonsense is the newest version", () => {
    expect(read("/d/id/history?version=-1&compare=x&view=y")).toEqual(read("/d/id/history"));
  });
});
