/** Files of other programs: Word by drop and by hand, and what harmful ones come to. */
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

test("a dropped Word file becomes a document, with its picture", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  await ada.page.goto("/");
  await dropFiles(ada.page, { "report.docx": report });
  await ada.page.waitForURL(/\/d\//);
  await expect(ada.page.getByText("1 image is not part of the file")).toBeVisible();
  const editor = ada.page.getByRole("textbox", { name: "Document" });
  await expect(editor.locator("h1")).toHaveText("Yearly report");
  await expect(editor.locator("strong")).toHaveText("good");
  await expect(editor.locator("li li")).toHaveText("below one");
  const image = editor.locator("img");
  await expect.poll(() => image.evaluate((el: HTMLImageElement) => el.naturalWidth)).toBe(300);
  await expect(ada.page.getByRole("textbox", { name: "Title" })).toHaveValue("Yearly report");
  await editor.locator("strong").click();
  await ada.page.keyboard.press("End");
  await ada.page.keyboard.type(" and still is");
  await saved(ada.page);
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
