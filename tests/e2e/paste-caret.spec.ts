/** Where one goes on after a paste. */
import { expect, newDocument, openEditor, saved, test } from "./fixtures";
import { paste } from "./pasted";

test("after a table was pasted one goes on in it, not in what stands next", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada, "Before.\n\n# After"));
  await editor.getByText("Before.").click();
  await page.keyboard.press("End");
  const table = "<table><tr><td>one</td><td>two</td></tr></table>";
  await paste(editor, { "text/html": `<p> Here:</p>${table}`, "text/plain": "one two" });
  await page.keyboard.type("!");
  await expect(editor.getByRole("cell")).toHaveText(["one", "two!"]);
  await expect(editor.getByRole("heading")).toHaveText("After");
});

test("after an image or a rule was pasted one writes below it", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada));
  for (const data of [
    { "text/html": '<p>a</p><img src="/favicon.ico">' },
    { "text/html": "<p>a</p><hr>" },
    { "text/plain": "# Title\n\na\n\n---" },
  ]) {
    await editor.press("ControlOrMeta+a");
    await editor.press("Delete");
    await paste(editor, data);
    await expect(editor.locator(".image-frame, hr")).toHaveCount(1);
    await page.keyboard.type("below");
    await expect(editor.locator(".image-frame, hr")).toHaveCount(1);
    await expect(editor.locator(":is(.image-frame, hr) + p")).toHaveText("below");
  }
  await saved(page);
});
