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
    const stands = (block?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top;
    return { stands, room: block ? getComputedStyle(block).overflowClipMargin : "" };
  });
  expect(clip.stands).toBeGreaterThan(0);
  expect(Number.parseFloat(clip.room)).toBeGreaterThan(clip.stands);
});
