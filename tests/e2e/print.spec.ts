/** A printed document: its text in full, on white, and nothing of the editor round it. */
import { expect, newDocument, openEditor, test } from "./fixtures";

const long = "A sentence of some length that fills a part of a line, and then another. ".repeat(8);
const markdown = Array.from({ length: 30 }, (_, i) => `## Part ${i + 1}\n\n${long}\n\n${long}`)
  .concat("| a | b |\n| --- | --- |\n| 1 | 2 |", "[A link](https://example.org/page)")
  .join("\n\n");

test("only the document is printed, all of it", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const { page } = ada;
  await page.setViewportSize({ width: 1400, height: 800 });
  const id = await newDocument(ada, markdown);
  const editor = await openEditor(page, id);
  const theirs = await openEditor(ben.page, id);
  await theirs.getByText("Part 1", { exact: true }).click();
  await expect(editor.locator(".remote-caret-label")).toBeAttached();
  await editor.getByText("Part 2", { exact: true }).click();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("sentence");
  await expect(page.getByRole("navigation", { name: "Outline" })).toBeVisible();

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("toolbar")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Outline" })).toBeHidden();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.locator("#find-text")).toBeHidden();
  await expect(editor.locator(".remote-caret-label")).toBeHidden();
  const look = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await look("body", "background-color")).toBe("rgb(255, 255, 255)");
  expect(await look(".prose", "color")).toBe("rgb(0, 0, 0)");
  expect(await look(".prose", "caret-color")).toBe("rgba(0, 0, 0, 0)");
  expect(await look(".prose h2", "break-after")).toBe("avoid");
  expect(await look(".find-match", "background-color")).toBe("rgba(0, 0, 0, 0)");
  await page.emulateMedia({ media: null, colorScheme: null });

  // Thirty parts of about 220 words: what is far from the window is printed as well.
  const paper = await page.pdf({ format: "A4" });
  const pages = paper.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(10);
  expect(pages).toBeLessThan(20);
});

test("a version of the past is printed as a text, in as many pages as it has", async ({
  newPerson,
}) => {
  const { page, context } = await newPerson("Ada");
  const id = await newDocument({ page, context }, markdown);
  await page.goto(`/d/${id}/history`);
  await expect(page.locator(".prose-past").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByText(/^Version 1,/)).toBeVisible();
  await page.emulateMedia({ media: null });
  const paper = await page.pdf({ format: "A4" });
  const pages = paper.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(10);
});

test("a formula that is wider than the paper goes on in the next line", async ({ newPerson }) => {
  const { page, context } = await newPerson("Ada");
  const sum = Array.from({ length: 60 }, (_, i) => `x_{${i}}`).join(" + ");
  const id = await newDocument({ page, context }, `$$\n${sum}\n$$`);
  await openEditor(page, id);
  const formula = page.locator(".katex-display");
  await expect(formula).toBeVisible();
  await page.setViewportSize({ width: 794, height: 1100 });
  await page.emulateMedia({ media: "print" });
  const right = await formula
    .locator(".katex-base, .base")
    .evaluateAll((parts) => Math.max(...parts.map((part) => part.getBoundingClientRect().right)));
  expect(right).toBeLessThanOrEqual(794);
});
