/** The live actor system: for administrators only, and a kill there harms nobody who writes. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

const token = "administrators-token-for-tests";

test("who has no token finds nothing", async ({ newPerson, server }) => {
  const { page, context } = await newPerson();
  expect((await page.goto("/system"))?.status()).toBe(404);
  expect((await page.goto("/system?token=guess"))?.status()).toBe(404);
  expect((await context.request.get("/api/system")).status()).toBe(404);
  const answer = await fetch(`${server.url}/api/system`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
});

test("a document's actor is killed while two people type: it restarts, and nothing is lost", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const admin = await newPerson("Admin");
  const id = await newDocument(ada, "Left.\n\nRight.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await left.getByText("Left.").click();
  await ada.page.keyboard.press("End");
  await right.getByText("Right.").click();
  await ben.page.keyboard.press("End");

  await admin.page.goto(`/system?token=${token}`);
  const { page } = admin;
  const words = Array.from({ length: 12 }, (_, i) => ` word${i}`).join("");
  const typing = Promise.all([
    ada.page.keyboard.type(words, { delay: 40 }),
    ben.page.keyboard.type(words, { delay: 40 }),
  ]);
  const actors = page.getByRole("region", { name: /^Actors/ });
  await actors.getByRole("button", { name: new RegExp(`^document ${id}`) }).click();
  await page.getByRole("button", { name: "Kill this actor" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Kill" }).click();
  const tree = page.getByRole("region", { name: "Supervision tree" });
  await expect(tree.getByText("restarted").first()).toBeVisible();
  await typing;

  for (const editor of [left, right]) {
    await reads(editor.locator("p").nth(0), `Left.${words}`);
    await reads(editor.locator("p").nth(1), `Right.${words}`);
  }
  await saved(ada.page);
  await saved(ben.page);
  await expect(page.getByRole("region", { name: /path of the last change/ })).toContainText(
    "changes_stored",
  );
});
