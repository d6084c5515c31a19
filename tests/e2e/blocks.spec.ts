/** Blocks as wholes: dragged, moved by keys, doubled and deleted, while somebody else types. */
import type { Locator } from "@playwright/test";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

const blocks = (editor: Locator) =>
  editor.evaluate((element) =>
    [...element.children]
      .map((child) => child.textContent?.replaceAll("\u2060", "").trim())
      .filter((text) => text !== ""),
  );

test("a block is moved by its handle and by keys, and arrives so for others", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "# First\n\nSecond one\n\nThird one\n\n- An item\n- Another");
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  const { page } = ada;
  const handle = page.getByRole("button", { name: "Block: drag to move" });
  await left.getByText("Third one").hover();
  await expect(handle).toBeVisible();
  await handle.dragTo(left.getByRole("heading", { name: "First" }), {
    targetPosition: { x: 2, y: 6 },
  });
  for (const editor of [left, right]) {
    await expect
      .poll(() => blocks(editor))
      .toEqual(["Third one", "First", "Second one", "An itemAnother"]);
  }
  // One goes on in what was moved, and writes over nothing.
  await page.keyboard.type("The ");
  await expect.poll(() => blocks(right)).toContain("The Third one");
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => blocks(right)).toContain("Third one");
  await left.getByText("Second one").click();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await page.keyboard.type("!");
  await expect.poll(() => blocks(right)).toContain("Second one!");
  await expect
    .poll(() => blocks(right))
    .toEqual(["Third one", "Second one!", "First", "An itemAnother"]);
  await left.getByText("Another").click();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect.poll(async () => (await blocks(right)).at(-1)).toBe("AnotherAn item");
  await saved(page);
});

test("the handle's menu doubles, changes and deletes; undo brings it back", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Alpha\n\nBeta\n\nGamma");
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  const { page } = ada;
  const choose = async (text: string, item: string) => {
    await left.getByText(text).first().hover();
    await page.getByRole("button", { name: "Block: drag to move" }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await choose("Alpha", "Duplicate");
  await expect.poll(() => blocks(right)).toEqual(["Alpha", "Alpha", "Beta", "Gamma"]);
  await choose("Beta", "Heading 2");
  await reads(right.getByRole("heading", { level: 2 }), "Beta");
  await choose("Gamma", "Delete");
  await expect.poll(() => blocks(right)).toEqual(["Alpha", "Alpha", "Beta"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => blocks(right)).toEqual(["Alpha", "Alpha", "Beta", "Gamma"]);
});

test("the handle holds on to its block while others write above it and in it", async ({
  newPerson,
}) => {
  const [ada, ben] = [await newPerson("Ada"), await newPerson("Ben")];
  const id = await newDocument(ada, "Alpha\n\nBeta\n\nGamma\n\nDelta");
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  const { page } = ada;
  const handle = page.getByRole("button", { name: "Block: drag to move" });
  const benTypes = async (where: string, words: string) => {
    await right.getByText(where).click();
    await ben.page.keyboard.press("End");
    await ben.page.keyboard.type(words);
    await expect.poll(async () => (await blocks(left)).join()).toContain(words);
  };
  await left.getByText("Gamma").hover();
  await expect(handle).toBeVisible();
  await benTypes("Alpha", " of Ben");
  // It is still there, and with it what it stands for.
  await handle.click();
  await benTypes("Alpha", " again");
  await benTypes("Gamma", " too");
  await page.getByRole("menuitem", { name: "Move up" }).click();
  const moved = ["Alpha of Ben again", "Gamma too", "Beta", "Delta"];
  for (const editor of [left, right]) await expect.poll(() => blocks(editor)).toEqual(moved);

  await left.getByText("Delta").hover();
  await handle.hover();
  await page.mouse.down();
  const target = await left.getByText("Beta").boundingBox();
  if (!target) throw new Error("There is no Beta.");
  await page.mouse.move(target.x + 2, target.y + 30, { steps: 3 });
  await benTypes("Alpha", " and again");
  await benTypes("Delta", " as well");
  await page.mouse.move(target.x + 2, target.y + 4, { steps: 3 });
  await page.mouse.up();
  const dragged = ["Alpha of Ben again and again", "Gamma too", "Delta as well", "Beta"];
  for (const editor of [left, right]) await expect.poll(() => blocks(editor)).toEqual(dragged);

  // Ben deletes what Ada has in hand: the menu goes, and another block can be taken.
  await left.getByText("Beta").hover();
  await handle.click();
  await expect(page.getByRole("menu", { name: "Block" })).toBeVisible();
  await right.getByText("Beta").click({ clickCount: 3 });
  await ben.page.keyboard.press("Backspace");
  await ben.page.keyboard.press("Backspace");
  await expect(page.getByRole("menu", { name: "Block" })).toHaveCount(0);
  await left.getByText("Gamma").hover();
  await expect(handle).toBeVisible();
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test("the toolbar has what is done with the block of the caret", async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      ...{ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } },
      ...(baseURL ? { baseURL } : {}),
    });
    const page = await context.newPage();
    const id = await newDocument({ context, page }, "Alpha\n\nBeta");
    const editor = await openEditor(page, id);
    await editor.getByText("Beta").tap();
    await page.getByRole("button", { name: "Block", exact: true }).tap();
    await page.getByRole("menuitem", { name: "Move up" }).tap();
    await expect.poll(() => blocks(editor)).toEqual(["Beta", "Alpha"]);
    await context.close();
  });
});

