/** The list of documents, and what is put into it from outside. */
import { readFileSync } from "node:fs";
import { dropFiles } from "./dropped-files";
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

test("a first visit makes a guest, and a new document is one click away", async ({ newPerson }) => {
  const { page, context } = await newPerson();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Documents" })).toBeVisible();
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: "tandem_session", httpOnly: true, sameSite: "Lax" });
  await page.getByRole("button", { name: "New document" }).first().click();
  // One writes without looking for a place to click.
  await expect(page.getByRole("textbox", { name: "Document" })).toBeFocused();
  await page.keyboard.type("Hello");
  await saved(page);
  await expect(page.getByRole("textbox", { name: "Document" })).toHaveText("Hello");
  await page.goto("/");
  await expect(page.getByRole("main").getByRole("link", { name: "Untitled" })).toBeVisible();
});

test("somebody new finds a document that shows what can be done, with authors and a history", async ({
  newPerson,
}) => {
  const { page } = await newPerson();
  await page.goto("/");
  await page.getByRole("link", { name: "Welcome to Tandem" }).click();
  const editor = page.getByRole("textbox", { name: "Document" });
  await expect(editor.getByRole("heading", { name: "Write together" })).toBeVisible();
  await expect(editor.locator("table")).toBeVisible();
  await expect(editor.locator("pre")).toContainText("Good morning");
  await page.getByRole("link", { name: "History" }).click();
  const versions = page.getByRole("complementary", { name: "Versions" });
  await expect(versions).toContainText("Ada");
  await expect(versions).toContainText("Grace");
  // It is given once: whoever throws it away is not given another.
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Welcome to Tandem" })).toHaveCount(1);
});

test("a dropped Markdown file becomes a document that two people edit at once", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const markdown = readFileSync("tests/support/long-document.md", "utf8");
  expect(markdown.length).toBeGreaterThan(30_000);
  await ada.page.goto("/");
  await dropFiles(ada.page, { "long.md": markdown });
  await ada.page.waitForURL(/\/d\//);
  const id = ada.page.url().split("/").at(-1) ?? "";
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await left.locator("p").first().click();
  await ada.page.keyboard.press("End");
  await right.locator("p").nth(3).click();
  await ben.page.keyboard.press("End");
  await Promise.all([
    ada.page.keyboard.type(" (Ada was here)", { delay: 15 }),
    ben.page.keyboard.type(" (Ben was here)", { delay: 15 }),
  ]);
  for (const editor of [left, right]) {
    await expect(editor).toContainText("(Ada was here)");
    await expect(editor).toContainText("(Ben was here)");
  }
  await saved(ada.page);
  await saved(ben.page);
  const path = `/api/documents/${id}/content`;
  const exported = await (await ada.context.request.get(`${path}?format=markdown`)).text();
  expect(exported).toContain("(Ada was here)");
  expect(exported.length).toBeGreaterThan(markdown.length * 0.9);
  for (const format of ["json", "text", "html"]) {
    const answer = await ada.context.request.get(`${path}?format=${format}`);
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain("(Ben was here)");
  }
});

test("the title is renamed in the editor and seen by the others", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada);
  await openEditor(ada.page, id);
  await openEditor(ben.page, id);
  const title = ada.page.getByRole("textbox", { name: "Title" });
  await title.fill("A plan");
  await title.press("Enter");
  await expect(ben.page.getByRole("textbox", { name: "Title" })).toHaveValue("A plan");
});

test("a title is stored as it is written, and counted and kept while it is not", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const { page } = ada;
  const id = await newDocument(ada, "Text.");
  await openEditor(page, id);
  await openEditor(ben.page, id);
  const mine = page.getByRole("textbox", { name: "Title" });
  const theirs = ben.page.getByRole("textbox", { name: "Title" });
  // A name that nobody gave is not in the way.
  await mine.click();
  await page.keyboard.type("Plan");
  await expect(theirs).toHaveValue("Plan");
  await saved(page);

  const state = page.getByRole("status");
  await ada.context.setOffline(true);
  await page.keyboard.type(" B");
  await expect(state.filter({ hasText: "1 change kept on this device" })).toBeVisible();
  await ada.context.setOffline(false);
  await expect(theirs).toHaveValue("Plan B", { timeout: 20_000 });
  await saved(page);

  // Who was away does not take the name from those who were here.
  await ada.context.setOffline(true);
  await page.keyboard.type("!");
  await expect(state.filter({ hasText: "1 change kept on this device" })).toBeVisible();
  await theirs.fill("Ours");
  await saved(ben.page);
  await ada.context.setOffline(false);
  const said = page.getByRole("listitem").filter({ hasText: "“Plan B!” is not saved" });
  await expect(said).toContainText("“Ours”", { timeout: 20_000 });
  await expect(mine).toHaveValue("Ours");
  await said.getByRole("button", { name: "Use it" }).click();
  await expect(theirs).toHaveValue("Plan B!");
});

test("a title written without a network is there for the next tab to store", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Text.");
  await openEditor(ada.page, id);
  await ada.context.setOffline(true);
  await ada.page.getByRole("textbox", { name: "Title" }).fill("Kept");
  await ada.page.close();
  await ada.context.setOffline(false);
  const page = await ada.context.newPage();
  await openEditor(page, id);
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Kept");
  const stored = async () => (await ada.context.request.get(`/api/documents/${id}`)).json();
  await expect.poll(async () => (await stored()).title).toBe("Kept");
});

test("what does not exist has a page that says so", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/d/nothing-is-here-at-all");
  await expect(page.getByRole("heading")).toContainText("nothing here");
});

test("a title that is still being written is kept when the page goes", async ({ newPerson }) => {
  const ada = await newPerson();
  const { page } = ada;
  const id = await newDocument(ada, "Text.");
  for (const title of ["Before a reload", "Before another page"]) {
    await openEditor(page, id);
    const field = page.getByRole("textbox", { name: "Title" });
    await field.fill(title);
    if (title === "Before a reload") await page.reload();
    else
      await page
        .getByRole("link", { name: /documents/i })
        .first()
        .click();
    const stored = async () => (await ada.context.request.get(`/api/documents/${id}`)).json();
    await expect.poll(async () => (await stored()).title).toBe(title);
  }
});
