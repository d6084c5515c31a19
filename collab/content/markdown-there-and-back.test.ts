/** Markdown out and in again: what it can say comes back as it was. */
import { readFileSync } from "node:fs";
import type { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { documentFromMarkdown } from "./markdown";
import { markdownFromDocument } from "./markdown-export";
import { textFromDocument } from "./text";
import { welcomeMarkdown } from "./welcome";

describe("there and back", () => {
  test("what Markdown can say comes back as it was", () => {
    fc.assert(
      fc.property(arbitraryDocument({ markdownOnly: true }), (doc) => {
        const markdown = markdownFromDocument(doc);
        const again = documentFromMarkdown(markdown);
        expect(`${again}\n${markdown}`).toBe(`${doc}\n${markdown}`);
        expect(again.toJSON()).toEqual(doc.toJSON());
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  test("a line that ends at a mark or at its block's end leaves no sign behind", () => {
    const bold = [schema.mark("bold")];
    const br = schema.node("hardBreak");
    const doc = schema.node("doc", null, [
      schema.node("paragraph", null, [br]),
      schema.node("paragraph", null, [schema.text("a"), br]),
      schema.node("paragraph", null, [
        schema.text("b", bold),
        br.mark(bold),
        schema.text("c", bold),
        br.mark(bold),
        schema.text("d"),
      ]),
      schema.node("heading", { level: 2 }, [schema.text("e"), br, schema.text("f"), br]),
    ]);
    const markdown = markdownFromDocument(doc);
    expect(markdown).toBe("\n\na\n\n**b\\\nc**\\\nd\n\n## e<br>f\n");
    const code = [schema.mark("code")];
    const lines = [schema.text("a", code), br.mark(code), schema.text("b", code)];
    const inCode = schema.node("doc", null, schema.node("paragraph", null, lines));
    expect(markdownFromDocument(inCode)).toBe("`a`\\\n`b`\n");
    expect(documentFromMarkdown(markdown).toString()).toBe(
      'doc(paragraph("a"), paragraph(bold("b"), hardBreak, bold("c"), hardBreak, "d"), heading("e", hardBreak, "f"))',
    );
  });

  test("emphases side by side stay each its own", () => {
    const marked = (text: string, ...names: string[]) => {
      return schema.text(
        text,
        names.map((name) => schema.mark(name)),
      );
    };
    const parts = [
      ...[marked("b", "bold"), marked("c", "bold", "italic"), marked("d", "italic")],
      ...[marked("e*", "bold"), marked("f", "strike")],
    ];
    const doc = schema.node("doc", null, schema.node("paragraph", null, parts));
    expect(documentFromMarkdown(markdownFromDocument(doc)).toJSON()).toEqual(doc.toJSON());
    const texts = ["b", "x y", "e*", "*f", "(g)", "h_", "_i", "日", "~", "1", "!"];
    const text = fc.constantFrom(...texts);
    const names = fc.subarray(["bold", "italic", "strike", "code"], { maxLength: 3 });
    const lines = fc.array(fc.tuple(text, names), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lines, (parts) => {
        const content = parts.map(([text, names]) =>
          marked(text, ...(names.includes("code") ? ["code"] : names)).toJSON(),
        );
        const doc = schema.nodeFromJSON({ type: "doc", content: [{ type: "paragraph", content }] });
        const markdown = markdownFromDocument(doc);
        expect(`${documentFromMarkdown(markdown)}\n${markdown}`).toBe(`${doc}\n${markdown}`);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  test("a line that begins with spaces or a tab is a line still", () => {
    const line = (...content: (string | Node)[]) =>
      schema.node(
        "paragraph",
        null,
        content.map((part) => (typeof part === "string" ? schema.text(part) : part)),
      );
    const item = schema.node("listItem", null, line("     five"));
    const doc = schema.node("doc", null, [
      line("\tTab"),
      line("    four", schema.node("hardBreak"), "  # two"),
      schema.node("bulletList", null, item),
      schema.node("blockquote", null, line("    - four")),
    ]);
    expect(documentFromMarkdown(markdownFromDocument(doc)).toJSON()).toEqual(doc.toJSON());
    expect(markdownFromDocument(doc)).toContain("&#9;Tab\n\n&#32;   four\\\n&#32; # two\n");
  });

  test("cells stay in their column beside and below one that is wide or tall", () => {
    const cell = (text: string, attrs = {}) =>
      schema.node("tableCell", attrs, schema.node("paragraph", null, schema.text(text)));
    const row = (...cells: Node[]) => schema.node("tableRow", null, cells);
    const table = schema.node("table", null, [
      row(cell("tall", { rowspan: 2 }), cell("wide", { colspan: 2, align: "right" })),
      row(cell("x"), cell("y")),
      row(cell("short")),
    ]);
    expect(markdownFromDocument(schema.node("doc", null, [table])).split("\n")).toEqual([
      "| tall | wide |  |",
      "| --- | ---: | ---: |",
      "|  | x | y |",
      "| short |  |  |",
      "",
    ]);
  });

  test("writing it goes over no line again and again", () => {
    const paragraph = (text: string, mark: string) =>
      schema.node("paragraph", null, schema.text(text, [schema.mark(mark)]));
    const heading = schema.node("heading", { level: 1 }, schema.text(`${"#".repeat(300_000)}x #`));
    const bold = paragraph(`a${" ".repeat(300_000)}b`, "bold");
    const code = paragraph(` ${"a".repeat(300_000)}`, "code");
    const doc = schema.node("doc", null, [heading, bold, code]);
    expect(markdownFromDocument(doc)).toMatch(/^# #+x \\#\n\n\*\*a +b\*\*\n\n` a+`\n$/);
  });

  test("of anything else every word stays", () => {
    fc.assert(
      fc.property(arbitraryDocument({ markdownOnly: false }), (doc) => {
        const again = documentFromMarkdown(markdownFromDocument(doc));
        expect(words(again)).toEqual(words(doc));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  test("the long document and the welcome are stable", () => {
    const long = readFileSync("tests/support/long-document.md", "utf8");
    expect(long.length).toBeGreaterThan(40_000);
    for (const markdown of [long, welcomeMarkdown]) {
      const doc = documentFromMarkdown(markdown);
      const again = documentFromMarkdown(markdownFromDocument(doc));
      expect(again.toJSON()).toEqual(doc.toJSON());
      expect(markdownFromDocument(again)).toBe(markdownFromDocument(doc));
      for (const name of [
        "heading",
        "table",
        "bulletList",
        "taskList",
        "codeBlock",
        "blockquote",
      ]) {
        expect(doc.toString()).toContain(name);
      }
    }
  });
});

function words(doc: Node): string[] {
  return textFromDocument(doc).match(/[\p{L}\p{N}]+/gu) ?? [];
}
