/** The server dies while people type: what was saved is there, what was not arrives later. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test.use({ baseURL: "" });

test("a kill -9 in the middle of typing loses and doubles nothing", async ({
  newPerson,
  ownServer,
}) => {
  const { url } = ownServer;
  const ada = await newPerson();
  const ben = await newPerson();
  const id = await newDocument(ada, "Start", url);
  const left = await openEditor(ada.page, id, url);
  const right = await openEditor(ben.page, id, url);

  await left.getByText("Start").click();
  await ada.page.keyboard.press("End");
  await ada.page.keyboard.type(" one two three", { delay: 10 });
  await ownServer.kill("SIGKILL");
  await ada.page.keyboard.type(" four five six", { delay: 10 });
  await expect(ada.page.getByRole("status")).toContainText(/Reconnecting|Offline/);
  await ownServer.launch();
  await ada.page.keyboard.type(" seven", { delay: 10 });

  const whole = "Start one two three four five six seven";
  await reads(left.locator("p").first(), whole);
  await reads(right.locator("p").first(), whole);
  await saved(ada.page);

  await ownServer.kill("SIGKILL");
  await ownServer.launch();
  await ben.page.reload();
  await reads(ben.page.getByRole("textbox", { name: "Document" }).locator("p").first(), whole);
});

test("SIGTERM ends the server in good order", async ({ ownServer }) => {
  expect(await ownServer.kill("SIGTERM")).toBe(0);
});
