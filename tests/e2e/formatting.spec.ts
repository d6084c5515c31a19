/** Every mark and block, by toolbar, slash menu, keys and Markdown, as somebody else sees it. */
import type { Locator, Page } from "@playwright/test";
import { expect, newDocument, openEditor, type Person, reads, saved, test } from "./fixtures";

/** Ada, who writes, and what Ben sees of it. */
async function together(newPerson: (name: string) => Promise<Person>, markdown = "") {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, markdown);
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  await left.click();
  return { ...ada, ben, id, left, right, keys: ada.page.keyboard };
}

const tool = (page: Page, name: string) =>
  page.getByRole("toolbar", { name: "Formatting" }).getByRole("button", { name, exact: true });

/** A new line at the end of the text, which is a paragraph again. */
async function nextLine(page: Page): Promise<void> {
  for (const key of ["ControlOrMeta+End", "Enter", "Enter", "ControlOrMeta+Alt+0"]) {
    await page.keyboard.press(key);
  }
}

test("marks come by the toolbar, by keys and as Markdown", async ({ newPerson }) => {
  test.slow();
  const { page, keys, right } = await together(newPerson);
  const marks = [
    ["Bold", "b", "**text** ", "strong"],
    ["Italic", "i", "*text* ", "em"],
    ["Underline", "u", undefined, "u"],
    ["Strikethrough", "Shift+s", "~~text~~ ", "s"],
    ["Code", "e", "`text` ", "code"],
  ] as const;
  for (const [name, key, markdown, tag] of marks) {
    await tool(page, name).click();
    await keys.type("one");
    await expect(tool(page, name)).toHaveAttribute("aria-pressed", "true");
    await tool(page, name).click();
    await keys.type(" - ");
    await keys.press(`ControlOrMeta+${key}`);
    await keys.type("two");
    await keys.press(`ControlOrMeta+${key}`);
    await keys.type(` ${markdown ?? ""}`);
    const wanted = markdown ? ["one", "two", "text"] : ["one", "two"];
    await expect(right.locator(tag)).toHaveText(wanted);
    await nextLine(page);
  }
});

test("signs that are no emphasis stay as they are typed", async ({ newPerson }) => {
  const { keys, left, right } = await together(newPerson);
  const text = "2 * 3 * 4, SELECT * FROM a WHERE b * c, a ~~ b ~~ c, (self, *args, **kwargs)";
  await keys.type(text);
  await reads(right, text);
  await expect(left.locator("em, strong, s")).toHaveCount(0);
  await keys.type(" __strong__ _it_ ==lit==");
  await expect(right.locator("strong")).toHaveText("strong");
  await expect(right.locator("em")).toHaveText("it");
  await expect(right.locator("mark")).toHaveText("lit");
});

test("blocks come by keys and as Markdown", async ({ newPerson }) => {
  test.slow();
  const { keys, right } = await together(newPerson);
  const blocks = [
    ["Alt+1", "# ", "h1"],
    ["Alt+2", "## ", "h2"],
    ["Alt+3", "### ", "h3"],
    ["Alt+4", "#### ", "h4"],
    ["Shift+8", "- ", "ul:not([data-type]) > li"],
    ["Shift+7", "1. ", "ol > li"],
    ["Shift+9", "[x] ", "ul[data-type=taskList] > li"],
    ["Shift+b", "> ", "blockquote"],
    ["Alt+c", "```ts ", "pre"],
  ] as const;
  for (const [key, markdown, selector] of blocks) {
    await keys.type("by keys");
    await keys.press(`ControlOrMeta+${key}`);
    await expect(right.locator(selector).first()).toContainText("by keys");
    // The same keys take it back, or the next block would stand within this one.
    await keys.press(selector.startsWith("h") ? "ControlOrMeta+Alt+0" : `ControlOrMeta+${key}`);
    await expect(right.locator(selector)).toHaveCount(0);
    await keys.press("Enter");
    await keys.type(`${markdown}by typing`);
    await expect(right.locator(selector).first()).toContainText("by typing");
    await keys.press("ControlOrMeta+a");
    await keys.press("Backspace");
    await keys.press("ControlOrMeta+Alt+0");
    await expect(right.locator(selector)).toHaveCount(0);
  }
});

