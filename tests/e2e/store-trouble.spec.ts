/** The server can't store: people are told so, and why; then it can, and everything is saved. */
import Sqlite from "better-sqlite3";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test.use({ baseURL: "" });

test("[F12] while another program holds the database nobody is told that it is saved", async ({
  newPerson,
  ownServer,
}) => {
  const { url, dataDir } = ownServer;
  const ada = await newPerson();
  const id = await newDocument(ada, "Start", url);
  const editor = await openEditor(ada.page, id, url);
  await editor.getByText("Start").click();
  await ada.page.keyboard.press("End");
  await ada.page.keyboard.type(" one");
  await saved(ada.page);

  const other = new Sqlite(`${dataDir}/tandem.db`);
  other.exec("BEGIN IMMEDIATE");
  await ada.page.keyboard.type(" two");
  // Whether or not the server has said by then what it lacks.
  const copy = ada.page.getByRole("button", { name: "Copy my changes" });
  await expect(copy).toBeVisible({ timeout: 9_000 });
  await expect(ada.page.getByRole("status").first()).toContainText("Not saved yet", {
    timeout: 15_000,
  });
  await expect(ada.page.getByText("Another program holds the server's database")).toBeVisible();
  expect((await fetch(`${url}/readyz`)).status).toBe(503);

  other.exec("COMMIT");
  other.close();
  await saved(ada.page);
  await expect(ada.page.getByText("Another program")).toBeHidden();
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
  await reads(editor.locator("p").first(), "Start one two");
});
