/** The outline, the count of words, and how much of the page the text takes. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { TcpProxy } from "../support/tcp-proxy";
import { expect, newDocument, openEditor, test } from "./fixtures";

const filler = "Some words to fill the page with. ".repeat(80);

test("the outline leads to headings, follows the scroll, and changes with them", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const { page } = ada;
  await page.setViewportSize({ width: 1280, height: 800 });
  const id = await newDocument(ada, `# One\n\n${filler}\n\n## Two\n\n${filler}\n\n# Three\n\nEnd.`);
  const editor = await openEditor(page, id);
  const outline = page.getByRole("navigation", { name: "Outline" });
  await expect(outline.getByRole("button")).toHaveText(["One", "Two", "Three"]);
  await outline.getByRole("button", { name: "Two" }).click();
  await expect(editor.getByRole("heading", { name: "Two" })).toBeInViewport();
  await expect(outline.getByRole("button", { name: "Two" })).toHaveAttribute(
    "aria-current",
    "location",
  );
  await page.keyboard.type(" and more");
  await expect(outline.getByRole("button", { name: "Two and more" })).toBeVisible();
  await page.mouse.wheel(0, -5000);
  await expect(outline.getByRole("button", { name: "One" })).toHaveAttribute("aria-current");

  // A heading somebody else writes.
  const right = await openEditor(ben.page, id);
  await right.getByText("End.").click();
  await ben.page.keyboard.press("End");
  await ben.page.keyboard.press("Enter");
  await ben.page.keyboard.type("## Four");
  await expect(outline.getByRole("button")).toHaveText(["One", "Two and more", "Three", "Four"]);
});

test("on a narrow page the outline is behind a button, with the count", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  await page.setViewportSize({ width: 360, height: 740 });
  const id = await newDocument(ada, `# One\n\nThree words here.\n\n# Two\n\n${filler}`);
  const editor = await openEditor(page, id);
  await expect(page.getByRole("navigation", { name: "Outline" })).toBeHidden();
  await page.getByRole("button", { name: /^Outline and count/ }).click();
  await page.getByRole("button", { name: "Two", exact: true }).click();
  await expect(editor.getByRole("heading", { name: "Two" })).toBeInViewport();
});

test("words are counted, also those that are selected", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const id = await newDocument(ada, "One two three.\n\nFour.");
  const editor = await openEditor(page, id);
  const count = page.getByRole("button", { name: /^Outline and count/ });
  await expect(count).toHaveText("4 words");
  await editor.getByText("Four.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Five six");
  await expect(count).toHaveText("6 words");
  await page.keyboard.press("Shift+Home");
  await expect(count).toHaveText("3 of 6 words");
  await count.click();
  await expect(page.getByRole("row", { name: "Characters 14 28" })).toBeVisible();
});

test("words are counted while somebody else goes on writing", async ({ newPerson }) => {
  const [ada, ben] = [await newPerson("Ada"), await newPerson("Ben")];
  const id = await newDocument(ada, "One two");
  await openEditor(ada.page, id);
  const count = ada.page.getByRole("button", { name: /^Outline and count/ });
  await expect(count).toHaveText("2 words");
  const right = await openEditor(ben.page, id);
  await right.getByText("One two").click();
  await ben.page.keyboard.press("End");
  let enough = false;
  const writing = (async () => {
    while (!enough) await ben.page.keyboard.type(" a", { delay: 50 });
  })();
  await expect(count).not.toHaveText("2 words", { timeout: 30_000 });
  enough = true;
  await writing;
});

test("focus mode and full width are kept for the next visit", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const id = await newDocument(ada, "# One\n\nFirst.\n\nSecond.");
  const editor = await openEditor(page, id);
  await editor.getByText("First.").click();
  await page.keyboard.press("ControlOrMeta+Shift+f");
  await expect(page.getByRole("toolbar", { name: "Formatting" })).toBeHidden();
  await expect(editor.getByText("Second.")).toHaveCSS("opacity", "0.5");
  await expect(editor.getByText("First.")).toHaveCSS("opacity", "1");
  await page.reload();
  await expect(page.getByRole("toolbar", { name: "Formatting" })).toBeHidden();
  await editor.getByText("Second.").click();
  await expect(editor.getByText("First.")).toHaveCSS("opacity", "0.5");
  await expect(editor.getByText("Second.")).toHaveCSS("opacity", "1");
  await page.getByRole("button", { name: "Leave focus" }).click();
  await expect(page.getByRole("toolbar", { name: "Formatting" })).toBeVisible();

  const narrow = (await editor.boundingBox())?.width ?? 0;
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Full width" }).click();
  await expect.poll(async () => (await editor.boundingBox())?.width).toBeGreaterThan(narrow + 100);
  await page.reload();
  await expect.poll(async () => (await editor.boundingBox())?.width).toBeGreaterThan(narrow + 100);
});

test("what was refused, and is in the text no more, is counted no more", async ({
  newPerson,
  server,
}) => {
  const [ada, ben] = [await newPerson("Ada"), await newPerson("Ben")];
  const id = await newDocument(ada, "# One\n\nTwo three.");
  const wire = await TcpProxy.start(server.port);
  const { page } = ben;
  await page.setViewportSize({ width: 1280, height: 800 });
  const editor = await openEditor(page, id, wire.url);
  await editor.getByText("Two three.").click();
  await page.keyboard.press("End");
  // Nobody says so while he is away: what he writes meanwhile is no longer his to write.
  wire.cut();
  await page.keyboard.press("Enter");
  await page.keyboard.type("# Four five six");
  const count = page.getByRole("button", { name: /^Outline and count/ });
  const outline = page.getByRole("navigation", { name: "Outline" }).getByRole("button");
  await expect(count).toHaveText("6 words");
  await expect(outline).toHaveText(["One", "Four five six"]);
  const database = new Database(join(server.dataDir, "tandem.db"));
  const viewer = 'UPDATE "Membership" SET "role" = ? WHERE "documentId" = ?';
  database.prepare(viewer).run("viewer", id);
  database.close();
  wire.mend();
  await expect(page.getByRole("complementary", { name: "Could not be merged" })).toBeVisible();
  await expect(editor.getByText("Four five six")).toHaveCount(0);
  await expect(count).toHaveText("3 words");
  await expect(outline).toHaveText(["One"]);
  await wire.close();
});

test("headings in a closed fold are never the place one is at", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  await page.setViewportSize({ width: 1280, height: 800 });
  const folded = "## Hidden one\n\n## Hidden two\n\n## Hidden three";
  const text = `# One\n\n${filler}\n\n${folded}\n\n# Two\n\n${filler}\n\n# Three\n\n${filler}`;
  const editor = await openEditor(page, await newDocument(ada, text));
  await editor.getByText("Hidden one").click();
  await editor.getByText("Hidden three").click({ modifiers: ["Shift"] });
  await page.keyboard.press("ControlOrMeta+Alt+k");
  await editor.locator("[data-type=details] > button").click();
  await expect(editor.getByText("Hidden two")).toBeHidden();
  const current = page.getByRole("navigation", { name: "Outline" }).locator("[aria-current]");
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, -9000);
  await expect(current).toHaveText("One");
  const toTheTop = (name: string) =>
    editor.getByRole("heading", { name }).evaluate((heading) => heading.scrollIntoView());
  await toTheTop("Two");
  await expect(current).toHaveText("Two");
  const fold = editor.locator("[data-type=details]");
  await fold.evaluate((element) => element.scrollIntoView({ block: "center" }));
  await expect(current).toHaveText("One");
  await toTheTop("Three");
  await expect(current).toHaveText("Three");
});

test("short sections at the end have their turn, and the one gone to is marked", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  await page.setViewportSize({ width: 1280, height: 800 });
  const names = [1, 2, 3, 4, 5, 6].map((number) => `Head ${number}`);
  const text = names.map((name) => `# ${name}\n\n${name === "Head 1" ? filler : "Short."}`);
  await openEditor(page, await newDocument(ada, `${text.join("\n\n")}`));
  const outline = page.getByRole("navigation", { name: "Outline" });
  const current = outline.locator("[aria-current]");
  await expect(current).toHaveText("Head 1");
  await page.mouse.move(640, 400);
  const seen = new Set<string>();
  for (let wheels = 0; wheels < 80; wheels++) {
    await page.mouse.wheel(0, 20);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    seen.add((await current.textContent()) ?? "");
  }
  await expect(current).toHaveText("Head 6");
  expect([...seen]).toEqual(names);

  await outline.getByRole("button", { name: "Head 4" }).click();
  await expect(current).toHaveText("Head 4");
  await page.keyboard.type(" on");
  await expect(current).toHaveText("Head 4 on");
  await page.mouse.wheel(0, -9000);
  await expect(current).toHaveText("Head 1");
});
