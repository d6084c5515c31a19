/** Every page and state by the rules of WCAG 2.2 AA, by keyboard alone, and by what is read out. */
import type { Page } from "@playwright/test";
import { axeFaults as faults } from "../support/axe-faults";
import { expect, newDocument, openEditor, type Person, saved, test } from "./fixtures";

const token = "administrators-token-for-tests";

const everything = `# A heading

Text with **bold**, *slanted*, \`code\` and [a link](https://example.org/).

- one
- two

- [ ] to do

1. first

> a quote

| a | b |
|---|---|
| 1 | 2 |

\`\`\`js
const a = "text"; // a comment
\`\`\`
`;

async function dark(page: Page, isDark: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: isDark ? "dark" : "light", reducedMotion: "reduce" });
}

async function prepared(newPerson: (name?: string) => Promise<Person>, markdown = everything) {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, markdown);
  return { ...ada, person: ada, id };
}

for (const theme of ["light", "dark"] as const) {
  test.describe(`${theme}: no fault`, () => {
    test("in the list of documents, empty, filled, searched and in the trash", async ({
      newPerson,
    }) => {
      const ada = await newPerson("Ada");
      const { page } = ada;
      await dark(page, theme === "dark");
      await page.goto("/");
      await expect(page.getByRole("heading", { name: "Documents" })).toBeVisible();
      expect(await faults(page)).toEqual([]);
      const ids = [await newDocument(ada, "# One"), await newDocument(ada, "# Two")];
      await page.reload();
      await expect(page.getByRole("link", { name: "One" })).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page
        .getByRole("button", { name: /^(More|Actions|Menu)/i })
        .first()
        .click();
      await expect(page.getByRole("menu")).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.goto("/?search=nothing-like-this");
      await expect(page.getByRole("main")).toContainText(/nothing|no document/i);
      expect(await faults(page)).toEqual([]);
      const deleted = await ada.context.request.delete(`/api/documents/${ids[0]}`);
      expect(deleted.status()).toBe(200);
      await page.goto("/?view=trash");
      await expect(page.getByText("One")).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });

    test("in the editor, empty and filled, with somebody else in it", async ({ newPerson }) => {
      const { page, person, id } = await prepared(newPerson);
      const ben = await newPerson("Ben");
      await dark(page, theme === "dark");
      const empty = await newDocument(person);
      await openEditor(page, empty);
      expect(await faults(page)).toEqual([]);
      await openEditor(page, id);
      const other = await openEditor(ben.page, id);
      await other.getByText("Text with").click();
      await expect(page.locator(".remote-caret")).toBeVisible();
      expect(await faults(page)).toEqual([]);
    });

    test("in the editor's menus, panels and dialogs", async ({ newPerson }) => {
      // A dozen states, each gone through by every rule.
      test.slow();
      const { page, id } = await prepared(newPerson);
      await dark(page, theme === "dark");
      const editor = await openEditor(page, id);
      const open = async (name: string) => {
        await page
          .getByRole("toolbar", { name: "Formatting" })
          .getByRole("button", { name, exact: true })
          .click();
      };
      const check = async (what: string) => {
        expect(await faults(page), what).toEqual([]);
        await page.keyboard.press("Escape");
      };
      await editor.getByText("Text with").click();
      for (const name of [
        "Colour and highlight",
        "Alignment",
        "Link",
        "Image",
        "Formula",
        "Emoji",
      ]) {
        await open(name);
        await check(name);
      }
      await page.getByRole("button", { name: "More", exact: true }).click();
      await check("the document's menu");
      await page.getByRole("button", { name: "You: Ada" }).click();
      await check("my name and colour");
      await page.keyboard.press("ControlOrMeta+/");
      await expect(page.getByRole("dialog")).toBeVisible();
      await check("the sheet of shortcuts");
      await editor.getByText("Text with").dblclick();
      await check("the bar by a selection");
      await editor.locator("td").first().click();
      await check("the bar and the handles of a table");
      await page.getByRole("button", { name: "Column: drag to move" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await check("the menu of a column");
      await editor.locator("pre").click();
      await check("the bar of a code block");
      await editor.locator("p").first().click();
      await page.keyboard.press("End");
      await page.keyboard.type(" /");
      await expect(page.getByRole("listbox")).toBeVisible();
      await check("the slash menu");
    });

    test("in history, on the system's page, and where nothing is", async ({ newPerson }) => {
      const { page, id } = await prepared(newPerson);
      await dark(page, theme === "dark");
      await page.goto(`/d/${id}/history`);
      await expect(page.getByText("Text with").first()).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.goto(`/system?token=${token}`);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await expect(page.getByText("journal").first()).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.goto("/d/nothing-is-here-at-all");
      expect(await faults(page)).toEqual([]);
    });

    test("in the states of history: unfolded, compared, by authors, asking, on a phone", async ({
      newPerson,
    }) => {
      const { page, id } = await prepared(newPerson);
      await dark(page, theme === "dark");
      const editor = await openEditor(page, id);
      await editor.getByText("Text with").click();
      await page.keyboard.type("more ");
      await editor.getByText("one", { exact: true }).click({ clickCount: 3 });
      await page.keyboard.press("Delete");
      await saved(page);
      await page.goto(`/d/${id}/history`);
      const check = async (what: string) => expect(await faults(page), what).toEqual([]);
      await page
        .getByRole("button", { name: /^Single steps/ })
        .first()
        .click();
      await page
        .getByRole("button", { name: /^Single changes/ })
        .first()
        .click();
      await page.keyboard.press("n");
      await check("unfolded, at a change");
      await page.keyboard.press("b");
      await expect(page.getByRole("list", { name: "Authors" })).toBeVisible();
      await check("who wrote this");
      await page.keyboard.press("c");
      await expect(page.getByRole("region", { name: "Compare" })).toBeVisible();
      await check("comparing");
      await page.getByRole("button", { name: "More", exact: true }).click();
      await check("the menu of a version");
      await page.getByRole("menuitem", { name: /blocks/ }).click();
      await page
        .getByRole("checkbox", { name: /^Block 1/ })
        .first()
        .check();
      await check("choosing blocks");
      await page.getByRole("button", { name: "Stop choosing" }).click();
      await page.keyboard.press("ControlOrMeta+s");
      await expect(page.getByRole("dialog")).toBeVisible();
      await check("naming");
      await page.keyboard.press("Escape");
      await page.setViewportSize({ width: 360, height: 740 });
      await page.getByRole("button", { name: "All versions" }).click();
      await check("the list on a phone");
    });
  });
}

test("what the server paints first has no fault either, before any script has run", async ({
  newPerson,
}) => {
  const { page, id } = await prepared(newPerson);
  await page.route(/\.js(\?|$)/, (script) => script.abort());
  for (const path of ["/", `/d/${id}`, `/d/${id}/history`]) {
    await page.goto(path);
    expect(await faults(page), path).toEqual([]);
  }
  await expect(page.getByRole("checkbox", { name: "to do" })).toBeVisible();
});

test("without a server the page says so, and still has no fault", async ({
  newPerson,
  ownServer,
}) => {
  const ada = await newPerson();
  const id = await newDocument(ada, "Text.", ownServer.url);
  const editor = await openEditor(ada.page, id, ownServer.url);
  await ownServer.kill();
  await editor.getByText("Text.").click();
  await ada.page.keyboard.type("More.");
  const state = ada.page.getByRole("status").filter({ hasText: /Offline|Reconnecting/ });
  await expect(state).toBeVisible();
  expect(await faults(ada.page)).toEqual([]);
});

test("from the list to a formatted text and its history, by keyboard alone", async ({
  newPerson,
}) => {
  const { page } = await newPerson("Ada");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Documents" })).toBeVisible();
  await tabTo(page, "New document");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/d\//);
  const editor = page.getByRole("textbox", { name: "Document" });
  await expect(editor).toHaveAttribute("contenteditable", "true");
  await tabTo(page, "Title");
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await expect(editor).toBeFocused();
  await page.keyboard.type("Written ");
  await page.keyboard.press("Alt+F10");
  await expect(page.locator(":focus")).toHaveRole("button");
  await arrowTo(page, "Bold");
  await page.keyboard.press("Enter");
  // At once: what is typed before a frame is drawn would go to the button.
  const bold = page.getByRole("button", { name: "Bold", exact: true });
  const focusAfter = await bold.evaluate((button: HTMLElement) => {
    for (const _press of ["off", "on again"]) {
      button.focus();
      button.click();
    }
    return document.activeElement?.getAttribute("aria-label");
  });
  expect(focusAfter).toBe("Document");
  await page.keyboard.type("without a mouse");
  await expect(editor.locator("strong")).toHaveText("without a mouse");
  await saved(page);
  await tabTo(page, "History");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/history/);
  await expect(page.getByRole("link", { name: /back|document/i }).first()).toBeVisible();
});

/** Presses Tab until the control of this name has the focus, as it is seen to have. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)) === name) return expectRing(page);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches “${name}”.`);
}

async function arrowTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press("ArrowRight");
  }
  throw new Error(`The arrows never reach “${name}”.`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
  });
}

async function expectRing(page: Page): Promise<void> {
  const width = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return 0;
    const { outlineWidth, outlineStyle, boxShadow } = getComputedStyle(element);
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return 1;
    return outlineStyle === "none" && boxShadow === "none" ? 0 : Number.parseFloat(outlineWidth);
  });
  expect(width).toBeGreaterThan(0);
}
