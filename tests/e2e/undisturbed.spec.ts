/** What others do moves nothing of mine: my selection, my place on the page, my leaving. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

const lines = Array.from({ length: 80 }, (_, index) => `Line ${index}.`);
const selected = (page: Page) => page.evaluate(() => getSelection()?.toString());

test("my selection and scroll stay while others write above, and carets move with their text", async ({
  newPerson,
}) => {
  test.slow();
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const cyd = await newPerson("Cyd");
  const id = await newDocument(ada, lines.join("\n\n"));
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  const third = await openEditor(cyd.page, id);
  await left.getByText("Line 60.").dblclick({ position: { x: 8, y: 8 } });
  await expect.poll(() => selected(ada.page)).toMatch(/Line/);
  const word = await selected(ada.page);
  const place = () =>
    left.getByText("Line 60.").evaluate((line) => line.getBoundingClientRect().top);
  const before = await place();

  await right.getByText("Line 1.").click();
  await ben.page.keyboard.press("Home");
  await ben.page.keyboard.type("Ben writes above. ");
  await third.getByText("Line 2.").click();
  await cyd.page.keyboard.press("Enter");
  await cyd.page.keyboard.type("So does Cyd.");
  await expect(left).toContainText("So does Cyd.");
  await expect(left).toContainText("Ben writes above.");
  expect(await selected(ada.page)).toBe(word);
  // A line came above it; it stands where it stood.
  expect(Math.abs((await place()) - before)).toBeLessThan(3);

  // Ben sees what Ada selected, in her colour, where it stands now.
  await expect(right.locator(".remote-selection")).toHaveText(word ?? "");
  const shown = right.locator("p", { has: ben.page.locator(".remote-selection") });
  await reads(shown, "Line 60.");
  await ada.page.keyboard.type("Row");
  await reads(third.locator("p").nth(61), "Row 60.");
});

test("a click that brings the focus, and the key after it, hold in a page that is slow", async ({
  newPerson,
}) => {
  const { page, ...ada } = await newPerson("Ada");
  const id = await newDocument({ page, ...ada }, "Middle.");
  const editor = await openEditor(page, id);
  const line = editor.locator("p").first();
  await page.evaluate(() => {
    const wait = (ms: number) => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    };
    document.addEventListener("focus", () => wait(330), true);
    document.addEventListener("keydown", ({ key }) => key === "Home" && wait(50), true);
  });
  await line.click();
  await page.keyboard.press("Home");
  await page.keyboard.type("One. ");
  await reads(line, "One. Middle.");
  await page.keyboard.press("End");
  await page.getByRole("textbox", { name: "Title" }).click();
  await line.click({ position: { x: 1, y: 8 } });
  await page.keyboard.type("Two. ");
  await reads(line, "Two. One. Middle.");
});

test("leaving is asked about only while something is not stored", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Text.");
  const editor = await openEditor(ada.page, id);
  const guarded = () =>
    ada.page.evaluate(() => {
      const leaving = new Event("beforeunload", { cancelable: true });
      return !window.dispatchEvent(leaving);
    });
  await editor.getByText("Text.").click();
  await saved(ada.page);
  expect(await guarded()).toBe(false);
  await ada.context.setOffline(true);
  await ada.page.keyboard.type("More.");
  expect(await guarded()).toBe(true);
  await ada.context.setOffline(false);
  await saved(ada.page);
  await expect.poll(guarded).toBe(false);
});