test("everything that is inserted comes by the slash menu, the toolbar and keys", async ({
  newPerson,
}) => {
  test.slow();
  const { page, keys, left, right } = await together(newPerson);
  const slash = async (query: string) => {
    await keys.type(`/${query}`);
    await expect(page.getByRole("option").first()).toBeVisible();
    await keys.press("Enter");
  };
  const three = async (query: string, name: string, key: string, selector: string, fill = "") => {
    const ways = [() => slash(query), () => tool(page, name).click(), () => keys.press(key)];
    for (const [index, way] of ways.entries()) {
      await nextLine(page);
      await way();
      if (fill) {
        await page.getByRole("textbox", { name: "Formula in LaTeX" }).fill(fill);
        await keys.press("Enter");
      }
      await expect(right.locator(selector)).toHaveCount(index + 1);
    }
  };
  await three("table", "Table", "ControlOrMeta+Alt+g", "table");
  await three("rule", "Rule", "ControlOrMeta+Alt+r", "hr");
  await three("fold", "Details", "ControlOrMeta+Alt+k", "[data-type=details], details");
  await three("equation", "Formula", "ControlOrMeta+Alt+f", "[data-type=block-math]", "a^2");
  const inline = "[data-type=inline-math]";
  await three("inline", "Formula in the line", "ControlOrMeta+Shift+m", inline, "b^2");
  await expect(right.locator(".katex").first()).toBeVisible();

  await nextLine(page);
  await slash("mention");
  await page.getByRole("option", { name: "Ben" }).click();
  await slash("emoji");
  await page.getByRole("textbox", { name: "Name of the emoji" }).fill("rocket");
  await keys.press("Enter");
  await keys.type(" ");
  await slash("centre");
  await expect(right.locator("p").last()).toHaveCSS("text-align", "center");
  await reads(right.locator("p").last(), "@Ben 🚀");
  await expect(left).toBeFocused();
});

test("a formula in dollars is followed by the text that is typed next", async ({ newPerson }) => {
  const { keys, right } = await together(newPerson);
  await keys.type("$$$e=mc^2$$$next $$a^2$$ and");
  await expect(right.locator("[data-type=block-math]")).toHaveAttribute("data-latex", "e=mc^2");
  await expect(right.locator("[data-type=inline-math]")).toHaveAttribute("data-latex", "a^2");
  await expect(right.locator("p").first()).toContainText("and");
});

test("a link is typed, made by its form, changed, and taken away; nothing unsafe becomes one", async ({
  newPerson,
}) => {
  const { page, keys, left, right } = await together(newPerson);
  const href = (address: string) => expect(right.locator("a")).toHaveAttribute("href", address);
  await keys.type("[typed](https://example.org/1) [not](javascript:alert) ");
  await href("https://example.org/1");
  await right.getByText("[not](javascript:alert)").waitFor();
  await left.locator("a").click();
  await page.getByRole("button", { name: "Edit link" }).click();
  const address = page.getByRole("textbox", { name: "Address" });
  await address.fill("javascript:alert(1)");
  await keys.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Links may go to" })).toBeVisible();
  await address.fill("example.org/2");
  await keys.press("Enter");
  await href("https://example.org/2");
  await expect(left).toBeFocused();
  await page.getByRole("button", { name: "Remove link" }).click();
  await expect(right.locator("a")).toHaveCount(0);
  await left
    .locator("p")
    .first()
    .dblclick({ position: { x: 12, y: 12 } });
  await keys.press("ControlOrMeta+k");
  await address.fill("mail@example.org");
  await keys.press("Enter");
  await href("mailto:mail@example.org");

  // What was to be the link is gone by then: the address is not.
  await keys.press("End");
  await keys.type(" word");
  await left.locator("p").first().getByText("word").waitFor();
  for (let letter = 0; letter < 4; letter++) await keys.press("Shift+ArrowLeft");
  await keys.press("ControlOrMeta+k");
  await address.fill("https://example.org/3");
  await expect(right.locator("p").first()).toContainText("word");
  await right.locator("p").first().click();
  await right.page().keyboard.press("End");
  await right.page().keyboard.press("ControlOrMeta+Backspace");
  await expect(left.locator("p").first()).not.toContainText("word");
  await address.press("Enter");
  await expect(right.locator("a").last()).toHaveText("https://example.org/3");
});

