/** A document of many pages: what is far from the window is not drawn, and is there all the same. */
import { expect, newDocument, openEditor, test } from "./fixtures";

const paragraphs = Array.from({ length: 300 }, (_, i) =>
  `Paragraph ${i + 1} of a long document, with some words that make it two lines. `.repeat(2),
);
const markdown = paragraphs
  .map((text, i) => (i % 50 === 25 ? `## Heading ${i + 1}\n\n${text}` : text))
  .concat("**The last.**")
  .join("\n\n");

test("all of it is selected, found, led to and printed", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  await page.setViewportSize({ width: 1400, height: 800 });
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await expect(editor).toHaveAttribute("data-long", "");
  const drawn = () =>
    editor
      .locator("strong")
      .evaluate((far) => far.checkVisibility({ contentVisibilityAuto: true }));
  await expect.poll(drawn).toBe(false);

  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const before = await height();
  await editor.locator("> p").first().click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" The end.");
  await expect(editor.locator("> p").last()).toBeInViewport();
  // The bar at the window's side did not jump: every block was as high as it was thought to be.
  expect(Math.abs((await height()) - before)).toBeLessThan(60);
  await page.keyboard.press("ControlOrMeta+Home");
  await expect(editor.locator("> p").first()).toBeInViewport();

  await page.keyboard.press("ControlOrMeta+a");
  const selected = await page.evaluate(() => getSelection()?.toString() ?? "");
  expect(selected).toContain("Paragraph 1 of");
  expect(selected).toContain("The end.");

  await page.getByRole("navigation", { name: "Outline" }).getByText("Heading 226").click();
  await expect(editor.getByText("Heading 226")).toBeInViewport();
  await page.keyboard.press("ControlOrMeta+f");
  await page.keyboard.type("Paragraph 123 of");
  await page.keyboard.press("Enter");
  await expect(editor.locator(".find-current").first()).toBeInViewport();

  await page.emulateMedia({ media: "print" });
  await expect.poll(drawn).toBe(true);
});

test("the name at a caret in the first line of a block is not cut off", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, markdown);
  const editor = await openEditor(ada.page, id);
  await expect(editor).toHaveAttribute("data-long", "");
  const other = await openEditor(ben.page, id);
  await other
    .locator("> p")
    .nth(3)
    .click({ position: { x: 30, y: 8 } });
  const label = editor.locator(".remote-caret-label");
  await expect(label).toBeAttached();
  const clip = await label.evaluate((element) => {
    const block = element.closest(".prose > *");
    // What is drawn together is cut off together.
    const group = block?.assignedSlot;
    const stands = (block?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top;
    return { stands, room: group ? getComputedStyle(group).overflowClipMargin : "" };
  });
  expect(clip.stands).toBeGreaterThan(0);
  expect(Number.parseFloat(clip.room)).toBeGreaterThan(clip.stands);
});

test("its blocks are shown in groups, each once and in order, whatever is done to them", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await expect(editor).toHaveAttribute("data-long", "");
  const shown = () =>
    editor.evaluate((element) => {
      const slots = [...(element.shadowRoot?.querySelectorAll("slot") ?? [])];
      const blocks = slots.flatMap((slot) => slot.assignedNodes());
      const same = blocks.every((block, index) => block === element.childNodes[index]);
      return { groups: slots.length, all: same && blocks.length === element.childNodes.length };
    });
  // What a key costs grows with what the browser has to look at.
  const { groups, all } = await shown();
  expect(all).toBe(true);
  expect(groups).toBeLessThan(25);

  const paragraph = editor.locator("> p");
  // From one group into the next.
  await paragraph.nth(14).click({ position: { x: 2, y: 8 } });
  for (let i = 0; i < 7; i += 1) await page.keyboard.press("Shift+ArrowDown");
  const selected = () => page.evaluate(() => getSelection()?.toString() ?? "");
  await expect.poll(selected).toMatch(/^Paragraph 15[\s\S]*Paragraph 17/);
  await page.keyboard.press("ControlOrMeta+c");
  await page.keyboard.press("Delete");
  await expect(editor.getByText("Paragraph 16 of")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.getByText("Paragraph 16 of")).toHaveCount(1);
  await paragraph.nth(15).click();
  for (let i = 0; i < 40; i += 1) await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Enter");
  expect((await shown()).all).toBe(true);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type("Nothing else");
  await expect(editor).toHaveText("Nothing else");
  expect(await shown()).toEqual({ groups: 1, all: true });
});

test("a caret far from the window stays where it is, and so does what is typed", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await expect(editor).toHaveAttribute("data-long", "");
  await editor.locator("> p").nth(4).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ControlOrMeta+Shift+End");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(editor.locator("strong")).toBeInViewport();
  await page.keyboard.press("Shift");
  await page.keyboard.type("here");
  await expect(editor.locator("> p").nth(4)).toContainText("here");
  await expect(editor.locator("> p").nth(4)).toBeInViewport();
});

test("a new paragraph is in its group before the caret is put into it", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await expect(editor).toHaveAttribute("data-long", "");
  await editor.locator("> p").nth(4).click();
  await page.keyboard.press("End");
  // Setting the selection lays everything out: what has its place only then is laid out twice.
  await page.evaluate(() => {
    const { collapse } = Selection.prototype;
    Selection.prototype.collapse = function (node, offset) {
      const block =
        node instanceof Element ? node.closest(".ProseMirror > *") : node?.parentElement;
      document.body.dataset.places = `${document.body.dataset.places ?? ""}${block?.assignedSlot ? "in " : "out "}`;
      collapse.call(this, node, offset);
    };
  });
  await page.keyboard.press("Enter");
  await expect(page.locator("body")).toHaveAttribute("data-places", /^(in )+$/);
});

test("the Enter that is rehearsed changes nothing", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const editor = await openEditor(ada.page, await newDocument(ada, "One\n\nTwo"));
  const rehearsed = () =>
    editor.evaluate((element) => {
      const { editor } = element as unknown as { editor: { extensionManager: object } };
      return Object.hasOwn(editor.extensionManager, "attributes");
    });
  await expect.poll(rehearsed).toBe(true);
  await expect(editor.locator("> p")).toHaveText(["One", "Two"]);
  const undo = ada.page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeDisabled();
});
