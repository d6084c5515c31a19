/** The list of documents: finding, ordering, and what is done to one without opening it. */
import type { Page } from "@playwright/test";
import { dropFiles } from "./dropped-files";
import { expect, newDocument, openEditor, type Person, saved, test } from "./fixtures";

const rows = (page: Page) => page.getByRole("list", { name: "Documents" }).getByRole("listitem");
const titles = (page: Page) => rows(page).getByRole("link");

async function choose(page: Page, title: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `More about ${title}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Documents of Ada's, the last one the newest, on her open list. */
async function listed(newPerson: (name: string) => Promise<Person>, ...names: string[]) {
  const ada = await newPerson("Ada");
  for (const name of names) await newDocument(ada, `# ${name}\n\nA text.`);
  await ada.page.goto("/");
  await expect(titles(ada.page)).toHaveText(names.toReversed());
  return ada;
}

test("a document is starred, renamed in place, copied, thrown away and brought back", async ({
  newPerson,
}) => {
  const { page } = await listed(newPerson, "Alpha", "Beta");
  await page.getByRole("button", { name: "Star Alpha" }).click();
  await page.getByRole("button", { name: "Starred", exact: true }).click();
  await expect(titles(page)).toHaveText(["Alpha"]);
  await choose(page, "Alpha", "Rename");
  await page.keyboard.type("Gamma");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["Gamma"]);
  await page.getByRole("button", { name: "All", exact: true }).click();
  await choose(page, "Beta", "Duplicate");
  await expect(titles(page)).toHaveCount(3);
  await choose(page, "Gamma", "Move to trash");
  await expect(titles(page)).toHaveCount(2);
  await page.reload();
  await page.getByRole("button", { name: "Trash" }).click();
  await expect(titles(page)).toHaveText(["Gamma"]);
  await choose(page, "Gamma", "Restore");
  await expect(page.getByText("The trash is empty")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Starred", exact: true }).click();
  await expect(page.getByText("No stars yet")).toBeVisible();
});

test("what the server does not take is shown as it was", async ({ newPerson }) => {
  const { page, context } = await listed(newPerson, "Alpha", "Beta");
  await context.setOffline(true);
  const star = page.getByRole("button", { name: "Star Alpha" });
  await star.click();
  await expect(page.getByText("does not answer").first()).toBeVisible();
  await expect(star).toHaveAttribute("aria-pressed", "false");
  await choose(page, "Beta", "Move to trash");
  await expect(titles(page)).toHaveText(["Beta", "Alpha"]);
  await choose(page, "Alpha", "Rename");
  await page.keyboard.type("Gamma");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["Beta", "Alpha"]);
});

test("after a document is thrown away by keyboard the next one has the focus", async ({
  newPerson,
}) => {
  const { page } = await listed(newPerson, "Alpha", "Beta", "Gamma");
  await page.getByRole("button", { name: "More about Beta" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Move to trash" }).focus();
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["Gamma", "Alpha"]);
  await expect(titles(page).last()).toBeFocused();
});

test("it is sorted as one likes, and the address keeps it", async ({ newPerson }) => {
  const { page } = await listed(newPerson, "Birch", "Cedar", "Ash");
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("Title");
  await expect(titles(page)).toHaveText(["Ash", "Birch", "Cedar"]);
  await page.reload();
  await expect(titles(page)).toHaveText(["Ash", "Birch", "Cedar"]);
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("Newest");
  await expect(titles(page)).toHaveText(["Ash", "Cedar", "Birch"]);
});

test("what was just written is found by any of its words, wherever they stand", async ({
  newPerson,
}) => {
  const ada = await listed(newPerson, "Plan", "Other");
  await ada.page.getByRole("link", { name: "Plan" }).click();
  const editor = ada.page.getByRole("textbox", { name: "Document" });
  await expect(editor).toHaveAttribute("contenteditable", "true");
  await editor.getByText("A text.").click();
  await ada.page.keyboard.type("Zebras cross at noon. ");
  await saved(ada.page);
  await ada.page.getByRole("link", { name: "All documents" }).click();
  const search = ada.page.getByRole("searchbox");
  await expect(async () => {
    await search.fill("");
    await search.fill("noon zebra plan");
    await expect(titles(ada.page)).toHaveText(["Plan"], { timeout: 1500 });
  }).toPass();
  await search.fill("nothing like it");
  await expect(ada.page.getByText("Nothing found for “nothing like it”")).toBeVisible();
  await ada.page.getByRole("button", { name: "Clear the search" }).click();
  await expect(titles(ada.page)).toHaveCount(2);
});

test("who goes back to the list finds the search they left", async ({ newPerson }) => {
  const { page } = await listed(newPerson, "Plan", "Other");
  const search = page.getByRole("searchbox");
  await search.fill("plan");
  await expect(titles(page)).toHaveText(["Plan"]);
  await expect(page).toHaveURL("/?search=plan");
  await titles(page).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Plan");
  await page.goBack();
  await expect(search).toHaveValue("plan");
  await expect(titles(page)).toHaveText(["Plan"]);
  await expect(page).toHaveURL("/?search=plan");
});

test("a document chosen while the search still settles is gone to", async ({ newPerson }) => {
  const { page } = await listed(newPerson, "Plan", "Other");
  await page.route(/\/d\/.*_rsc=/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  await page.getByRole("searchbox").fill("pla");
  await titles(page).filter({ hasText: "Plan" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Plan");
});

test("who is in a document and who wrote last is seen in the list without loading it anew", async ({
  newPerson,
}) => {
  const ada = await listed(newPerson, "Shared");
  const ben = await newPerson("Ben");
  const address = await titles(ada.page).getAttribute("href");
  const editor = await openEditor(ben.page, address?.split("/").at(-1) ?? "");
  await editor.getByText("A text.").click();
  await ben.page.keyboard.type("More. ");
  await saved(ben.page);
  const row = rows(ada.page).first();
  const presence = row.getByRole("button", { name: "In it now: Ben" });
  await expect(presence).toBeVisible({ timeout: 20_000 });
  await expect(row).toContainText("Ben, ");
  await expect(row.locator("time")).toBeVisible();
  await ben.page.close();
  await expect(presence).toHaveCount(0, { timeout: 20_000 });
});

test("a long list comes page by page", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  for (let count = 0; count < 54; count += 1) await newDocument(ada);
  await ada.page.goto("/");
  await expect(rows(ada.page)).toHaveCount(50);
  await ada.page.getByRole("button", { name: "Load more" }).click();
  await expect(rows(ada.page)).toHaveCount(54);
  await expect(ada.page.getByRole("button", { name: "Load more" })).toHaveCount(0);
});

test("dropped HTML and text become documents, and what is none of both is told", async ({
  newPerson,
}) => {
  const { page } = await newPerson("Ada");
  await page.goto("/");
  await dropFiles(page, {
    "page.html": "<title>A page</title><ul><li><input type=checkbox checked>done</li></ul>",
    "notes.txt": "First line",
    "photo.psd": "8BPS",
    "song.mp3": "ID3",
  });
  await expect(page.getByText("“photo.psd” cannot be imported")).toBeVisible();
  await expect(page.getByText("“song.mp3” cannot be imported")).toBeVisible();
  await expect(page.getByText("2 of 4 files were imported.")).toBeVisible();
  await expect(titles(page).filter({ hasText: "notes" })).toBeVisible();
  await titles(page).filter({ hasText: "A page" }).click();
  await expect(page.locator("[data-checked=true]")).toContainText("done");
});
