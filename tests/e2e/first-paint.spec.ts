/** A document is there with its first bytes: readable without any script, and calm when they come. */
import type { Locator, Page } from "@playwright/test";
import { expect, newDocument, openEditor, test } from "./fixtures";

const paragraph =
  "Some sentences of a paragraph, long enough to fill more than a line of it. ".repeat(3);
const page = (number: number) => `## Part ${number}

${paragraph}

- one of **several** points
- another, with a [link](https://example.org/)

- [x] done
- [ ] not yet

| Name | Place |
| --- | --- |
| Ada | London |

> ${paragraph}

\`\`\`js
const part = ${number};
\`\`\`

1. first
2. second`;
const markdown = Array.from({ length: 12 }, (_, i) => page(i + 1)).join("\n\n");

test("without JavaScript a document can be read, with its title, lists and tables", async ({
  newPerson,
  browser,
  server,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, `# Minutes\n\n${markdown}`);
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const reader = await context.newPage();
  const answer = await reader.goto(`/d/${id}`);
  expect(answer?.status()).toBe(200);
  const main = reader.getByRole("main");
  await expect(main.getByRole("heading", { name: "Part 12" })).toBeVisible();
  await expect(main.getByText("Some sentences of a paragraph").first()).toBeInViewport();
  await expect(main.getByRole("listitem").filter({ hasText: "several" }).first()).toBeVisible();
  await expect(main.getByRole("cell", { name: "London" }).first()).toBeVisible();
  await expect(main.getByRole("link", { name: "link" }).first()).toHaveAttribute(
    "href",
    "https://example.org/",
  );
  await context.close();
});

test("without JavaScript it can be read as well that there is nothing", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const reader = await context.newPage();
  for (const address of ["/d/not-there", "/d/not-there/history", "/system?token=x", "/nowhere"]) {
    const answer = await reader.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(reader).toHaveURL(address);
    await expect(reader).toHaveTitle("Nothing here · Tandem");
    await expect(reader.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(reader.getByRole("link", { name: "My documents" })).toBeVisible();
  }
  await context.close();
});

/** Something to wait for, and what lets those go on who do. */
function barrier() {
  let lift = () => {};
  const lifted = new Promise<void>((resolve) => {
    lift = resolve;
  });
  return { lifted, lift: () => lift() };
}

/** Right behind a word of the first paint. */
async function clickBehind(page: Page, word: Locator): Promise<void> {
  const box = await word.boundingBox();
  if (!box) throw new Error("There is no such word.");
  await page.mouse.click(box.x + box.width + 2, box.y + box.height / 2);
}

test("who clicks before the editor is there has the caret where they clicked", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "# Plan\n\n- the first\n- the **second** point\n\nThe end.");
  const { page } = ada;
  const scripts = barrier();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await scripts.lifted;
    await route.continue();
  });
  await page.goto(`/d/${id}`, { waitUntil: "commit" });
  const second = page.getByRole("listitem").filter({ hasText: "second" });
  await clickBehind(page, second.getByText("second"));
  scripts.lift();
  const editor = page.getByRole("textbox", { name: "Document" });
  await expect(editor).toBeFocused();
  await page.keyboard.insertText(" and best");
  await expect(editor.getByRole("listitem").nth(1)).toHaveText("the second and best point");
});

test("what is typed before the editor is there is written once it is", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = page.getByRole("textbox", { name: "Document" });
  /** A page that has its scripts, and waits for the server's word. */
  const waiting = async (id: string) => {
    const answer = barrier();
    await page.routeWebSocket(/./, async (socket) => {
      await answer.lifted;
      socket.connectToServer();
    });
    await page.goto(`/d/${id}`, { waitUntil: "networkidle" });
    return answer;
  };
  const empty = await waiting(await newDocument(ada));
  await page.keyboard.type("# Plann");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await page.keyboard.type("At once.");
  empty.lift();
  await expect(editor.getByRole("heading", { name: "Plan" })).toBeVisible();
  await page.keyboard.type(" And then.");
  await expect(editor.getByRole("paragraph")).toHaveText("At once. And then.");

  const written = await waiting(await newDocument(ada, "One.\n\n**Two.**\n\nThree."));
  await page.keyboard.type("Nowhere.");
  await clickBehind(page, page.getByText("Two."));
  await page.keyboard.type(" And a half.");
  written.lift();
  await expect(editor).toBeFocused();
  await expect(editor.getByRole("paragraph")).toHaveText(["One.", "Two. And a half.", "Three."]);
});

test("who makes a document types on at once, before its page has come", async ({ newPerson }) => {
  const { page } = await newPerson("Ada");
  await page.goto("/");
  await page.getByRole("button", { name: "New document" }).first().click();
  await page.keyboard.type("# Plan");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/ At once.");
  const editor = page.getByRole("textbox", { name: "Document" });
  await expect(editor.getByRole("paragraph")).toHaveText("/ At once.");
  await expect(editor.getByRole("heading")).toHaveText("Plan");
});

test("the editor takes the place of the first paint without a jump", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, markdown);
  await ada.page.addInitScript(() => {
    const shifts: string[] = [];
    Reflect.set(window, "shifts", shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const sources: { node?: Node }[] = Reflect.get(entry, "sources") ?? [];
        const moved = sources.map(({ node }) => node?.textContent?.slice(0, 40));
        shifts.push(`${Reflect.get(entry, "value")} ${moved.join(", ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
    addEventListener("DOMContentLoaded", () => {
      const tops = () =>
        [...document.querySelectorAll(".prose > *")].map((block) =>
          Math.round(block.getBoundingClientRect().top),
        );
      Reflect.set(window, "firstTops", tops());
      Reflect.set(window, "tops", tops);
    });
  });
  const editor = await openEditor(ada.page, id);
  await expect(editor.getByText("Part 12")).toBeAttached();
  const tops = () =>
    ada.page.evaluate(() => {
      const now: number[] = Reflect.get(window, "tops")();
      const first: number[] = Reflect.get(window, "firstTops");
      return now.map((top, i) => top - (first[i] ?? Number.NaN));
    });
  // To the last block, far below the window: who scrolls at once loses no place either.
  const moved = (await tops()).map(Math.abs);
  expect(Math.max(...moved)).toBeLessThanOrEqual(2);
  expect(await ada.page.evaluate(() => Reflect.get(window, "shifts"))).toEqual([]);
});