test("several blocks go together, and are as selected as before", async ({ newPerson }) => {
  const [ada, ben] = [await newPerson("Ada"), await newPerson("Ben")];
  const id = await newDocument(ada, "One\n\nTwo\n\nThree\n\nFour\n\n- A\n- B\n- C");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  const { page } = ada;
  const chosen = () => page.evaluate(() => getSelection()?.toString().replaceAll(/\s+/g, " "));
  await left.getByText("Two").click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
  await page.keyboard.press("Alt+Shift+ArrowDown");
  for (const editor of [left, right]) {
    await expect.poll(() => blocks(editor)).toEqual(["One", "Four", "Two", "Three", "ABC"]);
  }
  expect(await chosen()).toBe("Two Three");
  for (const _press of ["over Four", "over One", "no further"]) {
    await page.keyboard.press("Alt+Shift+ArrowUp");
  }
  await expect.poll(() => blocks(right)).toEqual(["Two", "Three", "One", "Four", "ABC"]);
  await page.keyboard.press("ControlOrMeta+d");
  const doubled = ["Two", "Three", "Two", "Three", "One", "Four", "ABC"];
  await expect.poll(() => blocks(right)).toEqual(doubled);
  expect(await chosen()).toBe("Two Three");
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => blocks(right)).toEqual(["Two", "Three", "One", "Four", "ABC"]);

  await left.getByText("B", { exact: true }).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect.poll(async () => (await blocks(right)).at(-1)).toBe("BCA");
});

test("the handle of a nested item waits for the pointer on its way", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const id = await newDocument(ada, "- Outer\n  - Inner\n\nText\n\n- [ ] Task\n  - [ ] Part");
  const editor = await openEditor(page, id);
  const handle = page.getByRole("button", { name: "Block: drag to move" });
  const middle = async (of: typeof handle) => {
    const box = await of.boundingBox();
    if (!box) throw new Error("It is not there.");
    return { left: box.x, x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  for (const name of ["Inner", "Part"]) {
    const line = await middle(editor.locator("p", { hasText: name }));
    await page.mouse.move(line.left + 5, line.y);
    await expect(handle).toBeVisible();
    const there = await middle(handle);
    expect(Math.abs(there.y - line.y), name).toBeLessThan(6);
    for (let x = line.left + 5; x > there.x; x -= 2) await page.mouse.move(x, line.y);
    expect(await middle(handle), name).toEqual(there);
    // The line above is another item's.
    await page.mouse.move(line.left + 30, line.y - 30);
    await expect.poll(async () => (await middle(handle)).y, name).toBeLessThan(there.y - 20);
  }
});
