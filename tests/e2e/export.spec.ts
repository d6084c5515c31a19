/** What leaves Tandem as a file: complete by itself, and harmless whatever people wrote. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { marked } from "marked";
import { png } from "../support/images";
import { expect, newDocument, type Person, test } from "./fixtures";

const evil = `"><script>window.hurt=1</script><img src=x onerror="window.hurt=1">'</style></title>`;
const marksUp = (type: string, attrs: object) => ({ type, attrs });
const text = (value: string, ...marks: object[]) => ({ type: "text", text: value, marks });

/** Everything people can put text into, filled with what would hurt. */
const hostile = [
  { type: "heading", attrs: { level: 1 }, content: [text(evil)] },
  { type: "codeBlock", attrs: { language: "c++" }, content: [text(`${evil}\n\`\`\`\n${evil}`)] },
  { type: "image", attrs: { src: "https://a.invalid/?q=1&x=2", alt: evil, title: evil } },
  { type: "blockMath", attrs: { latex: evil } },
  {
    type: "paragraph",
    content: [
      text(evil, marksUp("link", { href: "https://a.invalid/#&lt;", title: evil })),
      { type: "mention", attrs: { id: "x", label: evil.slice(0, 100) } },
      { type: "inlineMath", attrs: { latex: evil } },
      text("javascript:alert(1) [x](javascript:alert(1))", { type: "code" }),
      text(
        `[x](javascript:alert(1)) <a href="javascript:alert(1)">x</a> javascript&colon;alert(1)`,
      ),
      text("coloured", marksUp("textStyle", { color: "var(--text-red)" })),
      text("marked", marksUp("highlight", { color: "var(--mark-green)" })),
    ],
  },
];

async function hostileDocument(person: Person, ...more: object[]): Promise<string> {
  const id = await newDocument(person);
  const slice = { content: [...hostile, ...more] };
  const step = { stepType: "replace", from: 0, to: 2, slice };
  const data = { changeId: "hostile-change-1", baseVersion: 0, steps: [step] };
  const answer = await person.context.request.post(`/api/documents/${id}/changes`, { data });
  expect(await answer.json()).toMatchObject({ version: 1 });
  await person.context.request.patch(`/api/documents/${id}`, { data: { title: evil } });
  return id;
}

const dangers = `script, iframe, object, embed, form, base, meta[http-equiv=refresh],
  [href^="javascript:" i], [src^="javascript:" i], [href^="data:" i]`;

test("[B19] an exported page, opened from the disk, runs nothing and is complete", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await hostileDocument(ada);
  const upload = await ada.context.request.post(`/api/documents/${id}/uploads`, {
    data: png(64, 32),
  });
  const { url } = await upload.json();
  const image = { type: "image", attrs: { src: url } };
  const second = await hostileDocument(ada, image);
  const path = `/api/documents/${second}/content?download=1`;
  const page = await (await ada.context.request.get(`${path}&format=html`)).text();
  const folder = await mkdtemp(join(tmpdir(), "tandem-export-"));
  await writeFile(join(folder, "page.html"), page);
  const asked: string[] = [];
  ada.page.on("request", (request) => asked.push(request.url()));
  await ada.page.goto(`file://${folder}/page.html`);
  await rm(folder, { recursive: true });
  expect(await ada.page.evaluate(() => Reflect.get(window, "hurt"))).toBeUndefined();
  expect(await ada.page.locator(dangers).count()).toBe(0);
  expect(await handlers(ada)).toEqual([]);
  await expect(ada.page).toHaveTitle(evil);
  const shown = ada.page.locator('img[src^="data:image/png"]');
  expect(await shown.evaluate((el: HTMLImageElement) => el.naturalWidth)).toBe(64);
  const colour = await ada.page.getByText("coloured").evaluate((el) => getComputedStyle(el).color);
  expect(colour).toBe("rgb(180, 35, 24)");
  // The page itself, its pictures, and the one address somebody wrote.
  const others = asked.filter((address) => !/^(file|data):/.test(address));
  expect(others.every((address) => address.startsWith("https://a.invalid/"))).toBe(true);
});

test("[B19] exported Markdown, made into a page, runs nothing", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await hostileDocument(ada);
  const path = `/api/documents/${id}/content?download=1&format=markdown`;
  const markdown = await (await ada.context.request.get(path)).text();
  const page = await marked.parse(markdown);
  await ada.page.goto("about:blank");
  await ada.page.setContent(page);
  expect(await ada.page.evaluate(() => Reflect.get(window, "hurt"))).toBeUndefined();
  expect(await ada.page.locator(dangers).count()).toBe(0);
  expect(await handlers(ada)).toEqual([]);
});

test("a document that is printed is black on white, without what surrounds it", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "# A report\n\nWith ==some== text.");
  await ada.page.emulateMedia({ colorScheme: "dark" });
  await ada.page.goto(`/d/${id}`);
  const editor = ada.page.getByRole("textbox", { name: "Document" });
  await expect(editor).toHaveAttribute("contenteditable", "true");
  await ada.page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(ada.page.locator("header").first()).toBeHidden();
  const [ink, paper] = await editor.evaluate((el) => [
    getComputedStyle(el).color,
    getComputedStyle(document.body).backgroundColor,
  ]);
  expect([ink, paper]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
});

function handlers({ page }: Person): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on")),
    ),
  );
}
