import { readFileSync } from "node:fs";
import type { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { documentFromMarkdown } from "./markdown";
import { markdownFromDocument } from "./markdown-export";
import { textFromDocument } from "./text";
import { welcomeMarkdown } from "./welcome";

/** The shape of a document, as ProseMirror prints it. */
function read(markdown: string): string {
  return documentFromMarkdown(markdown).toString();
}

function attrsOf(doc: Node, name: string): unknown[] {
  const found: unknown[] = [];
  doc.descendants((node) => {
    if (node.type.name === name) found.push(node.attrs);
  });
  return found;
}

describe("reading", () => {
  test.each([
    ["", "doc(paragraph)"],
    ["one\ntwo", 'doc(paragraph("one two"))'],
    ["one  \ntwo", 'doc(paragraph("one", hardBreak, "two"))'],
    ["# A **b**", 'doc(heading("A ", bold("b")))'],
    ["- a\n  1. b\n- c", null],
    ["- [ ] a\n- [x] b", 'doc(taskList(taskItem(paragraph("a")), taskItem(paragraph("b"))))'],
    ["a ![x](https://h.example/i.png) b", 'doc(paragraph("a "), image, paragraph(" b"))'],
    ["&copy; 5 &lt; 6 &#38; &Eacute; &nope;", 'doc(paragraph("© 5 < 6 & É &nope;"))'],
    ["<script>alert(1)</script>", 'doc(paragraph("<script>alert(1)</script>"))'],
    ["a <b>c</b>", 'doc(paragraph("a <b>c</b>"))'],
    ["| a |\n|---|\n| x<br>y |", null],
    ["~~old~~ `co*de*`", 'doc(paragraph(strike("old"), " ", code("co*de*")))'],
  ])("%j", (markdown, shape) => {
    const expected =
      shape ??
      (markdown.startsWith("|")
        ? 'doc(table(tableRow(tableHeader(paragraph("a"))), tableRow(tableCell(paragraph("x", hardBreak, "y")))))'
        : 'doc(bulletList(listItem(paragraph("a"), orderedList(listItem(paragraph("b")))), listItem(paragraph("c"))))');
    expect(read(markdown)).toBe(expected);
  });

  test("a code block keeps its language and every space", () => {
    const doc = documentFromMarkdown("```c++ title=x\n  a\n\n  b\n```");
    expect(doc.textContent).toBe("  a\n\n  b");
    expect(attrsOf(doc, "codeBlock")).toEqual([{ language: "c++" }]);
  });

  test("an unsafe link loses its address and keeps its text", () => {
    for (const address of [
      "javascript:alert(1)",
      "javascript&colon;alert(1)",
      "//evil",
      "data:x",
    ]) {
      expect(read(`[text](${address})`)).toBe('doc(paragraph("text"))');
    }
  });

  test("an unsafe image becomes its description", () => {
    expect(read("![a cat](data:image/svg+xml,x)")).toBe('doc(paragraph("a cat"))');
  });

  test("a title is not cut within a character", () => {
    const doc = documentFromMarkdown(`[a](https://b.example "${"x".repeat(499)}👍")`);
    expect(doc.textContent).toBe("a");
  });

  test("nesting without end is flattened, not followed", () => {
    for (const sign of [">", "- ", "[", "*", "  - x\n"]) {
      expect(() => documentFromMarkdown(sign.repeat(20_000))).not.toThrow();
    }
  }, 60_000);

  test("whatever the text, a valid document, and never an exception", () => {
    const pieces = fc.constantFrom(
      ..."# |> |- |\n|\n\n|*|**|_|`|```\n|[|](|)|!|<|>|&|#x0;|  |\t|~~|---|a|é|1. |- [x] |\\|\ud800|\0".split(
        "|",
      ),
      "|",
      "|-|-|\n",
      "https://a.example",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        documentFromMarkdown(parts.join("")).check();
      }),
      { numRuns: 1000, seed: 11 },
    );
  });
});

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
        expect(attrsOf(doc, name), name).not.toEqual([]);
      }
    }
  });
});

function words(doc: Node): string[] {
  return textFromDocument(doc).match(/[\p{L}\p{N}]+/gu) ?? [];
}
