/** By keyboard alone: the order of Tab, what Escape closes, and where the focus is afterwards. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, test } from "./fixtures";

/** What Tab goes through from where the focus is, by name, until it reaches `last`. */
async function stops(page: Page, last: string): Promise<readonly string[]> {
  const names: string[] = [];
  while (names.at(-1) !== last && names.length < 30) {
    await page.keyboard.press("Tab");
    names.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        return at?.getAttribute("aria-label") ?? at?.textContent?.trim() ?? "";
      }),
    );
  }
  return names;
}

test("Tab goes through the list as one reads it; Escape gives the focus back", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  await newDocument(ada, "# Plan");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Plan" })).toBeVisible();
  expect(await stops(page, "More about Plan")).toEqual([
    ...["You: Ada", "Your name", "Theme", "Import", "New document"],
    ...["Search documents", "All", "Starred", "Trash", "Sort by"],
    ...["Star Plan", "Plan", "More about Plan"],
  ]);
  const more = page.getByRole("button", { name: "More about Plan" });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(more).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "New title of Plan" });
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Plan" })).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search documents" })).toBeFocused();
});

test("Tab goes through the editor from above to the text, the toolbar being one stop", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, "Text."));
  await expect(page.getByRole("toolbar", { name: "Formatting" })).toBeVisible();
  expect(await stops(page, "Document")).toEqual([
    ...["All documents", "You: Ada", "History", "Share", "More"],
    ...["Undo", "Title", "Document"],
  ]);
  await expect(editor).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
});

test("whatever opened over the text, Escape closes it and one writes on", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, "Text."));
  await editor.getByText("Text.").click();
  await page.keyboard.press("End");
  const opened = [
    ["ControlOrMeta+k", page.getByRole("form", { name: "Link" })],
    ["ControlOrMeta+f", page.getByRole("search", { name: "Find and replace" })],
    ["ControlOrMeta+/", page.getByRole("dialog", { name: "Keyboard shortcuts" })],
    ["ControlOrMeta+s", page.getByRole("dialog", { name: "Name this version" })],
  ] as const;
  for (const [keys, what] of opened) {
    await page.keyboard.press(keys);
    await expect(what, keys).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(what, keys).toBeHidden();
    await expect(editor, keys).toBeFocused();
  }
  await page.keyboard.type(" On.");
  await expect(editor).toContainText("Text. On.");
  await page.keyboard.type(" /");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(editor).toBeFocused();

  await page.keyboard.press("Alt+F10");
  await page.keyboard.press("End");
  await expect(page.getByRole("button", { name: "Find and replace" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(editor).toBeFocused();
  const more = page.getByRole("button", { name: "More", exact: true });
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(more).toBeFocused();
});

test("a formula is gone to, opened, changed and looked at", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, "Before."));
  await editor.getByText("Before.").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("$$$a^2$$$After.");
  const formula = editor.locator("[data-type=block-math]");
  await expect(formula).toHaveAttribute("data-latex", "a^2");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await expect(formula).toHaveClass(/ProseMirror-selectednode/);

  const form = page.getByRole("form", { name: "Formula" });
  const field = form.getByRole("textbox", { name: "Formula in LaTeX" });
  const opening = ["ControlOrMeta+Alt+f", "ControlOrMeta+Shift+m", "Enter"];
  for (const [index, keys] of opening.entries()) {
    await page.keyboard.press(keys);
    await expect(field, keys).toHaveValue(`a^${index + 2}`);
    await expect(form.getByRole("button", { name: "Change formula" })).toBeVisible();
    await field.fill(`a^${index + 3}`);
    await page.keyboard.press("Enter");
    await expect(formula).toHaveAttribute("data-latex", `a^${index + 3}`);
    await expect(editor).toBeFocused();
  }
  await page.getByRole("button", { name: "Formula", exact: true }).click();
  await expect(field).toHaveValue("a^5");
  await expect(form.locator(".katex")).toBeVisible();
  await field.fill("\\frac{a");
  await expect(form.getByRole("status")).toHaveText("This can't be read as a formula.");
  await field.fill("b");
  await expect(form.getByRole("status")).toHaveText("");
  await expect(form.locator(".katex")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(editor).toBeFocused();

  // One in a line, which the arrows come to as well.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type(" $$x$$.");
  await expect(editor.locator("[data-type=inline-math]")).toHaveCount(1);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("x");
  await page.keyboard.press("Escape");
  await expect(editor.locator("p")).toHaveCount(2);

  // A new one is followed by what is typed next.
  await page.keyboard.press("End");
  await page.keyboard.press("ControlOrMeta+Alt+f");
  await field.fill("y");
  await page.keyboard.press("Enter");
  await page.keyboard.type("On.");
  await expect(formula).toHaveCount(2);
  await expect(editor.locator("p").last()).toHaveText("On.");
});

test("Alt+F10 leads to the bar of what the caret is in, then to the toolbar", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const markdown = [
    ...["| a | b |\n|---|---|\n| 1 | 2 |", "```\nlet x\n```", "A [link](https://example.org/)."],
    "![Dot](https://example.org/dot.png)",
  ].join("\n\n");
  const editor = await openEditor(page, await newDocument(ada, markdown));
  const focus = page.locator(":focus");
  const toBar = async (name: string) => {
    await page.keyboard.press("Alt+F10");
    await expect(focus).toHaveAccessibleName(name);
    await expect(focus).toHaveCSS("outline-style", "solid");
  };
  const toToolbarAndBack = async (name: string) => {
    await toBar("Undo");
    await toBar(name);
    await page.keyboard.press("Escape");
    await expect(editor).toBeFocused();
  };

  await editor.locator("td").first().click();
  await page.keyboard.press("End");
  await toBar("Add row above");
  await toToolbarAndBack("Add row above");
  await page.keyboard.type("st");
  await expect(editor.locator("td").first()).toHaveText("1st");
  await toBar("Add row above");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(editor.locator("tr")).toHaveCount(3);

  await editor.locator("pre").click();
  await page.keyboard.press("End");
  await toBar("Language");
  await page.keyboard.press("ArrowRight");
  await expect(focus).toHaveAccessibleName("Copy code");
  await page.keyboard.press("ArrowLeft");
  // Letter by letter, as one looks for a language in a list.
  await page.keyboard.type("go");
  await expect(focus).toHaveAccessibleName("Language");
  await toToolbarAndBack("Language");
  await page.keyboard.type("y");
  await expect(editor.locator("pre")).toHaveText("let xy");
  await expect(editor.locator("pre code")).toHaveClass(/language-go/);

  await editor.getByRole("link").click();
  await toBar("example.org/");
  await toToolbarAndBack("example.org/");
  // It takes a moment until the browser gives the image up.
  await editor.getByText("This image can't be loaded").click();
  await toBar("Narrower");
  await toToolbarAndBack("Narrower");
  await expect(editor.locator(".image-frame")).toHaveClass(/selected/);
});
