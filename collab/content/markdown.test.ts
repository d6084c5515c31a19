import type { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentFromMarkdown } from "./markdown";
import { markdownFromDocument } from "./markdown-export";
import { textFromDocument } from "./text";

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
    [
      "- a\n- [x] b\n- c",
      'doc(bulletList(listItem(paragraph("a"))), taskList(taskItem(paragraph("b"))), bulletList(listItem(paragraph("c"))))',
    ],
    ["so $x_1$ is $20 and $30", 'doc(paragraph("so ", inlineMath, " is $20 and $30"))'],
    ["*a $b*c$ d*", 'doc(paragraph(italic("a "), italic(inlineMath), italic(" d")))'],
    ["`$a` \\$b$ c", 'doc(paragraph(code("$a"), " $b$ c"))'],
    ["text:\n$$\nx\n$$", 'doc(paragraph("text: ", inlineMath))'],
    ["$$\na\n\nb\n$$\nafter", 'doc(blockMath, paragraph("after"))'],
    ["$$a$$", "doc(blockMath)"],
    ["$$", 'doc(paragraph("$$"))'],
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

  test("lists with some boxes to tick keep what is ticked, and go on counting", () => {
    const doc = documentFromMarkdown("3. a\n4. [x] b\n5. [ ] c\n6. d");
    expect(attrsOf(doc, "taskItem")).toEqual([{ checked: true }, { checked: false }]);
    expect(attrsOf(doc, "orderedList")).toMatchObject([{ start: 3 }, { start: 6 }]);
  });

  test("a formula is its TeX, and one that is too long stays text", () => {
    const doc = documentFromMarkdown("$ $\\frac{a}{b}$ $\n\n$$\na \\\\\nb\n$$");
    expect(attrsOf(doc, "inlineMath")).toEqual([{ latex: "\\frac{a}{b}" }]);
    expect(attrsOf(doc, "blockMath")).toEqual([{ latex: "a \\\\\nb" }]);
    const long = "x".repeat(5001);
    expect(read(`$${long}$`)).toBe(`doc(paragraph("$${long}$"))`);
    expect(documentFromMarkdown(`$$${long}$$`).textContent).toContain(long);
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

  test("a footnote keeps its text, be it one word", () => {
    const doc = documentFromMarkdown("body[^1]\n\n[^1]: note");
    expect(doc.toString()).toBe('doc(paragraph("body[^1]"), paragraph("[^1]: note"))');
    expect(documentFromMarkdown(markdownFromDocument(doc)).toJSON()).toEqual(doc.toJSON());
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

  test("signs that nothing closes are looked for within bounds", () => {
    // By itself the reader goes over the rest of the line at each of them: minutes.
    const hostile = ["*a ", "_a ", "~a ", "***a ", "a_b_", "\\*", "`a` ", "$a ", "[a](b) "];
    for (const sign of hostile) documentFromMarkdown(sign.repeat(100_000 / sign.length));
    const stray = "*a ".repeat(40_000);
    const doc = documentFromMarkdown(`${stray}\n\n**bold** after it`);
    expect(words(doc)).toHaveLength(40_003);
    const definitions = Array.from({ length: 20_000 }, (_, i) => `[k${i}]: b\n`).join("");
    documentFromMarkdown(`${definitions}\n${"[k] ".repeat(20_000)}`);
  }, 60_000);

  test("a long line keeps its marks", () => {
    const sentence = "Some **bold** words, *more* of them and `code`. ";
    const doc = documentFromMarkdown(sentence.repeat(1000));
    let bold = 0;
    doc.descendants(({ text, marks }) => {
      if (text === "bold" && marks[0]?.type.name === "bold") bold += 1;
    });
    // Long lines are read in parts; one may end within such a word, but hardly ever does.
    expect(bold).toBeGreaterThan(985);
    expect(doc.childCount).toBe(1);
    expect(words(doc)).toEqual(words(documentFromMarkdown(doc.textContent)));
  });

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

function words(doc: Node): string[] {
  return textFromDocument(doc).match(/[\p{L}\p{N}]+/gu) ?? [];
}
