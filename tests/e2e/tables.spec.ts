/** Rows and columns of tables by their handles: with a mouse, the keyboard and a finger. */
import type { Locator, Page } from "@playwright/test";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

const markdown = "Before\n\n| a | b | c |\n|---|---|---|\n| d | e | f |\n| g | h | i |\n\nAfter";

/** The rows as they are drawn, a string each. */
const rows = (editor: Locator) =>
  editor.evaluate((element) =>
    [...element.querySelectorAll("tr")].map((row) =>
      [...row.cells].map((cell) => cell.textContent?.replaceAll("\u2060", "").trim()).join(" "),
    ),
  );

const handle = (page: Page, axis: "Row" | "Column") =>
  page.getByRole("button", { name: `${axis}: drag to move` });

const cell = (editor: Locator, text: string) =>
  editor.locator("td, th").filter({ hasText: new RegExp(`^${text}$`) });

async function choose(page: Page, axis: "Row" | "Column", item: string): Promise<void> {
  await handle(page, axis).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("the menus of a row and a column change it, for everybody, and undo brings it back", async ({
  newPerson,
}) => {
  test.slow();
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, markdown);
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  const { page } = ada;
  await left.getByText("Before").hover();
  await expect(handle(page, "Row")).toHaveCount(0);
  await cell(left, "h").hover();
  await choose(page, "Row", "Move up");
  await expect.poll(() => rows(right)).toEqual(["a b c", "g h i", "d e f"]);
  await cell(left, "h").hover();
  await choose(page, "Column", "Insert right");
  await page.keyboard.type("new");
  await expect.poll(() => rows(right)).toEqual(["a b  c", "g h new i", "d e  f"]);
  await cell(left, "new").hover();
  await choose(page, "Column", "Delete column");
  await expect.poll(() => rows(right)).toEqual(["a b c", "g h i", "d e f"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => rows(right)).toEqual(["a b  c", "g h new i", "d e  f"]);
  await cell(left, "a").hover();
  await handle(page, "Row").click();
  // A header row stays first.
  await expect(page.getByRole("menuitem", { name: "Move down" })).toBeDisabled();
  await page.getByRole("menuitem", { name: "No header row" }).click();
  await expect(right.locator("th")).toHaveCount(0);
  await saved(page);
});

test("a press selects the whole row or column, and a letter is typed over nothing else", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await cell(editor, "e").hover();
  await handle(page, "Column").click();
  await expect(editor.locator(".selectedCell")).toHaveText(["b", "e", "h"]);
  await expect(page.getByRole("menu", { name: "Column 2 of 3" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(editor).toBeFocused();
  await expect(editor.locator(".selectedCell")).toHaveCount(3);
  await page.keyboard.press("Delete");
  await expect.poll(() => rows(editor)).toEqual(["a  c", "d  f", "g  i"]);
});

test("handles are dragged: a row over others, a column over others, and back by Escape", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  const drag = async (axis: "Row" | "Column", from: string, over: string, giveUp = false) => {
    await cell(editor, from).hover();
    await handle(page, axis).hover();
    const box = await cell(editor, over).boundingBox();
    if (!box) throw new Error(`${over} is not drawn.`);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.move(box.x + 4, box.y + 4, { steps: 4 });
    await expect(page.locator("[data-part=drop]")).toBeVisible();
    if (giveUp) await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect(page.locator("[data-part=drop]")).toHaveCount(0);
    await expect(page.getByRole("menu")).toHaveCount(0);
  };
  await drag("Row", "h", "d");
  await expect.poll(() => rows(editor)).toEqual(["a b c", "g h i", "d e f"]);
  await drag("Column", "f", "d");
  await expect.poll(() => rows(editor)).toEqual(["c a b", "i g h", "f d e"]);
  await drag("Column", "e", "f", true);
  await expect.poll(() => rows(editor)).toEqual(["c a b", "i g h", "f d e"]);
});

test("the edges add a row and a column, in which one goes on writing", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await cell(editor, "e").click();
  await page.getByRole("button", { name: "Add row at the end" }).click();
  await page.keyboard.type("under");
  await page.getByRole("button", { name: "Add column at the end" }).click();
  await page.keyboard.type("beside");
  await expect.poll(() => rows(editor)).toEqual(["a b c ", "d e f ", "g h i ", " under  beside"]);
});

test("by keys: the menu of the caret's row and column, and back into the text", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await cell(editor, "e").click();
  // The pointer elsewhere in the table changes nothing about whose menu it is.
  await cell(editor, "i").hover();
  await page.keyboard.press("Alt+Shift+R");
  await expect(page.getByRole("menu", { name: "Row 2 of 3" })).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Delete row" })).toBeFocused();
  // Each key is one that somebody sees the effect of: the menu moves its focus in a turn of its own.
  await page.keyboard.press("Home");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem").nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(editor).toBeFocused();
  await page.keyboard.type("new");
  await expect.poll(() => rows(editor)).toEqual(["a b c", "d e f", " new ", "g h i"]);
  await page.keyboard.press("Alt+Shift+C");
  await expect(page.getByRole("menu", { name: "Column 2 of 3" })).toBeVisible();
  await page.getByRole("menuitem", { name: "Move left" }).press("Enter");
  await expect(editor).toBeFocused();
  await page.keyboard.type("!");
  await expect.poll(() => rows(editor)).toEqual(["b a c", "e d f", "new!  ", "h g i"]);
  await editor.getByText("Before").click();
  await page.keyboard.press("Alt+Shift+R");
  await expect(page.getByRole("menu")).toHaveCount(0);
});

