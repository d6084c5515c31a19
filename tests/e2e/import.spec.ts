/** Files of other programs: Word by drop and by hand, and what harmful ones come to. */

import { schema } from "@/collab/schema/schema";
import {
  docx,
  listed,
  paragraph,
  picture,
  pictureRelation,
  run,
  styled,
  zip,
} from "../support/docx";
import { png } from "../support/images";
import { dropFiles } from "./dropped-files";
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

const report = docx({
  relations:
    pictureRelation("p1", "media/one.png") + pictureRelation("p2", "file:///etc/passwd", true),
  parts: [{ name: "word/media/one.png", content: png(300, 120) }],
  body: [
    ...[styled("Title", "Yearly report"), paragraph(run("It was ") + run("good", "<w:b/>"))],
    ...[listed(1, 0, "one"), listed(1, 1, "below one"), paragraph(picture("p1"))],
    paragraph(picture("p2", "link")),
  ].join(""),
});

const words = (text: string, ...marks: object[]) => ({ type: "text", text, marks });
const line = (...content: object[]) => ({ type: "paragraph", content });

/** What HTML can say and Markdown can't, or only just. */
const rich = [
  {
    type: "heading",
    attrs: { level: 2, textAlign: "center" },
    content: [words("A  part\tin two")],
  },
  line(
    words("under", { type: "underline" }),
    words("marked", { type: "highlight", attrs: { color: "var(--mark-green)" } }),
    words("red", { type: "textStyle", attrs: { color: "var(--text-red)" } }),
    { type: "inlineMath", attrs: { latex: "x_1 < 2" } },
  ),
  { type: "paragraph" },
  { ...line(words("right"), { type: "hardBreak" }), attrs: { textAlign: "right" } },
  { type: "blockMath", attrs: { latex: "\\frac{a}{b}" } },
  {
    type: "taskList",
    content: [{ type: "taskItem", attrs: { checked: true }, content: [line(words("done"))] }],
  },
  {
    type: "table",
    content: [
      {
        type: "tableRow",
        content: [
          { type: "tableCell", attrs: { rowspan: 2, align: "right" }, content: [line(words("v"))] },
          { type: "tableCell", content: [line(words("x"))] },
        ],
      },
      { type: "tableRow", content: [{ type: "tableCell", content: [line(words("y"))] }] },
    ],
  },
  {
    type: "details",
    content: [
      { type: "detailsSummary", content: [words("More")] },
      { type: "detailsContent", content: [line(words("inside"))] },
    ],
  },
];

test("a dropped Word file becomes a document, with its picture", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  await ada.page.goto("/");
  await dropFiles(ada.page, { "report.docx": report });
  await ada.page.waitForURL(/\/d\//);
  await expect(ada.page.getByText("1 image is not part of the file")).toBeVisible();
  const editor = ada.page.getByRole("textbox", { name: "Document" });
  await expect(editor.locator("strong")).toHaveText("good");
  // Its title is said once.
  await expect(editor.locator("h1")).toHaveCount(0);
  await expect(editor.locator("li li")).toHaveText("below one");
  const image = editor.locator("img");
  await expect.poll(() => image.evaluate((el: HTMLImageElement) => el.naturalWidth)).toBe(300);
  await expect(ada.page.getByRole("textbox", { name: "Title" })).toHaveValue("Yearly report");
  await editor.locator("strong").click();
  await ada.page.keyboard.press("End");
  await ada.page.keyboard.type(" and still is");
  await saved(ada.page);
});

