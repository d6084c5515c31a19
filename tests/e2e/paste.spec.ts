/** What other programs put on the clipboard: it arrives as it was meant, and nothing of it runs. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, type Person, reads, saved, test } from "./fixtures";
import { paste } from "./pasted";

type NewPerson = (name?: string) => Promise<Person>;

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

/** As Word puts it on the clipboard: its lists are paragraphs with a sign drawn before them. */
const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
  <!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-US><!--StartFragment-->
  <p class=MsoNormal><b><span style='color:#C00000'>Red</span></b><span
    style='mso-spacerun:yes'>  </span><span style='color:black'>and black</span><o:p></o:p></p>
  <p class=MsoNormal><o:p>&nbsp;</o:p></p>
  ${[
    ["l0 level1", "·", "First"],
    ["l0 level2", "o", "Nested"],
    ["l0 level1", "·", "Second"],
    ["l1 level1", "3.", "Numbered"],
  ]
    .map(
      ([list, sign, text]) => `<p class=MsoListParagraph
        style='margin-left:36.0pt;mso-list:${list} lfo1'><![if !supportLists]><span
        style='font-family:Symbol;mso-list:Ignore'>${sign}<span>&nbsp;&nbsp;&nbsp;
        </span></span><![endif]>${text}<o:p></o:p></p>`,
    )
    .join("")}
  <table class=MsoTableGrid><tr><td width=301 style='background:#FFFF00'><p class=MsoNormal>A
  cell<o:p></o:p></p></td></tr></table><!--EndFragment--></body></html>`;

/** As Google Docs does: bold that is not, lines between blocks, the colour of its page. */
const googleDocs = `<meta charset='utf-8'><b style="font-weight:normal;"
  id="docs-internal-guid-1"><h2 dir="ltr"><span style="color:#000000;font-weight:400">Title</span></h2>
  <p dir="ltr"><span style="color:#000000;background-color:transparent;font-weight:400">Plain, </span>
  <span style="background-color:#ffff00;color:#000000;font-weight:700">marked</span><span
  style="color:#1155cc;text-decoration:underline"><a href="https://example.org/"><span>link</span></a></span></p>
  <br /><ul><li role="checkbox" aria-checked="true"><p role="presentation"><span
  style="text-decoration:line-through">done</span></p></li><li role="checkbox"
  aria-checked="false"><p role="presentation"><span>open</span></p></li></ul></b>`;

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

/** What became of a paste into a new document, as Markdown and as the others see it. */
async function pastedInto(newPerson: NewPerson, data: Record<string, string>) {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada);
  const editor = await openEditor(ada.page, id);
  await editor.click();
  await paste(editor, data);
  await expect(editor).not.toHaveText("");
  await saved(ada.page);
  const answer = await ada.context.request.get(`/api/documents/${id}/content?format=markdown`);
  return { ...ada, editor, markdown: (await answer.text()).trim() };
}

test("from Word come lists, tables and marks, without its drawing", async ({ newPerson }) => {
  const { editor, markdown } = await pastedInto(newPerson, { "text/html": word });
  expect(markdown).toBe(
    "**Red** and black\n\n- First\n  - Nested\n- Second\n\n3) Numbered\n\n| A cell |\n| --- |",
  );
  await expect(editor.locator("[style*=text-red]")).toHaveText("Red");
  // Black is what its page was written in, and could not be read on a dark one.
  await expect(editor.locator("[style*=color]")).toHaveCount(1);
});

test("from Google Docs come headings, marks and ticks, without its drawing", async ({
  newPerson,
}) => {
  const { editor, markdown } = await pastedInto(newPerson, { "text/html": googleDocs });
  expect(markdown).toBe(
    "## Title\n\nPlain, **marked**[link](https://example.org/)\n\n- [x] done\n- [ ] open",
  );
  await expect(editor.locator("mark")).toHaveText("marked");
  await expect(editor.locator("mark")).toHaveAttribute("data-color", "var(--mark-yellow)");
  await expect(editor.locator("u, [style*='--text']")).toHaveCount(0);
});

test("marked and coloured text comes as such, whatever it says of its colour", async ({
  newPerson,
}) => {
  const html = `<p><mark>bare</mark> <span style="color:#ff0000">red</span>
    <mark style="background-color: var(--mark-green)">ours</mark></p>
    <img src="https://a.invalid/i.png" width="100%">`;
  const { editor } = await pastedInto(newPerson, { "text/html": html });
  await expect(editor.locator("mark")).toHaveText(["bare", "ours"]);
  await expect(editor.locator("mark").last()).toHaveAttribute("data-color", "var(--mark-green)");
  await expect(editor.locator("[style*=text-red]")).toHaveText("red");
});

/** As VS Code does: every sign has its colour, every line its box. */
const code = `<meta charset='utf-8'><div style="color: #d4d4d4;background-color: #1e1e1e;font-family:
  Menlo, Monaco, 'Courier New', monospace;font-weight: normal;white-space: pre;"><div><span
  style="color: #569cd6;">if</span><span style="color: #d4d4d4;"> (a)</span></div><br><div><span
  style="color: #dcdcaa;">  go</span></div></div>`;

test("from pages and programs come code as code, nothing hidden, and no links of their own sites", async ({
  newPerson,
}) => {
  const { editor, markdown } = await pastedInto(newPerson, {
    "text/html": `${code}<p>Seen<span style="display:none"> hidden</span><span hidden> too</span>,
      <a href="/rel/path">near</a> <a href="#_ftn1">note</a> <a href="https://example.org/">far</a>
      </p>`,
  });
  expect(markdown).toBe("```\nif (a)\n\n  go\n```\n\nSeen, near note [far](https://example.org/)");
  await expect(editor.locator("pre")).toHaveCount(1);
});

test("a table and a formula of Markdown take the place of an empty line", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const editor = await openEditor(ada.page, await newDocument(ada));
  const first = editor.locator("> :first-child");
  await editor.click();
  await paste(editor, { "text/plain": "|a|b|\n|:-:|--:|\n|1|2|" });
  await expect(editor.getByRole("cell")).toHaveText(["1", "2"]);
  await expect(first.locator("td")).toHaveCount(2);
  await editor.press("ControlOrMeta+a");
  await editor.press("Delete");
  await paste(editor, { "text/plain": "$$a^2$$" });
  await expect(first).toHaveAttribute("data-latex", "a^2");
  await reads(editor.locator("p"), "");
});

test("Markdown comes as what it means; with Shift, and within code, as it stands", async ({
  newPerson,
}) => {
  const written = "# Title\n\nSome **bold** text.\n\n- [x] done\n- [ ] open\n\n```ts\nlet a;\n```";
  const { page, editor, markdown } = await pastedInto(newPerson, { "text/plain": written });
  expect(markdown).toBe(written);
  await page.keyboard.press("ControlOrMeta+z");
  await reads(editor, "");
  await page.keyboard.down("Shift");
  await paste(editor, { "text/plain": "Some **bold** text." });
  await page.keyboard.up("Shift");
  await reads(editor, "Some **bold** text.");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+Alt+c");
  await page.keyboard.press("ArrowRight");
  await paste(editor, { "text/plain": "\n\n**more**" });
  await expect(editor.locator("pre")).toContainText("**more**");
});

test("signs in a text that is no Markdown stay what they are", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const editor = await openEditor(ada.page, await newDocument(ada));
  const texts = [
    "SELECT * FROM a WHERE b * c",
    "rm *.txt *.md",
    "x = __init__",
    "(self, *args, **kwargs)",
    "a ~~ b ~~ c == d",
    "a *b* c ==d== e",
  ];
  for (const text of texts) {
    for (const html of ["", `<p>${text}</p>`]) {
      await editor.press("ControlOrMeta+a");
      await editor.press("Delete");
      await paste(editor, { "text/plain": text, ...(html ? { "text/html": html } : {}) });
      await reads(editor, text);
    }
  }
  await expect(editor.locator("em, strong, s, mark")).toHaveCount(0);
  // An address is a link as before.
  await paste(editor, { "text/plain": " https://example.org/" });
  await expect(editor.locator("a")).toHaveText("https://example.org/");
});

test("what was copied here comes back as it was", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |");
  const editor = await openEditor(ada.page, id);
  await editor.locator("td").first().click();
  await ada.page.keyboard.press("ControlOrMeta+a");
  await ada.page.keyboard.press("ControlOrMeta+c");
  await ada.page.keyboard.press("ArrowRight");
  await ada.page.keyboard.press("ControlOrMeta+v");
  await expect(editor.locator("table")).toHaveCount(2);
  await expect(editor.locator("[data-checked=true]")).toHaveCount(2);
});

test("blocks pasted into the line of a fold are text there, and the fold stays whole", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, "Kept inside."));
  await editor.getByText("Kept inside.").click();
  await page.keyboard.press("ControlOrMeta+Alt+k");
  await page.keyboard.type("In short: ");
  await paste(editor, {
    "text/html": "<p>one</p><ul><li>two</li></ul>",
    "text/plain": "one\n\n- two",
  });
  await paste(editor, { "text/plain": "\n# three\n\n- four" });
  await expect(editor.locator("summary")).toHaveText(/^In short: one two\s?# three - four$/);
  await expect(editor.locator("[data-type=details]")).toHaveCount(1);
  await expect(editor.locator("[data-type=detailsContent]")).toHaveText("Kept inside.");
});
