import { Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { documentFromMarkdown } from "../content/markdown";
import type { StepJson } from "../protocol/client-messages";
import { limits } from "../protocol/limits";
import { schema } from "../schema/schema";
import { acceptChange } from "./apply-change";
import { checkJsonLimits } from "./json-limits";

const head = documentFromMarkdown("# Head\n\none 👍 two\n\n- item\n\n```ts\ncode\n```\n\nend");
const size = head.content.size;
/** Where the paragraph's emoji is cut in half; the list; the text of the code block. */
const emoji = 6 + 1 + 4;
const listAt = 6 + 12;
const code = listAt + 10;

const text = (value: string, marks?: unknown) => ({
  type: "text",
  text: value,
  ...(marks ? { marks } : {}),
});
const insert = (at: unknown, ...content: unknown[]): StepJson => ({
  stepType: "replace",
  from: at,
  to: at,
  slice: { content },
});
const addMark = (mark: unknown, from = 9, to = 11): StepJson => ({
  stepType: "addMark",
  mark,
  from,
  to,
});
const attr = (pos: number, name: string, value: unknown): StepJson => ({
  stepType: "attr",
  pos,
  attr: name,
  value,
});

function codeOf(steps: readonly StepJson[]): string {
  const before = JSON.stringify(head);
  const result = acceptChange({ steps, since: [], head });
  expect(JSON.stringify(head)).toBe(before);
  return result.ok ? "accepted" : result.error.code;
}

test("the positions this catalogue speaks of are where it thinks", () => {
  expect(head.textBetween(emoji, emoji + 2)).toBe("👍");
  expect(head.nodeAt(listAt)?.type.name).toBe("bulletList");
  expect(head.nodeAt(code)?.type.name).toBe("codeBlock");
  expect(codeOf([insert(9, text("fine"))])).toBe("accepted");
});

const link = (href: unknown) => addMark({ type: "link", attrs: { href } });

test("[B11] bold in code is nothing", () => {
  const steps = [addMark({ type: "bold" }, code + 1, code + 3)];
  const result = acceptChange({ steps, since: [], head });
  expect(result.ok && result.accepted.noop).toBe(true);
});

describe("refused, the head untouched", () => {
  const invalid: Record<string, StepJson> = {
    "[B4] no type of step": { from: 0, to: 0 },
    "[B4] an array for a type": { stepType: ["replace"], from: 0, to: 0 },
    "[B4] an unknown type": { stepType: "docAttr", attr: "x", value: 1 },
    "[B4] a name of a prototype": { stepType: "toString", from: 0, to: 0 },
    "[B4] a field too many": { ...insert(9, text("x")), extra: 1 },
    "[B4] a field too few": { stepType: "replace", from: 1 },
    "[B4] text for a number": { stepType: "replace", from: "1", to: 2 },
    "[B4] an array for a slice": { stepType: "replace", from: 1, to: 1, slice: [] },
    "[B4] text for a slice's content": {
      stepType: "replace",
      from: 9,
      to: 9,
      slice: { content: "x" },
    },
    "[B4] text for structure": { stepType: "replace", from: 9, to: 10, structure: "yes" },
    "[B8] from after to": { stepType: "replace", from: 11, to: 9 },
    "[B8] a negative place": { stepType: "replace", from: -1, to: 2 },
    "[B8] half a place": insert(1.5, text("x")),
    "[B8] a place far away": insert(1e308, text("x")),
    "[B8] a place past the end": insert(size + 50, text("x")),
    "[B8] not a number": insert(Number.NaN, text("x")),
    "[B8] a slice open deeper than it is": {
      stepType: "replace",
      from: 9,
      to: 9,
      slice: { content: [text("x")], openStart: 3 },
    },
    "[B8] a gap outside": {
      stepType: "replaceAround",
      from: 8,
      gapFrom: 4,
      gapTo: 12,
      to: 20,
      insert: 0,
    },
    "[B8] an insertion outside its slice": {
      stepType: "replaceAround",
      from: 8,
      gapFrom: 8,
      gapTo: 20,
      to: 20,
      insert: 9,
      slice: { content: [{ type: "blockquote" }] },
    },
    "[B4] a field too many in a node": insert(6, { type: "paragraph", style: "x" }),
    "[B4] a list for attributes": insert(6, { type: "paragraph", attrs: [] }),
    "[B4] an object for content": insert(6, { type: "paragraph", content: {} }),
    "[B4] text for marks": insert(9, text("x", "bold")),
    "[B11] an attribute too many in a node": insert(6, {
      type: "blockquote",
      content: [{ type: "paragraph", attrs: { onclick: "alert(1)" } }],
    }),
    "[B11] an attribute too many in a mark": addMark({ type: "bold", attrs: { onclick: "x" } }),
    "[B11] an attribute too many in a text's mark": insert(
      9,
      text("x", [{ type: "link", attrs: { href: "/d/1", target: "_top" } }]),
    ),
    "[B11] an unknown node": insert(6, { type: "iframe" }),
    "[B11] an unknown mark": addMark({ type: "blink" }),
    "[B11] an unknown attribute": attr(6, "onclick", "alert(1)"),
    "[B11] bold text in code": insert(code + 1, text("x", [{ type: "bold" }])),
    "[B11] the same mark twice": insert(9, text("x", [{ type: "bold" }, { type: "bold" }])),
    "[B11] text right in a list": insert(listAt + 1, text("x")),
    "[B11] text right in the document": insert(0, text("x")),
    "[B11] an image in a heading": insert(2, { type: "image", attrs: { src: "/a.png" } }),
    "[B11] an empty quote": insert(6, { type: "blockquote" }),
    "[B11] an empty text": insert(9, text("")),
    "[B11] nothing left at all": { stepType: "replace", from: 0, to: size },
    "[B12] NUL": insert(9, text("a\0b")),
    "[B12] half a character": insert(9, text("\ud83d")),
    "[B12] a deletion of half a character": { stepType: "replace", from: emoji, to: emoji + 1 },
    "[B12] text inside a character": insert(emoji + 1, text("x")),
    "[B12] a character split over two paragraphs": {
      stepType: "replace",
      from: emoji + 1,
      to: emoji + 1,
      slice: { content: [{ type: "paragraph" }, { type: "paragraph" }], openStart: 1, openEnd: 1 },
    },
    "[B12] half a character made bold": addMark({ type: "bold" }, emoji, emoji + 1),
    "[B13] a heading of level 99": attr(0, "level", 99),
    "[B13] a colour that is more": addMark({
      type: "textStyle",
      attrs: { color: "red;background:url(//evil)" },
    }),
    "[B13] an array for a description": insert(6, {
      type: "image",
      attrs: { src: "/a.png", alt: ["script"] },
    }),
    "[B13] a language with markup": attr(code, "language", '"><script>'),
    "[B14] javascript:": link("javascript:alert(1)"),
    "[B14] JaVa\\tScript:": link("JaVa\tScript:alert(1)"),
    "[B14] data:": link("data:text/html,x"),
    "[B14] vbscript:": link("vbscript:x"),
    "[B14] another host by two slashes": link("//evil.example"),
    "[B14] a reference in the scheme": link("javascript&colon;alert(1)"),
    "[B14] an image by data:": insert(6, { type: "image", attrs: { src: "data:image/png,x" } }),
  };

  test.each(Object.entries(invalid))("%s", (_name, step) => {
    expect(codeOf([step])).toBe("invalid_change");
    // The good step before it does not get in either.
    expect(codeOf([insert(size - 1, text("good")), step])).toBe("invalid_change");
  });

  test("[B6] deeper than anybody nests, without a stack to overflow", () => {
    let deep: unknown = text("x");
    for (let i = 0; i < 50_000; i++) deep = { type: "blockquote", content: [deep] };
    expect(codeOf([insert(0, deep)])).toBe("too_large");
  });

  test("[B6] more objects than a change needs", () => {
    const many = Array.from({ length: limits.jsonNodes }, () => ({ type: "paragraph" }));
    expect(codeOf([insert(0, ...many)])).toBe("too_large");
  });

  test("[B7] a document over its limit", () => {
    const full = documentFromMarkdown(`${"x".repeat(limits.documentSize - 10)}`);
    const result = acceptChange({
      steps: [insert(1, text("x".repeat(20)))],
      since: [],
      head: full,
    });
    expect(!result.ok && result.error.code).toBe("too_large");
  });

  test("[B7] a document of more nodes than it may have", () => {
    const full = documentFromMarkdown("---\n\n".repeat(limits.documentNodes));
    const result = acceptChange({
      steps: [insert(0, { type: "paragraph" })],
      since: [],
      head: full,
    });
    expect(!result.ok && result.error.code).toBe("too_large");
  });

  test("[B7] a text over its limit", () => {
    expect(codeOf([insert(9, text("x".repeat(limits.textLength + 1)))])).not.toBe("accepted");
  });

  test("[B10] more steps than a change holds", () => {
    const steps = Array.from({ length: limits.stepsPerChange + 1 }, () => insert(9, text("x")));
    expect(codeOf(steps)).toBe("too_large");
  });
});

test.each(["__proto__", "constructor", "prototype"])("[B5] no key %s, anywhere", (key) => {
  const json: unknown = JSON.parse(`{"a":[{"${key}":{"polluted":1}}]}`);
  expect(checkJsonLimits(json)?.code).toBe("invalid_message");
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("[B3] binary data has no place in a message", () => {
  expect(checkJsonLimits({ a: new Uint8Array(3) })?.code).toBe("invalid_message");
});

describe("marks put back as they were, several at once", () => {
  const both = [addMark({ type: "bold" }, 9, 10), addMark({ type: "italic" }, 9, 11)];
  const markSet = (steps: unknown): StepJson => ({ stepType: "markSet", steps });

  test("are taken", () => {
    expect(codeOf([markSet(both)])).toBe("accepted");
    expect(codeOf([insert(9, text("x")), markSet([both[1]])])).toBe("accepted");
  });

  test("the inverse of a link over two others is one of them", () => {
    const tr = new Transform(head);
    for (const [href, at] of [
      ["https://a.example", 9] as const,
      ["https://b.example", 10] as const,
    ]) {
      tr.addMark(at, at + 1, schema.mark("link", { href }));
    }
    const over = new Transform(tr.doc).addMark(9, 11, schema.mark("link", { href: "/" }));
    const inverses = over.steps.map((step, index) => step.invert(over.docs[index] ?? tr.doc));
    const json = JSON.parse(JSON.stringify(inverses.toReversed()));
    const result = acceptChange({ steps: json, since: [], head: over.doc });
    expect(result.ok && result.accepted.doc.eq(tr.doc)).toBe(true);
  });

  test("hold nothing but marks, in the limits of each", () => {
    expect(codeOf([markSet([])])).toBe("invalid_change");
    expect(codeOf([markSet(undefined)])).toBe("invalid_change");
    expect(codeOf([markSet([insert(9, text("x"))])])).toBe("invalid_change");
    expect(codeOf([markSet([markSet(both)])])).toBe("invalid_change");
    expect(codeOf([markSet([addMark({ type: "bold" }, 9, 1e6)])])).toBe("invalid_change");
    expect(codeOf([markSet([link("javascript:alert(1)")])])).toBe("invalid_change");
  });
});
