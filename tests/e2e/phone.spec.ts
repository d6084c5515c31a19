/** The editor held in a hand: a toolbar by the thumbs that can be swiped, above the keyboard. */
import type { Browser, Page } from "@playwright/test";
import { TcpProxy } from "../support/tcp-proxy";
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };
const keyboardPx = 300;

async function phonePage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ ...phone, ...(baseURL ? { baseURL } : {}) });
  return context.newPage();
}

const toolbarOf = (page: Page) => page.getByRole("toolbar", { name: "Formatting" });

async function bottomOf(page: Page): Promise<number> {
  const box = await toolbarOf(page).boundingBox();
  return box ? Math.round(box.y + box.height) : Number.NaN;
}

test("a swipe along the toolbar brings the last tool, and each can be tapped", async ({
  browser,
  baseURL,
}) => {
  const page = await phonePage(browser, baseURL);
  const id = await newDocument({ context: page.context(), page }, "Text.");
  const editor = await openEditor(page, id);
  await editor.getByText("Text.").tap();
  const last = page.getByRole("button", { name: "Find and replace" });
  await expect(last).not.toBeInViewport();
  const cdp = await page.context().newCDPSession(page);
  const y = (await bottomOf(page)) - 20;
  for (let swipes = 0; swipes < 6; swipes++) {
    await cdp.send("Input.dispatchTouchEvent", {
      type: "touchStart",
      touchPoints: [{ x: 320, y }],
    });
    for (let x = 300; x > 20; x -= 20) {
      await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x, y }] });
    }
    await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }
  await expect(last).toBeInViewport({ ratio: 1 });
  await last.tap();
  await expect(page.getByRole("textbox", { name: "Find" })).toBeFocused();
  await page.keyboard.press("Escape");
  const missed = await toolbarOf(page).evaluate((toolbar) =>
    [...toolbar.querySelectorAll("button")].filter((tool) => {
      tool.scrollIntoView({ inline: "center" });
      const { x, y, width, height } = tool.getBoundingClientRect();
      return !tool.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }),
  );
  expect(missed).toEqual([]);
  await page.context().close();
});

test("what is not stored is said to the last word, also with others in the document", async ({
  browser,
  baseURL,
}) => {
  const wire = await TcpProxy.start(Number(new URL(baseURL ?? "").port));
  const page = await phonePage(browser, wire.url);
  const id = await newDocument({ context: page.context(), page }, "Text.");
  const others = await Promise.all([1, 2, 3].map(() => phonePage(browser, baseURL)));
  for (const other of others) await openEditor(other, id);
  const editor = await openEditor(page, id);
  const people = page.getByRole("button", { name: "People here: 3" });
  await expect(people).toBeVisible();
  await editor.getByText("Text.").tap();
  wire.cut();
  await page.keyboard.type(" Written in the tunnel, and kept until there is light.");
  const line = page.getByRole("status").filter({ hasText: /^(Offline|Not saved|Reconnecting)/ });
  for (const said of [/^Reconnecting/, /^Offline: \d+ changes kept on this device$/]) {
    await expect(line).toHaveText(said, { timeout: 20_000 });
    const hidden = await line.evaluate((element) => {
      // The longest that it may ever say.
      const { textContent } = element;
      if (textContent?.includes("kept")) {
        element.textContent = "Not saved yet: 1234 changes kept on this device";
      }
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
      return Math.max(scrollHeight - clientHeight, scrollWidth - clientWidth);
    });
    expect(hidden).toBeLessThanOrEqual(0);
  }
  await expect(people).toBeHidden();
  for (const one of [page, ...others]) await one.context().close();
  await wire.close();
});

test("find needs two lines on a narrow phone, and everything in it stays in them", async ({
  browser,
  baseURL,
}) => {
  const page = await phonePage(browser, baseURL);
  await page.setViewportSize({ width: 320, height: 640 });
  const id = await newDocument({ context: page.context(), page }, "Text.");
  const editor = await openEditor(page, id);
  await editor.getByText("Text.").tap();
  await page.keyboard.press("ControlOrMeta+f");
  const bar = page.getByRole("search", { name: "Find and replace" });
  await bar.getByLabel("Find", { exact: true }).fill("nothing of the kind");
  await expect(bar.getByText("No match")).toBeVisible();
  const topOf = async (name: string) =>
    (await bar.getByRole("button", { name, exact: true }).boundingBox())?.y;
  expect(await topOf("Close")).toBe(await topOf("Match case"));
  expect((await bar.boundingBox())?.height).toBeLessThan(110);
  await bar.getByRole("button", { name: "Replace" }).tap();
  await bar.getByLabel("Find", { exact: true }).fill("Text");
  const match = editor.locator(".find-current");
  await expect(match).toHaveText("Text");
  const seen = await match.evaluate((element) => {
    const { x, y, width } = element.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + 1) === element;
  });
  expect(seen).toBe(true);
  await page.context().close();
});

