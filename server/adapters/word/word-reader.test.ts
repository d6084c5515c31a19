/** Word files, read by the real worker: what is taken over, and what harmful files come to. */
import { Node } from "@tiptap/pm/model";
import { afterEach, describe, expect, test } from "vitest";
import { markdownFromDocument } from "@/collab/content/markdown-export";
import { schema } from "@/collab/schema/schema";
import {
  docx,
  docxEntries,
  linkRelation,
  listed,
  paragraph,
  picture,
  pictureRelation,
  run,
  styled,
  zip,
} from "@/tests/support/docx";
import { png } from "@/tests/support/images";
import { WorkerWordReader } from "./word-reader";

const faults: Error[] = [];
const warn = (error: Error) => void faults.push(error);
const reader = new WorkerWordReader(warn);

afterEach(() => expect(faults).toEqual([]));

async function read(file: Uint8Array, from = reader) {
  const answer = await from.read(file);
  if (answer === "overloaded" || !answer.ok) throw new Error(JSON.stringify(answer));
  const doc = Node.fromJSON(schema, answer.content.doc);
  doc.check();
  return { ...answer.content, doc, markdown: markdownFromDocument(doc) };
}

const cell = (words: string, properties = "") =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(words))}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;

describe("a Word file", () => {
  test("keeps its headings, marks, lists, quotes, code and links", async () => {
    const linked = `<w:hyperlink r:id="l1">${run("a link")}</w:hyperlink>`;
    const evil = `<w:hyperlink r:id="l2">${run("no link")}</w:hyperlink>`;
    const { title, markdown, notes } = await read(
      docx({
        relations:
          linkRelation("l1", "https://example.org/") + linkRelation("l2", "javascript:alert(1)"),
        body: [
          ...[styled("Title", "A report"), styled("Heading2", "First")],
          paragraph(
            `${run("Plain, ")}${run("bold", "<w:b/>")}${run(" and ")}${run("slanted", "<w:i/>")}`,
          ),
          paragraph(linked + run(", ") + evil),
          ...[listed(1, 0, "one"), listed(1, 1, "one in one"), listed(1, 0, "two")],
          listed(2, 0, "first"),
          styled("Quote", "Somebody said so"),
          ...[styled("Code", "let a = 1;"), styled("Code", "let b = 2;")],
        ].join(""),
      }),
    );
    expect(title).toBe("A report");
    expect(notes).toEqual([]);
    expect(markdown.trim()).toBe(
      [
        "# A report",
        "## First",
        "Plain, **bold** and *slanted*",
        "[a link](https://example.org/), no link",
        "- one\n  - one in one\n- two",
        "1) first",
        "> Somebody said so",
        "```\nlet a = 1;\nlet b = 2;\n```",
      ].join("\n\n"),
    );
  });

  test("keeps its tables, with cells that span others", async () => {
    const { doc } = await read(
      docx({
        body: `<w:tbl>${[
          row(cell("wide", '<w:gridSpan w:val="2"/>'), cell("tall", '<w:vMerge w:val="restart"/>')),
          row(cell("a"), cell("b"), cell("", "<w:vMerge/>")),
          row(cell("short")),
        ].join("")}</w:tbl>`,
      }),
    );
    const table = doc.firstChild;
    expect(table?.type.name).toBe("table");
    expect(table?.child(0).child(0).attrs).toMatchObject({ colspan: 2, rowspan: 1 });
    expect(table?.child(0).child(1).attrs).toMatchObject({ colspan: 1, rowspan: 2 });
    expect(table?.child(1).childCount).toBe(2);
    // Filled up, so that every row is as wide as the others.
    expect(table?.child(2).childCount).toBe(3);
  });

  test("keeps its pictures and footnotes", async () => {
    const file = docx({
      relations: pictureRelation("p1", "media/one.png"),
      parts: [
        { name: "word/media/one.png", content: png(3, 2) },
        {
          name: "word/footnotes.xml",
          content: `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="7">${paragraph(run("As told."))}</w:footnote></w:footnotes>`,
        },
      ],
      body:
        paragraph(`${run("Before")}${picture("p1")}${run("after")}`) +
        paragraph(`${run("It is so")}<w:r><w:footnoteReference w:id="7"/></w:r>`),
    });
    const { doc, images, markdown } = await read(file);
    expect(doc.child(1).attrs).toMatchObject({ src: "/imported/0", alt: "A blue field" });
    expect(Buffer.from(images[0] ?? [])).toEqual(png(3, 2));
    expect(markdown).toContain("It is so\\[1\\]");
    expect(markdown).toContain("1. As told.");
  });

  test("keeps colours, what a field shows and what a formula says", async () => {
    const math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
    const say = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const half = `<m:f><m:num>${say("1")}</m:num><m:den>${say("2")}</m:den></m:f>`;
    const square = `<m:sSup><m:e>${say("x")}</m:e><m:sup>${say("2")}</m:sup></m:sSup>`;
    const { doc, notes } = await read(
      docx({
        body: [
          paragraph(`${run("It is ")}<w:fldSimple w:instr="DATE">${run("May 1")}</w:fldSimple>`),
          paragraph(`${run("so ")}<m:oMath ${math}>${square}${say(" &lt; ")}${half}</m:oMath>`),
          paragraph(`<m:oMathPara ${math}><m:oMath>${say("a")}</m:oMath></m:oMathPara>`),
          paragraph(
            run("red", '<w:rFonts w:ascii="Arial"/><w:color w:themeColor="x" w:val="C00000"/>') +
              run("black", '<w:color w:val="auto"/>'),
          ),
        ].join(""),
      }),
    );
    expect(doc.toString()).toBe(
      'doc(paragraph("It is May 1"), paragraph("so x^2 < 1/2"), paragraph("a"), paragraph(textStyle("red"), "black"))',
    );
    expect(doc.child(3).child(0).marks[0]?.attrs).toEqual({ color: "var(--text-red)" });
    expect(notes).toEqual(["2 formulas are plain text now."]);
  });

  test("is an empty document when it is empty", async () => {
    expect((await read(docx({ body: "" }))).doc.toString()).toBe("doc(paragraph)");
  });
});

