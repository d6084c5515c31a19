/** Pages of strangers are pasted: nothing of theirs runs, and nothing comes back refused. */
import type { Locator, Page } from "@playwright/test";
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

const hostile = `
  <h1 onclick="window.harmed = 1">Heading</h1>
  <p style="position: fixed; background: url(javascript:harm())">A paragraph with
    <a href="javascript:harm()">one</a>, <a href="JaVa\tScript:harm()">two</a>,
    <a href="data:text/html,<script>harm()</script>">three</a>, <a href="//evil.example">four</a> and
    <a href="https://example.org/good">a good link</a>.</p>
  <img src="x" onerror="window.harmed = 2"><img src="javascript:harm()">
  <svg onload="window.harmed = 3"><script>window.harmed = 4</script></svg>
  <script>window.harmed = 5</script><iframe src="javascript:parent.harmed = 6"></iframe>
  <object data="x"></object><noscript><img src=x onerror="window.harmed = 7"></noscript>
  <span style="color: red; background: url(//evil.example)">Coloured</span> <b>bold</b>
  <table><tr><td colspan="100000">A cell<table><tr><td>within a cell</td></tr></table></td></tr></table>
  <pre><code class="language-<script>">some code</code></pre>
  <p>half \ud83d a sign</p><p>The end.</p>`;

async function paste(editor: Locator, data: Record<string, string>): Promise<void> {
  await editor.evaluate((element, formats) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(formats)) clipboardData.setData(type, text);
    const event = { clipboardData, bubbles: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent("paste", event));
  }, data);
}

const harmed = (page: Page) => page.evaluate(() => Reflect.get(window, "harmed"));

test("hostile HTML is only its text and what is allowed of its looks", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada);
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  await left.click();
  await paste(left, { "text/html": hostile, "text/plain": "Only text" });
  for (const editor of [left, right]) {
    for (const text of ["Heading", "one", "a good link", "Coloured", "within a cell", "The end."]) {
      await expect(editor).toContainText(text);
    }
  }
  await saved(ada.page);
  // What could not be kept would be shown: nothing was refused.
  await expect(ada.page.getByText("could not be")).toHaveCount(0);
  for (const { page } of [ada, ben]) {
    expect(await harmed(page)).toBeUndefined();
    const links = page.getByRole("textbox", { name: "Document" }).locator("a");
    await expect(links).toHaveCount(1);
    await expect(links).toHaveAttribute("href", "https://example.org/good");
  }
  const stored = await ada.context.request.get(`/api/documents/${id}/content`);
  const json = await stored.text();
  expect(json).toContain("The end.");
  expect(json).not.toMatch(/javascript:|onerror|onclick|evil\.example|\\ud83d/i);
});

test("a very long text is taken, or given back with what to do; nothing of it is lost", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Above.");
  const editor = await openEditor(ada.page, id);
  await editor.getByText("Above.").click();
  await ada.page.keyboard.press("End");
  const long = `START ${"All work and no play. ".repeat(45_000)} END`;
  await paste(editor, { "text/plain": long });
  const given = ada.page.getByText("too large to be sent at once");
  await expect(given.or(editor.getByText("END")).first()).toBeVisible({ timeout: 20_000 });
  await ada.page.keyboard.type(" And on.");
  await saved(ada.page);
  const stored = await ada.context.request.get(`/api/documents/${id}/content?format=text`);
  expect(await stored.text()).toContain("And on.");
  if (await given.isVisible()) {
    await expect(ada.page.getByRole("button", { name: "Copy" }).first()).toBeVisible();
  } else {
    expect(await stored.text()).toContain("END");
  }
});
