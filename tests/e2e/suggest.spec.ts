/** What is offered while typing: people after @, emoji after a colon. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test("people in the document and those who have it can be mentioned; all formats have the name", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben Okri");
  const cyd = await newPerson("Cydney");
  const id = await newDocument(ada);
  await openEditor(cyd.page, id);
  await cyd.page.close();
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  await left.click();
  await ada.page.keyboard.type("Ask @");
  const list = ada.page.getByRole("listbox", { name: "People" });
  await expect(list.getByRole("option")).toHaveText(["BBen Okri", "CCydney", "AAda"]);
  await ada.page.keyboard.type("okr");
  await expect(list.getByRole("option")).toHaveText(["BBen Okri"]);
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("and @cyd");
  await list.getByRole("option", { name: "Cydney" }).click();
  await ada.page.keyboard.type("today");
  for (const editor of [left, right]) {
    await reads(editor.locator("p").first(), "Ask @Ben Okri and @Cydney today");
    await expect(editor.locator(".mention")).toHaveText(["@Ben Okri", "@Cydney"]);
  }
  await saved(ada.page);
  for (const format of ["markdown", "text", "html"]) {
    const answer = await ada.context.request.get(`/api/documents/${id}/content?format=${format}`);
    expect(await answer.text()).toContain("@Ben Okri");
  }
  // Back over a mention takes it away as a whole.
  await left.getByText("today").click();
  for (let press = 0; press < 7; press += 1) await ada.page.keyboard.press("Backspace");
  await reads(right.locator("p").first(), "Ask @Ben Okri and");
});

test("who may not write in a document is not told who has it", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada);
  const answer = await ada.context.request.get(`/api/documents/${id}/people`);
  const { people } = await answer.json();
  expect(people).toMatchObject([{ name: "Ada" }]);
  const nobody = await ada.context.request.get("/api/documents/none/people");
  expect(nobody.status()).toBe(404);
});

test("an emoji is text: chosen from the list or written out", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada);
  const right = await openEditor(ben.page, id);
  const left = await openEditor(ada.page, id);
  await left.click();
  await ada.page.keyboard.type("At 10:30 :tad");
  const list = ada.page.getByRole("listbox", { name: "Emoji" });
  await expect(list.getByRole("option").first()).toContainText(":tada");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type(" and :rocket: go");
  await reads(right.locator("p").first(), "At 10:30 🎉 and 🚀 go");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("Note: nothing :D");
  await reads(right.locator("p").nth(1), "Note: nothing :D");
  await expect(list).toHaveCount(0);
});