describe("[B18] a harmful file", () => {
  const refusedFor = async (file: Uint8Array, from = reader) => {
    const answer = await from.read(file);
    return answer === "overloaded" ? answer : answer.ok ? "ok" : answer.code;
  };

  test("is never a reason to fetch or to read anything", async () => {
    const { images, notes } = await read(
      docx({
        relations:
          pictureRelation("p1", "file:///etc/passwd", true) +
          pictureRelation("p2", "http://127.0.0.1:1/x.png", true) +
          pictureRelation("p3", "../../../../etc/passwd"),
        body: paragraph(picture("p1", "link") + picture("p2", "link") + picture("p3")),
      }),
    );
    expect(images.filter(Boolean)).toEqual([]);
    expect(notes).toEqual(["3 images are not part of the file."]);
  });

  test("does not multiply its own entities", async () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
    );
    const prologue = `<!DOCTYPE x [<!ENTITY e0 "lol">${levels.join("")}<!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const answer = await reader.read(docx({ prologue, body: paragraph(run("a&e9;b&f;c")) }));
    expect(JSON.stringify(answer)).not.toMatch(/lollol|root:/);
  });

  test("that is no Word file is told so", async () => {
    expect(await refusedFor(Buffer.from("%PDF-1.7"))).toBe("invalid_message");
    expect(await refusedFor(zip([{ name: "a.txt", content: "a" }]))).toBe("invalid_message");
    expect(await refusedFor(docx({ body: "<w:p>" }))).toBe("invalid_message");
  });

  test("that swells is stopped", async () => {
    const parts = [{ name: "word/media/a.png", content: "", claimed: 2 ** 31 }];
    expect(await refusedFor(docx({ body: "", parts }))).toBe("too_large");
  });

  test("that nests without end does not take the server with it", async () => {
    const body = `${"<w:smartTag>".repeat(200_000)}x${"</w:smartTag>".repeat(200_000)}`;
    expect(["ok", "invalid_message", "too_large"]).toContain(await refusedFor(docx({ body })));
    expect((await read(docx({ body: paragraph(run("alive")) }))).markdown).toContain("alive");
  });

  test("that takes too long, or too much memory, is stopped", async () => {
    const hurried = new WorkerWordReader(warn, { timeoutMs: 1 });
    expect(await refusedFor(docx({ body: paragraph(run("x")) }), hurried)).toBe("too_large");
    const small = new WorkerWordReader(warn, { heapMb: 40 });
    const body = Array.from({ length: 60_000 }, (_, i) => paragraph(run(`line ${i} ${i * 7919}`)));
    expect(await refusedFor(docx({ body: body.join("") }), small)).toBe("too_large");
  });

  test("whose worker can't be started is no reason to refuse the next", async () => {
    const told: Error[] = [];
    const strained = new WorkerWordReader((error) => void told.push(error));
    // What is not there any more can't be handed to a worker.
    const moved = Uint8Array.of(1);
    structuredClone(moved, { transfer: [moved.buffer] });
    expect(await refusedFor(moved, strained)).toBe("overloaded");
    expect(told).toHaveLength(1);
    expect(await refusedFor(docx({ body: "" }), strained)).toBe("ok");
  });

  test("does not keep others waiting without an end", async () => {
    const busy = new WorkerWordReader(warn, { waiting: 2 });
    const file = zip(docxEntries({ body: paragraph(run("x")) }));
    const answers = await Promise.all([1, 2, 3].map(() => refusedFor(file, busy)));
    expect(answers).toEqual(["ok", "ok", "overloaded"]);
    expect(await refusedFor(file, busy)).toBe("ok");
  });
});
