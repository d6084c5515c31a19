/** Find and replace, alone and while somebody else writes. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test("matches are counted, gone through, and led back from into the text", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "A cat, a Cat.\n\nConcatenate the cat.");
  const { page } = ada;
  const editor = await openEditor(page, id);
  await editor.click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ControlOrMeta+f");
  const bar = page.getByRole("search", { name: "Find and replace" });
  await expect(bar.getByLabel("Find", { exact: true })).toBeFocused();
  await page.keyboard.type("cat");
  await expect(bar.getByText("1 of 4")).toBeVisible();
  await expect(editor.locator(".find-match")).toHaveText(["cat", "Cat", "cat", "cat"]);
  await page.keyboard.press("Enter");
  await expect(bar.getByText("2 of 4")).toBeVisible();
  await expect(editor.locator(".find-current")).toHaveText("Cat");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  await expect(bar.getByText("4 of 4")).toBeVisible();

  await bar.getByRole("button", { name: "Match case" }).click();
  await expect(bar.getByText("3 of 3")).toBeVisible();
  await bar.getByRole("button", { name: "Whole words" }).click();
  await expect(bar.getByText("2 of 2")).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await expect(editor).toBeFocused();
  await page.keyboard.type("dog");
  await reads(editor.locator("p").nth(1), "Concatenate the dog.");
});

test("replacing all is one change to undo, and others' words stay theirs", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "red **red** Red.\n\nEnd.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await left.click();
  await ada.page.keyboard.press("ControlOrMeta+Shift+h");
  await ada.page.keyboard.type("red");
  const bar = ada.page.getByRole("search", { name: "Find and replace" });
  await expect(bar.getByText(/of 3/)).toBeVisible();

  // The count follows what somebody else writes meanwhile.
  await right.getByText("End.").click();
  await ben.page.keyboard.press("End");
  await ben.page.keyboard.type(" red");
  await expect(bar.getByText(/of 4/)).toBeVisible();

  await bar.getByLabel("Replace with").fill("redder");
  await bar.getByLabel("Replace with").press("Enter");
  await bar.getByRole("button", { name: "Replace all" }).click();
  for (const editor of [left, right]) {
    await expect(editor.locator("strong")).toHaveText(/^redder/);
    await reads(editor.locator("p").nth(1), "End. redder");
  }
  await bar.getByLabel("Find", { exact: true }).press("Escape");
  await ada.page.keyboard.press("ControlOrMeta+z");
  await reads(right.locator("p").nth(1), "End. red");
  await expect(right.locator("strong")).toHaveText("red");
  await saved(ada.page);
});

test("a long document is searched while typing goes on at its usual pace", async ({
  newPerson,
}) => {
  test.slow();
  const ada = await newPerson("Ada");
  const paragraph = "The quick brown fox jumps over the lazy dog, and sleeps. ".repeat(8);
  const id = await newDocument(ada, Array.from({ length: 1200 }, () => paragraph).join("\n\n"));
  const { page } = ada;
  const editor = await openEditor(page, id);
  await editor.locator("p").first().click();
  await page.keyboard.press("ControlOrMeta+f");
  await page.keyboard.type("fox");
  const bar = page.getByRole("search", { name: "Find and replace" });
  await expect(bar.getByText(/of 9600/)).toBeVisible();
  const before = Date.now();
  for (let press = 0; press < 10; press += 1) await page.keyboard.press("Enter");
  expect(Date.now() - before).toBeLessThan(5000);
});

test("undo reaches the text from the bar, unless its own field was typed in since", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, "red and red"));
  await editor.click();
  await page.keyboard.press("ControlOrMeta+Shift+h");
  await page.keyboard.type("red");
  const bar = page.getByRole("search", { name: "Find and replace" });
  const field = bar.getByLabel("Replace with");
  await field.click();
  await page.keyboard.type("blue");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(field).not.toHaveValue("blue");
  await field.fill("blue");
  await bar.getByRole("button", { name: "Replace all" }).click();
  await reads(editor, "blue and blue");
  await page.keyboard.press("ControlOrMeta+z");
  await reads(editor, "red and red");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await reads(editor, "blue and blue");
  await field.click();
  await page.keyboard.press("ControlOrMeta+z");
  await reads(editor, "red and red");
  await expect(field).toHaveValue("blue");
});
