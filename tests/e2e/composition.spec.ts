/** Input methods and undo, while others write in the same paragraph. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test("a composition goes on undisturbed while somebody writes round it, and arrives once", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Middle.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await left.getByText("Middle.").click();
  await ada.page.keyboard.press("End");
  const keys = await ada.context.newCDPSession(ada.page);
  const compose = (text: string) =>
    keys.send("Input.imeSetComposition", {
      ...{ text, selectionStart: text.length, selectionEnd: text.length },
    });
  await compose("に");
  await compose("にほ");
  await right.getByText("Middle.").click();
  await ben.page.keyboard.press("Home");
  await ben.page.keyboard.type("Before ", { delay: 15 });
  await saved(ben.page);
  await compose("にほん");
  await expect(left.locator("p").first()).toContainText("にほん");
  await keys.send("Input.insertText", { text: "日本" });
  for (const editor of [left, right]) {
    await reads(editor.locator("p").first(), "Before Middle.日本");
  }
  await ada.page.keyboard.type(" ok");
  await reads(right.locator("p").first(), "Before Middle.日本 ok");
  await saved(ada.page);
});

test("among three in one paragraph undo and redo move only what is mine", async ({ newPerson }) => {
  const people = [await newPerson("Ada"), await newPerson("Ben"), await newPerson("Cyd")] as const;
  const [ada, ben, cyd] = people;
  const id = await newDocument(ada, "Base.");
  for (const { page } of people) await openEditor(page, id);
  const write = async ({ page }: typeof ada, key: "Home" | "End", text: string) => {
    await page.getByRole("textbox", { name: "Document" }).getByText("Base.").click();
    await page.keyboard.press(key);
    // At once: what is typed with pauses is undone in parts.
    await page.keyboard.insertText(text);
    await saved(page);
  };
  const all = async (text: string) => {
    for (const { page } of people) {
      await reads(page.getByRole("textbox", { name: "Document" }).locator("p").first(), text);
    }
  };
  await write(ada, "End", " Ada.");
  await all("Base. Ada.");
  await write(ben, "Home", "Ben. ");
  await all("Ben. Base. Ada.");
  await write(cyd, "End", " Cyd.");
  await all("Ben. Base. Ada. Cyd.");
  await ada.page.keyboard.press("ControlOrMeta+z");
  await all("Ben. Base. Cyd.");
  await ben.page.keyboard.press("ControlOrMeta+z");
  await all("Base. Cyd.");
  await ada.page.keyboard.press("ControlOrMeta+Shift+z");
  await all("Base. Ada. Cyd.");
  await ben.page.keyboard.press("ControlOrMeta+Shift+z");
  await all("Ben. Base. Ada. Cyd.");
});