test("what an exported page holds comes in again, and is called the same", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada);
  const { request } = ada.context;
  const upload = await request.post(`/api/documents/${id}/uploads`, { data: png(64, 32) });
  const { url } = await upload.json();
  const content = [...rich, { type: "image", attrs: { src: url, alt: "A field" } }];
  const step = { stepType: "replace", from: 0, to: 2, slice: { content } };
  const data = { changeId: "rich-change-1", baseVersion: 0, steps: [step] };
  const changed = await request.post(`/api/documents/${id}/changes`, { data });
  expect(await changed.json()).toMatchObject({ version: 1 });
  await request.patch(`/api/documents/${id}`, { data: { title: "All of it" } });
  const read = async (of: string) => {
    const { doc } = await (await request.get(`/api/documents/${of}/content`)).json();
    return JSON.parse(JSON.stringify(doc).replaceAll(/"\/uploads\/[^"]*"/g, '"/uploads/x"'));
  };
  const path = `/api/documents/${id}/content?format=html&download=1`;
  const page = await (await request.get(path)).text();
  await ada.page.goto("/");
  await dropFiles(ada.page, { "page.html": page });
  await ada.page.waitForURL(/\/d\//);
  await expect(ada.page.getByRole("textbox", { name: "Title" })).toHaveValue("All of it");
  const image = ada.page.getByRole("img", { name: "A field" });
  await expect.poll(() => image.evaluate((el: HTMLImageElement) => el.naturalWidth)).toBe(64);
  expect(await read(ada.page.url().split("/").at(-1) ?? "")).toEqual(await read(id));
});

test("text comes in as it is, a page as it is meant, and all of them are taken", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  await ada.page.goto("/");
  await dropFiles(ada.page, {
    "one.md": "# First\n\nText.",
    "page.html": `<p>a <mark>mark</mark> <span style="color:#ff0000">red</span></p><p><br></p>
      <p>end<br></p><img src="gone.png">`,
    "list.txt": "# *stars*\n\tC:\\dir\\*.txt\n\nnext",
  });
  await expect(ada.page.getByText("3 of 3 files were imported")).toBeVisible();
  await expect(ada.page.getByText("“page.html”: 1 image is not part of the file.")).toBeVisible();
  const { documents } = await (await ada.context.request.get("/api/documents")).json();
  const read = async (title: string) => {
    const { id } = documents.find((document: { title: string }) => document.title === title);
    const answer = await ada.context.request.get(`/api/documents/${id}/content`);
    return schema.nodeFromJSON((await answer.json()).doc).toString();
  };
  expect(await read("First")).toBe('doc(paragraph("Text."))');
  expect(await read("page")).toBe(
    'doc(paragraph("a ", highlight("mark"), " ", textStyle("red")), paragraph, paragraph("end"))',
  );
  expect(await read("list")).toBe(
    'doc(paragraph("# *stars*", hardBreak, "\\tC:\\\\dir\\\\*.txt"), paragraph("next"))',
  );
});

test("what is no Word file is refused in words", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  await ada.page.goto("/");
  await dropFiles(ada.page, { "report.docx": Buffer.from("no zip at all") });
  await expect(ada.page.getByText("This is no Word file, or it is damaged")).toBeVisible();
  await dropFiles(ada.page, { "old.doc": Buffer.from("x") });
  await expect(ada.page.getByText("Save it as .docx")).toBeVisible();
});

test("[B18] bombs are refused, and the server goes on", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Alive.");
  const post = (data: Buffer) =>
    ada.context.request.post("/api/documents/import?name=x.docx", { data });
  const parts = (count: number, size: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `x/${i}`, content: Buffer.alloc(size) }));
  expect((await post(zip(parts(1, 40 * 1024 * 1024)))).status()).toBe(413);
  expect((await post(zip(parts(3000, 1)))).status()).toBe(413);
  expect((await post(Buffer.alloc(21 * 1024 * 1024))).status()).toBe(413);
  // Well formed, and more blocks than a document may hold.
  const long = Array.from({ length: 70_000 }, (_, i) => paragraph(run(`line ${i * 7919}`)));
  const answer = await post(docx({ body: long.join("") }));
  expect(answer.status()).toBe(413);
  expect((await answer.json()).error.message).toMatch(/Split it in two/);
  await openEditor(ada.page, id);
  await expect(ada.page.getByText("Alive.")).toBeVisible();
});

test("Markdown that is too much for one document is refused, not cut", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  await newDocument(ada);
  const markdown = "a\n\n".repeat(40_000);
  const answer = await ada.context.request.post("/api/documents", { data: { markdown } });
  expect(answer.status()).toBe(413);
  expect((await answer.json()).error.message).toMatch(/may hold \d+ blocks\. Split it in two/);
});
