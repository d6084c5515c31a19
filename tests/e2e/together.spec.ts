/** Writing together: what several people see who type into one document at once. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test("two people type in different paragraphs and see the same text", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "First paragraph.\n\nSecond paragraph.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);

  await left.getByText("First paragraph.").click();
  await ada.page.keyboard.press("End");
  await right.getByText("Second paragraph.").click();
  await ben.page.keyboard.press("End");
  await Promise.all([
    ada.page.keyboard.type(" Written by Ada.", { delay: 20 }),
    ben.page.keyboard.type(" Written by Ben.", { delay: 20 }),
  ]);

  for (const editor of [left, right]) {
    await reads(editor.locator("p").nth(0), "First paragraph. Written by Ada.");
    await reads(editor.locator("p").nth(1), "Second paragraph. Written by Ben.");
  }
  await saved(ada.page);
  await saved(ben.page);
});

test("two people type into the same word and converge", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "shared");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);

  await left.getByText("shared").click();
  await ada.page.keyboard.press("Home");
  await right.getByText("shared").click();
  await ben.page.keyboard.press("End");
  await Promise.all([
    ada.page.keyboard.type("aaaaaaaaaa", { delay: 15 }),
    ben.page.keyboard.type("bbbbbbbbbb", { delay: 15 }),
  ]);
  for (const editor of [left, right]) {
    await reads(editor.locator("p").first(), "aaaaaaaaaasharedbbbbbbbbbb");
  }
});

test("what three people type at the very same place stays words", async ({ newPerson }) => {
  const people = [await newPerson("Ada"), await newPerson("Ben"), await newPerson("Cyd")];
  const [ada] = people;
  if (!ada) throw new Error("nobody is here");
  const id = await newDocument(ada, "Dear all,");
  const editors = [];
  for (const { page } of people) {
    const editor = await openEditor(page, id);
    await editor.getByText("Dear all,").click();
    await page.keyboard.press("End");
    editors.push(editor);
  }
  const words = [" the first", " another one", " and a third"];
  // Without a pause: each letter is on its way when the others' come.
  await Promise.all(people.map(({ page }, index) => page.keyboard.type(words[index] ?? "")));
  for (const editor of editors) {
    const line = editor.locator("p").first();
    for (const word of words) await expect(line).toContainText(word);
  }
});

test("each sees the other's caret, with name and colour", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "A line to stand in.");
  const left = await openEditor(ada.page, id);
  await openEditor(ben.page, id);
  await ben.page.getByText("A line to stand in.").click();

  const caret = left.locator(".remote-caret");
  await expect(caret).toBeVisible();
  await expect(caret.locator("[data-name='Ben']")).toBeAttached();
  const colour = await caret.evaluate((el) =>
    getComputedStyle(el).getPropertyValue("--caret-color"),
  );
  expect(colour.trim()).toMatch(/^#[0-9a-f]{6}$/);
});

test("undo takes back my own work only", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Start.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);

  await left.getByText("Start.").click();
  await ada.page.keyboard.press("End");
  // At once: letters that come half a second apart are undone one by one.
  await ada.page.keyboard.insertText(" Mine.");
  await reads(right, "Start. Mine.");
  await right.getByText("Start.").click();
  await ben.page.keyboard.press("Home");
  await ben.page.keyboard.type("Theirs. ");
  await reads(left, "Theirs. Start. Mine.");

  await ada.page.keyboard.press("ControlOrMeta+z");
  for (const editor of [left, right]) {
    await reads(editor.locator("p").first(), "Theirs. Start.");
  }

  // As a Mac sends it, and Caps Lock: with nothing to redo any more it is not taken for an undo.
  const event = { key: "z", code: "KeyZ", keyCode: 90, ctrlKey: true, shiftKey: true };
  for (let time = 1; time <= 3; time++) {
    await left.dispatchEvent("keydown", { ...event, bubbles: true, cancelable: true });
    await reads(left.locator("p").first(), "Theirs. Start. Mine.");
  }
});

test("formatting and lists reach the other tab, and a reload shows the same", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada);
  const left = await openEditor(ada.page, id);
  const other = await ada.context.newPage();
  const right = await openEditor(other, id);

  await left.click();
  await ada.page.keyboard.type("# Plan");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("- one");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("two");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.press("ControlOrMeta+b");
  await ada.page.keyboard.type("bold");
  await ada.page.keyboard.press("ControlOrMeta+b");

  await expect(right.locator("h1")).toHaveText("Plan");
  await expect(right.locator("ul > li")).toHaveText(["one", "two"]);
  await expect(right.locator("strong")).toHaveText("bold");
  await saved(ada.page);

  await ada.page.reload();
  const again = ada.page.getByRole("textbox", { name: "Document" });
  await expect(again.locator("ul > li")).toHaveText(["one", "two"]);
  await expect(again.locator("strong")).toHaveText("bold");
});

test("a click beside somebody's caret puts mine where it was meant", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Line.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  for (const [key, expected] of [
    ["Home", "Line. 1"],
    ["End", "Line. 1 2"],
  ] as const) {
    await left.locator("p").first().click();
    await ada.page.keyboard.press(key);
    await expect(right.locator(".remote-caret")).toBeVisible();
    await ben.page.waitForTimeout(300);
    // Right of the text, in its line.
    await right
      .locator("p")
      .first()
      .click({ position: { x: 400, y: 14 } });
    await ben.page.keyboard.type(expected.slice(-2));
    await reads(right.locator("p").first(), expected);
  }
});

test("who closes the tab is gone for the others", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Here.");
  const left = await openEditor(ada.page, id);
  await openEditor(ben.page, id);
  await ben.page.getByText("Here.").click();
  const people = ada.page.getByRole("list", { name: "People here" });
  await expect(people.getByRole("listitem")).toHaveCount(1);
  await expect(left.locator(".remote-caret")).toBeVisible();
  await ben.page.reload();
  await expect(ben.page.getByRole("textbox", { name: "Document" })).toBeVisible();
  await expect(people.getByRole("listitem")).toHaveCount(1);
  await ben.page.close();
  await expect(people.getByRole("listitem")).toHaveCount(0);
  await expect(left.locator(".remote-caret")).toHaveCount(0);
});
