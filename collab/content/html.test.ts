import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { htmlFromDocument, htmlPage } from "./html";
import { documentFromMarkdown } from "./markdown";
import { documentFromText, textFromDocument } from "./text";

const html = (markdown: string) => htmlFromDocument(documentFromMarkdown(markdown));

describe("HTML", () => {
  test("headings have ids to link to, each its own", () => {
    const page = html("# Über uns & *more*\n\n## Plan\n\n## Plan\n\n# 日本\n\n# !\n\n## Plan 2");
    const ids = [...page.matchAll(/<h\d id="([^"]*)"/g)].map((match) => match[1]);
    expect(ids).toEqual(["über-uns-more", "plan", "plan-2", "日本", "section", "plan-2-2"]);
  });

  test("marks, lists and tables are what they are called", () => {
    expect(html("**a** [b](/c)")).toContain("<strong>a</strong>");
    expect(html("- [x] done")).toContain('type="checkbox" disabled checked');
    const names = html('- [ ] a "b"\n  - [ ] c').matchAll(/aria-label="(.*?)"/g);
    expect([...names].map(([, name]) => name)).toEqual(["a &quot;b&quot;", "c"]);
    expect(html("| a |\n|:-:|\n| b |")).toContain('<th style="text-align: center"><p>a</p></th>');
    expect(html("3. c")).toBe('<ol start="3" dir="auto"><li><p>c</p></li></ol>');
  });

  /** [B19] Wherever people can put text, it stays text. */
  test("[B19] nothing people write becomes markup", () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
    const text = { type: "text", text: evil };
    const link = { type: "link", attrs: { href: 'https://a.example/?a&b="<i>"', title: evil } };
    const doc = schema.nodeFromJSON({
      type: "doc",
      content: [
        { type: "heading", attrs: { level: 1 }, content: [text] },
        { type: "codeBlock", content: [text] },
        {
          type: "paragraph",
          content: [
            { ...text, marks: [link] },
            { type: "mention", attrs: { id: "u1", label: evil } },
            { type: "inlineMath", attrs: { latex: evil } },
          ],
        },
        { type: "image", attrs: { src: "/a.png", alt: evil, title: evil } },
        { type: "blockMath", attrs: { latex: evil } },
      ],
    });
    const page = htmlPage(evil, doc);
    expect(page).not.toMatch(/<script|<img src=x|javascript:/);
    expect(unquoted(page)).not.toMatch(/onerror/);
  });

  test("every tag that is opened is closed, whatever the document", () => {
    fc.assert(
      fc.property(arbitraryDocument({ markdownOnly: false }), (doc) => {
        const open: string[] = [];
        for (const [, end, name = ""] of htmlFromDocument(doc).matchAll(/<(\/?)(\w+)[^>]*>/g)) {
          if (["br", "hr", "img", "input"].includes(name)) continue;
          if (end) expect(open.pop()).toBe(name);
          else open.push(name);
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

test("a last break is drawn by another, as an empty line is", () => {
  const br = schema.node("hardBreak");
  const doc = schema.node("doc", null, [
    schema.node("paragraph"),
    schema.node("paragraph", null, [schema.text("a"), br]),
  ]);
  expect(htmlFromDocument(doc)).toBe("<p><br></p><p>a<br><br></p>");
});

test("text comes in as it is, and goes out as it came", () => {
  const text = `  indented
\tby a tab
# no heading

not
---
*stars*, C:\\dir\\*.txt and $x$


below two empty lines
`;
  const doc = documentFromText(text.replaceAll("\n", "\r\n"));
  doc.check();
  expect(doc.toString()).not.toMatch(/heading\(|italic|code|math/i);
  expect(doc.childCount).toBe(3);
  expect(textFromDocument(doc)).toBe(text);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "#", " ", "\t", "\n", "\\") }), (text) => {
      const once = textFromDocument(documentFromText(text));
      expect(textFromDocument(documentFromText(once))).toBe(once);
      expect(once.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
    }),
    { numRuns: 500, seed: 9 },
  );
});

test("text: a line a block, with what pictures show", () => {
  const doc = documentFromMarkdown("# A\n\none  \ntwo\n\n- x\n- y\n\n![cat](/cat.png)");
  expect(textFromDocument(doc)).toBe("A\n\none\ntwo\n\nx\n\ny\n\ncat\n");
});

describe("an exported page", () => {
  test("defines every colour that a document may name, as the live page has it", () => {
    const live = readFileSync("app/prose.css", "utf8");
    const page = htmlPage("x", documentFromMarkdown(""));
    for (const token of live.match(/--(?:text|mark)-\w+: #[0-9a-f]+/g) ?? []) {
      expect(page).toContain(token.replace(": ", ":"));
    }
    expect(page.match(/--(?:text|mark)-\w+:#/g)).toHaveLength(28);
  });

  test("says its title once", () => {
    const page = htmlPage("Plan", documentFromMarkdown("# Plan\n\nText."));
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(htmlPage("Plan", documentFromMarkdown("Text."))).toContain("<h1>Plan</h1>");
  });

  test("has the images it is given, and only where images are", () => {
    const images = new Map([["/uploads/a&b", "data:image/png;base64,AAAA"]]);
    const doc = documentFromMarkdown('![](/uploads/a&b) ![](/uploads/c) `<img src="/uploads/a&b"`');
    const page = htmlPage("x", doc, images);
    expect(page.match(/<img src="[^"]*"/g)).toEqual([
      '<img src="data:image/png;base64,AAAA"',
      '<img src="/uploads/c"',
    ]);
  });
});

/** What a browser would read as names of tags and attributes. */
function unquoted(page: string): string {
  return [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, "")).join("\n");
}
