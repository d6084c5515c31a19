/** Looking back: every version is listed, can be seen, and can be made the newest again. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test("an old version is shown, and restored while somebody has the document open", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "The first text.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await left.getByText("The first text.").click();
  await ada.page.keyboard.press("End");
  await ada.page.keyboard.type(" And more.");
  await reads(right, "The first text. And more.");
  await saved(ada.page);

  const reader = await ada.context.newPage();
  await reader.goto(`/d/${id}/history?version=1`);
  const shown = reader.getByRole("main");
  await expect(shown).toContainText("The first text.");
  await expect(shown).not.toContainText("And more.");
  const versions = reader.getByRole("complementary", { name: "Versions" });
  await expect(versions).toContainText("Ada");
  await expect(versions.getByRole("link").first()).toBeVisible();

  await reader.getByRole("button", { name: "Restore this version" }).click();
  await reader.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  for (const editor of [left, right]) {
    await reads(editor.locator("p").first(), "The first text.");
  }
  // Restoring is a version like any other: the way back is open.
  await expect(versions).toContainText("Restored");
});

test("every version between the first and the last can be opened by its link", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Zero.");
  const editor = await openEditor(ada.page, id);
  await editor.getByText("Zero.").click();
  await ada.page.keyboard.press("End");
  for (const word of [" one", " two", " three"]) {
    await ada.page.keyboard.type(word);
    await saved(ada.page);
  }
  const { version } = await (await ada.context.request.get(`/api/documents/${id}/versions`)).json();
  const texts = [];
  for (let at = 1; at <= version; at++) {
    const path = `/api/documents/${id}/content?format=text&version=${at}`;
    texts.push((await (await ada.context.request.get(path)).text()).trim());
  }
  expect(texts[0]).toBe("Zero.");
  expect(texts.at(-1)).toBe("Zero. one two three");
  for (const [index, text] of texts.entries()) {
    expect(text.length).toBeGreaterThanOrEqual(texts[index - 1]?.length ?? 0);
  }
});

test("a version that does not exist says so", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Only one.");
  await ada.page.goto(`/d/${id}/history?version=99`);
  await expect(ada.page.getByRole("main")).toContainText("There is no version 99");
});