test("what another writes in the table meanwhile is kept, also in what is moved", async ({
  newPerson,
}) => {
  test.slow();
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, markdown);
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await cell(right, "i").click();
  await ben.page.keyboard.press("End");
  await cell(left, "h").click();
  await expect(left.locator(".remote-caret")).toBeVisible();
  const { page } = ada;
  const typing = ben.page.keyboard.type(" and a long sentence of Ben's", { delay: 60 });
  for (const [keys, item] of [
    ["R", "Move up"],
    ["C", "Move left"],
    ["R", "Insert below"],
    ["C", "Duplicate"],
  ] as const) {
    // The menu before gives the focus back when it has gone.
    await expect(left).toBeFocused();
    await page.keyboard.press(`Alt+Shift+${keys}`);
    await page.getByRole("menuitem", { name: item, exact: true }).press("Enter");
  }
  await typing;
  await saved(page);
  await saved(ben.page);
  const mine = await rows(left);
  await expect.poll(() => rows(right)).toEqual(mine);
  // In his cell, which went up with its row: no letter of it anywhere else.
  expect(mine).toEqual(["b b a c", "h h g i and a long sentence of Ben's", "   ", "e e d f"]);
});

test("a menu goes with its row when another deletes it, and touches no other", async ({
  newPerson,
}) => {
  const [ada, ben] = [await newPerson("Ada"), await newPerson("Ben")];
  const id = await newDocument(ada, markdown);
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  const { page } = ada;
  await cell(left, "d").hover();
  await handle(page, "Row").click();
  await expect(page.getByRole("menu")).toBeVisible();
  await cell(right, "e").hover();
  await choose(ben.page, "Row", "Delete row");
  await expect.poll(() => rows(left)).toEqual(["a b c", "g h i"]);
  await expect(page.getByRole("menu")).toHaveCount(0);
  // Ben's caret is in the one beside it.
  await cell(left, "i").hover();
  await choose(page, "Row", "Duplicate");
  for (const editor of [left, right]) {
    await expect.poll(() => rows(editor)).toEqual(["a b c", "g h i", "g h i"]);
  }
});

test("handles stay by their cell when its column is made wider, and the width moves along", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await cell(editor, "e").click();
  const at = async () => (await handle(page, "Column").boundingBox())?.x ?? 0;
  const narrow = await at();
  const box = await cell(editor, "b").boundingBox();
  if (!box) throw new Error("The table is not drawn.");
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2);
  await expect(editor.locator(".column-resize-handle").first()).toBeVisible();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 80, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(editor.locator("col[style*=width]").first()).toBeAttached();
  await expect.poll(async () => (await at()) - narrow).toBeGreaterThan(20);
  // The width goes with the column.
  const wide = await cell(editor, "b").evaluate((element) => element.clientWidth);
  await choose(page, "Column", "Move left");
  await expect.poll(() => rows(editor)).toEqual(["b a c", "e d f", "h g i"]);
  await expect.poll(() => cell(editor, "b").evaluate((element) => element.clientWidth)).toBe(wide);
});

test.describe("with a finger", () => {
  test("a tap into a cell shows handles that open menus and add, at 360 pixels", async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({
      ...{ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } },
      ...(baseURL ? { baseURL } : {}),
    });
    const page = await context.newPage();
    const id = await newDocument({ context, page }, markdown);
    const editor = await openEditor(page, id);
    await cell(editor, "h").tap();
    await handle(page, "Row").tap();
    await page.getByRole("menuitem", { name: "Move up" }).tap();
    await expect.poll(() => rows(editor)).toEqual(["a b c", "g h i", "d e f"]);
    await page.getByRole("button", { name: "Add column at the end" }).tap();
    await expect.poll(() => rows(editor)).toEqual(["a b c ", "g h i ", "d e f "]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(360);
    await cell(editor, "d").tap();
    await expect.poll(() => besides(handle(page, "Row"), cell(editor, "d"))).toBe(true);
    await dragByFinger(page, handle(page, "Row"), cell(editor, "g"));
    await expect.poll(() => rows(editor)).toEqual(["a b c ", "d e f ", "g h i "]);
    await saved(page);
    // Chromium may take a tap that follows a finger's drag for none: no mouse event, no caret.
    await expect(async () => {
      await editor.getByText("After").tap();
      await expect(handle(page, "Row")).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    await reads(editor.locator("p").last(), "After");
    await context.close();
  });
});

/** The handle has come to the row of a cell. */
async function besides(handle: Locator, cell: Locator): Promise<boolean> {
  const [a, b] = [await handle.boundingBox(), await cell.boundingBox()];
  return !!a && !!b && Math.abs(a.y + a.height / 2 - b.y - b.height / 2) < b.height / 2;
}

/** To the upper edge of where it shall go, as a screen that is touched tells it. */
async function dragByFinger(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("Both must be on the screen.");
  const session = await page.context().newCDPSession(page);
  const x = start.x + start.width / 2;
  const touch = (type: "touchStart" | "touchMove", y: number) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x, y }] });
  await touch("touchStart", start.y + start.height / 2);
  for (const part of [0.3, 0.6, 1]) {
    await touch("touchMove", start.y + (end.y + 4 - start.y) * part);
  }
  await expect(page.locator("[data-part=drop]")).toBeVisible();
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
