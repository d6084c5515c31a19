/** The others in a document: their names by their carets, and going where they go. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, test } from "./fixtures";

test("a name shows while its owner writes, by the same element, and fades after", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Here.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await right.getByText("Here.").click();
  await ben.page.keyboard.press("End");
  const caret = left.locator(".remote-caret");
  await expect(caret).toHaveAttribute("data-named");
  await caret.evaluate((element) => element.setAttribute("data-kept", "yes"));
  await ben.page.keyboard.type(" Ben writes a sentence", { delay: 20 });
  await expect(left.locator("p").first()).toContainText("sentence");
  await expect(caret).toHaveAttribute("data-kept", "yes");
  await expect(caret.locator(".remote-caret-label")).toHaveCSS("opacity", "1");
  await expect(caret).not.toHaveAttribute("data-named");
  await expect(caret.locator(".remote-caret-label")).toHaveCSS("opacity", "0");
  await ben.page.keyboard.press("Home");
  await expect(left.locator(".remote-caret")).toHaveAttribute("data-named");
});

test("on a phone a name is whole at the end of a line, too", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Benjamin Franklin");
  await ada.page.setViewportSize({ width: 360, height: 740 });
  const id = await newDocument(ada, "A line.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await right.getByText("A line.").click();
  await ben.page.keyboard.press("End");
  const caret = left.locator(".remote-caret");
  const label = caret.locator(".remote-caret-label");
  let turned = 0;
  for (const word of " Past the edge of a screen as narrow as this one is".split(/(?= )/)) {
    await ben.page.keyboard.insertText(word);
    await expect(left.locator("p").first()).toContainText(word.trim());
    await expect(caret).toHaveAttribute("data-named");
    const box = await label.boundingBox();
    expect(box && box.x + box.width).toBeLessThanOrEqual(360);
    expect(box?.x).toBeGreaterThanOrEqual(0);
    turned += Number((await caret.getAttribute("data-turned")) !== null);
  }
  expect(turned).toBeGreaterThan(0);
});

test("who follows somebody sees where they write, until acting themselves", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const lines = Array.from({ length: 120 }, (_, index) => `Line ${index}.`);
  const id = await newDocument(ada, lines.join("\n\n"));
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await right.getByText("Line 100.").click();
  await ada.page.getByRole("button", { name: "Follow Ben" }).click();
  await expect(ada.page.getByText("Following Ben")).toBeVisible();
  await expect(left.getByText("Line 100.")).toBeInViewport();
  await right.getByText("Line 5.").click();
  await expect(left.getByText("Line 5.")).toBeInViewport();

  await ada.page.mouse.move(600, 400);
  await ada.page.mouse.wheel(0, 50);
  await expect(ada.page.getByText("Following Ben")).toHaveCount(0);
  // Elsewhere in the line: a third click at one place within half a second would select it.
  await right.getByText("Line 110.").click({ position: { x: 20, y: 8 } });
  await ben.page.keyboard.press("End");
  await ben.page.keyboard.type("x");
  await expect(left.getByText("Line 110.x")).toBeAttached();
  await expect(left.getByText("Line 5.")).toBeInViewport();

  await ada.page.getByRole("button", { name: "Follow Ben" }).click();
  await ben.page.close();
  await expect(ada.page.getByText("Following Ben")).toHaveCount(0);
});

/** What a browser does when another tab comes to the front; without a screen none ever does. */
async function turn(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((visibilityState) => {
    Object.defineProperty(document, "visibilityState", {
      ...{ configurable: true, value: visibilityState },
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

test("who turns to another tab is dimmed without a caret, and back where they were", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Here.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await right.getByText("Here.").click();
  await ben.page.keyboard.press("End");
  const caret = left.locator(".remote-caret");
  await expect(caret).toBeVisible();
  const said = ada.page.getByRole("log");
  await expect(said).toContainText("Ben joined.");
  await turn(ben.page, "hidden");
  const away = ada.page.getByRole("button", { name: "Follow Ben, who is away" });
  // A glance elsewhere tells nobody anything.
  await ben.page.waitForTimeout(2000);
  await expect(away).toHaveCount(0);
  await expect(caret).toBeVisible();
  await expect(away).toBeVisible({ timeout: 30_000 });
  await expect(caret).toHaveCount(0);
  // Whoever comes now hears of it as well.
  const cyd = await newPerson("Cyd");
  await openEditor(cyd.page, id);
  await expect(cyd.page.getByRole("button", { name: "Follow Ben, who is away" })).toBeVisible();
  await expect(cyd.page.getByRole("button", { name: "Follow Ada", exact: true })).toBeVisible();
  await turn(ben.page, "visible");
  await expect(ada.page.getByRole("button", { name: "Follow Ben", exact: true })).toBeVisible();
  await expect(caret).toBeVisible();
  await expect(said).toHaveText("Cyd joined.");
});