test("the bar by a selection formats it, and colours reach the others", async ({ newPerson }) => {
  const { page, keys, left, right } = await together(newPerson, "Selected");
  await left.getByText("Selected").dblclick({ position: { x: 20, y: 8 } });
  const bar = page.getByRole("toolbar", { name: "Selected text" });
  await bar.getByRole("button", { name: "Bold" }).click();
  await expect(right.locator("strong")).toHaveText("Selected");
  const colour = async (name: string) => {
    await bar.getByRole("button", { name: "Colour and highlight" }).click();
    await page.getByRole("menuitemradio", { name }).click();
  };
  await colour("Red text");
  await expect(right.locator("span[style*=text-red]")).toHaveText("Selected");
  await colour("Yellow highlight");
  await expect(right.locator("mark")).toHaveText("Selected");
  await left.click();
  await keys.press("End");
  await expect(bar).toHaveCount(0);
});

test("code is coloured in its language, and ticks are shared", async ({ newPerson }) => {
  const { page, keys, left, right, id, context } = await together(newPerson, "- [ ] to do");
  await right.getByRole("checkbox").check();
  await expect(left.getByRole("checkbox")).toBeChecked();
  await left.locator("li p").click();
  await nextLine(page);
  await keys.type("```js const a = 1");
  const keyword = (editor: Locator) => editor.locator("pre span", { hasText: /^const$/ });
  await expect(keyword(left)).toBeVisible();
  await expect(keyword(right)).toBeVisible();
  await page.getByRole("combobox", { name: "Language" }).selectOption("python");
  await expect(keyword(right)).toHaveCount(0);
  await saved(page);
  const answer = await context.request.get(`/api/documents/${id}/content?format=markdown`);
  expect(await answer.text()).toMatch(/- \[x\] to do\s+```python\nconst a = 1/);
});

test("the sheet of shortcuts is one key away, and the text may be checked for its spelling", async ({
  newPerson,
}) => {
  const { page, keys, left } = await together(newPerson);
  await expect(left).toHaveJSProperty("spellcheck", true);
  await keys.press("ControlOrMeta+/");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toContainText("Formula in the line");
  await keys.press("Escape");
  await expect(sheet).toHaveCount(0);
});

test("a line begins at the side of its own letters", async ({ newPerson }) => {
  const ada = await newPerson();
  const editor = await openEditor(ada.page, await newDocument(ada, "שלום עולם\n\nHello"));
  const sides = await editor.locator("p").evaluateAll((lines) =>
    lines.map((line) => {
      const range = document.createRange();
      range.selectNodeContents(line);
      const [text, box] = [range.getBoundingClientRect(), line.getBoundingClientRect()];
      return text.left - box.left < box.right - text.right ? "left" : "right";
    }),
  );
  expect(sides).toEqual(["right", "left"]);
});

test("a new fold is open: what was there stays in sight, and Enter goes on in it", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const id = await newDocument(ada, "What was there.");
  const editor = await openEditor(page, id);
  await editor.getByText("What was there.").click();
  await page.keyboard.press("ControlOrMeta+Alt+k");
  await page.keyboard.type("In short");
  await expect(editor.getByText("What was there.")).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Inside.");
  const inside = editor.locator("[data-type=detailsContent] p");
  await expect(inside).toHaveText(["Inside.", "What was there."]);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+Alt+k");
  await page.keyboard.type("Empty");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Not any more.");
  const second = editor.locator("[data-type=details]").last();
  await expect(second.locator("[data-type=detailsContent] p")).toHaveText(["Not any more."]);
});

test("a task is made by the sign that Markdown has for it, in a list as well", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada));
  await editor.click();
  await page.keyboard.type("- [ ] milk");
  await page.keyboard.press("Enter");
  await page.keyboard.type("[x] bread");
  await expect(editor.getByRole("checkbox", { name: "milk" })).not.toBeChecked();
  await expect(editor.getByRole("checkbox", { name: "bread" })).toBeChecked();
  await expect(editor.getByRole("checkbox")).toHaveCount(2);
  await expect(editor.locator("ul:not([data-type=taskList])")).toHaveCount(0);
});