test("what is tapped there happens to the text, which stays in the focus", async ({
  browser,
  baseURL,
}) => {
  const page = await phonePage(browser, baseURL);
  const id = await newDocument({ context: page.context(), page }, "Text.");
  const editor = await openEditor(page, id);
  await editor.getByText("Text.").tap();
  await page.keyboard.press("End");
  await toolbarOf(page).getByRole("button", { name: "Bold" }).tap();
  await expect(editor).toBeFocused();
  await page.keyboard.type("Bold");
  await expect(editor.locator("strong")).toHaveText("Bold");
  await toolbarOf(page).getByRole("button", { name: "Bullet list" }).tap();
  await expect(editor.getByRole("listitem")).toHaveCount(1);
  await saved(page);
  await page.context().close();
});

/** A document that is longer than a phone, open in one. */
async function fortyLines(...where: Parameters<typeof phonePage>) {
  const page = await phonePage(...where);
  const lines = Array.from({ length: 40 }, (_, index) => `Line ${index}.`).join("\n\n");
  const id = await newDocument({ context: page.context(), page }, lines);
  const editor = await openEditor(page, id);
  return { page, editor };
}

test("the toolbar is above a keyboard that makes the page smaller, and so is the caret", async ({
  browser,
  baseURL,
}) => {
  const { page, editor } = await fortyLines(browser, baseURL);
  expect(await bottomOf(page)).toBe(740);
  await editor.getByText("Line 12.").tap();
  await page.setViewportSize({ width: 360, height: 740 - keyboardPx });
  await expect.poll(() => bottomOf(page)).toBe(740 - keyboardPx);
  await page.keyboard.type("Here ");
  const line = await editor.getByText("Here ").boundingBox();
  const toolbar = await toolbarOf(page).boundingBox();
  if (!line || !toolbar) throw new Error("Line or toolbar is not there.");
  expect(line.y + line.height).toBeLessThan(toolbar.y);
  await page.context().close();
});

test("and above one that only covers the page, as on an iPhone", async ({ browser, baseURL }) => {
  const page = await phonePage(browser, baseURL);
  await page.addInitScript((keyboardPx) => {
    let covered = 0;
    const view = new EventTarget();
    Object.defineProperties(view, {
      scale: { value: 1 },
      offsetTop: { value: 0 },
      height: { get: () => innerHeight - covered },
    });
    Object.defineProperty(window, "visualViewport", { value: view });
    window.addEventListener("keyboard-shown", () => {
      covered = keyboardPx;
      view.dispatchEvent(new Event("resize"));
    });
  }, keyboardPx);
  const id = await newDocument({ context: page.context(), page }, "Text.");
  await openEditor(page, id);
  expect(await bottomOf(page)).toBe(740);
  await page.evaluate(() => window.dispatchEvent(new Event("keyboard-shown")));
  await expect.poll(() => bottomOf(page)).toBe(740 - keyboardPx);
  const words = await page.getByRole("button", { name: /^Outline and count/ }).boundingBox();
  expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThan(740 - keyboardPx - 40);
  await page.context().close();
});

test("the line that is being written is never under the count of words", async ({
  browser,
  baseURL,
}) => {
  const { page, editor } = await fortyLines(browser, baseURL);
  for (const height of [740, 380]) {
    await page.setViewportSize({ width: 360, height });
    const last = editor.locator("p").last();
    await last.scrollIntoViewIfNeeded();
    await last.tap();
    await page.keyboard.press("End");
    for (let line = 0; line < 8; line++) {
      await page.keyboard.press("Enter");
      await page.keyboard.type("More");
      const onTop = await last.evaluate((paragraph) => {
        const { left, top, height } = paragraph.getBoundingClientRect();
        const seen = document.elementFromPoint(left + 10, top + height / 2);
        return seen === paragraph ? "" : seen?.outerHTML;
      });
      expect(onTop, `line ${line} of ${height} pixels`).toBe("");
    }
  }
  await page.context().close();
});
