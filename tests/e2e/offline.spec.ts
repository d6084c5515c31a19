/** On bad networks: what is typed without a connection arrives once, whatever becomes of the tab. */
import type { TandemServer } from "../support/tandem-server";
import { TcpProxy } from "../support/tcp-proxy";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

const offlineLine = /Offline|Reconnecting/;

test.use({ baseURL: "" });

/** The server's wire of somebody whose network is bad. */
async function wireTo(server: TandemServer): Promise<TcpProxy> {
  return TcpProxy.start(server.port);
}

test("who was offline meets what others wrote meanwhile, each word once", async ({
  newPerson,
  ownServer,
}) => {
  const wire = await wireTo(ownServer);
  const ada = await newPerson();
  const ben = await newPerson();
  const id = await newDocument(ada, "One.\n\nTwo.", wire.url);
  const left = await openEditor(ada.page, id, wire.url);
  const right = await openEditor(ben.page, id, ownServer.url);
  await left.getByText("One.").click();
  await ada.page.keyboard.press("End");
  wire.cut();
  await ada.page.keyboard.type(" Without a net.", { delay: 10 });
  const status = ada.page.getByRole("status").filter({ hasText: offlineLine });
  await expect(status).toBeVisible();
  await expect(ada.page.getByRole("status").filter({ hasText: /^Saved$/ })).toHaveCount(0);
  await right.getByText("One.").click();
  await ben.page.keyboard.press("Home");
  await ben.page.keyboard.type("Meanwhile: ", { delay: 10 });
  await right.getByText("Two.").click();
  await ben.page.keyboard.press("End");
  await ben.page.keyboard.type(" And three.", { delay: 10 });
  await saved(ben.page);
  await expect(right).not.toContainText("Without a net");
  await expect(left).not.toContainText("Meanwhile");
  wire.mend();
  for (const editor of [left, right]) {
    await reads(editor.locator("p").nth(0), "Meanwhile: One. Without a net.");
    await reads(editor.locator("p").nth(1), "Two. And three.");
  }
  await saved(ada.page);
  await wire.close();
});

test("two tabs of one person, both offline, both arrive", async ({ newPerson, ownServer }) => {
  const wire = await wireTo(ownServer);
  const ada = await newPerson();
  const ben = await newPerson();
  const id = await newDocument(ada, "Base.", wire.url);
  const second = await ada.context.newPage();
  const tabs = [ada.page, second];
  for (const page of tabs) await openEditor(page, id, wire.url);
  const right = await openEditor(ben.page, id, ownServer.url);
  wire.cut();
  for (const [index, page] of tabs.entries()) {
    await page.bringToFront();
    await page.getByText("Base.").click();
    await page.keyboard.press("End");
    await page.keyboard.type(` Tab ${index + 1}.`, { delay: 10 });
    await expect(page.getByRole("status").filter({ hasText: offlineLine })).toBeVisible();
  }
  await expect(right).not.toContainText("Tab");
  wire.mend();
  const times = async (word: string) => ((await right.textContent()) ?? "").split(word).length - 1;
  for (const word of ["Tab 1.", "Tab 2."]) {
    await expect.poll(() => times(word), { timeout: 20_000 }).toBe(1);
  }
  const whole = ((await right.textContent()) ?? "").replaceAll("\u2060", "").trim();
  for (const page of tabs) {
    await page.bringToFront();
    await reads(page.getByRole("textbox", { name: "Document" }), whole);
    await saved(page);
  }
  await wire.close();
});

test("a wire that holds everything back is told as well, and nothing says Saved", async ({
  newPerson,
  ownServer,
}) => {
  const wire = await wireTo(ownServer);
  const ada = await newPerson();
  const id = await newDocument(ada, "Here.", wire.url);
  const editor = await openEditor(ada.page, id, wire.url);
  await editor.getByText("Here.").click();
  await ada.page.keyboard.press("End");
  await ada.page.keyboard.type(" Stored.");
  await saved(ada.page);
  wire.hold();
  await ada.page.keyboard.type(" Held back.");
  const unsaved = /Saving|Offline|Reconnecting|on this device/;
  await expect(ada.page.getByRole("status").filter({ hasText: unsaved }).first()).toBeVisible();
  // All that the state line says from here on, each once.
  await ada.page.evaluate(() => {
    const said: string[] = [];
    Reflect.set(window, "said", said);
    const listen = () => {
      for (const line of document.querySelectorAll("[role=status]")) {
        const text = line.textContent ?? "";
        if (said.at(-1) !== text && text) said.push(text);
      }
    };
    new MutationObserver(listen).observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true },
    });
  });
  await expect(ada.page.getByText(/copy my changes/i)).toBeVisible({ timeout: 15_000 });
  const said: string[] = await ada.page.evaluate(() => Reflect.get(window, "said"));
  expect(said.filter((text) => text === "Saved")).toEqual([]);
  wire.mend();
  await saved(ada.page);
  const path = `${ownServer.url}/api/documents/${id}/content?format=text`;
  expect((await (await ada.context.request.get(path)).text()).trim()).toBe(
    "Here. Stored. Held back.",
  );
  await wire.close();
});

test.describe("with a server that goes away", () => {
  test("a tab that is closed or loaded anew with unsent work leaves it to the next", async ({
    newPerson,
    ownServer,
  }) => {
    const { url } = ownServer;
    const ada = await newPerson();
    const id = await newDocument(ada, "Start.", url);
    const editor = await openEditor(ada.page, id, url);
    await editor.getByText("Start.").click();
    await ada.page.keyboard.press("End");
    await ada.page.keyboard.type(" Sent.");
    await saved(ada.page);
    await ownServer.kill("SIGKILL");
    await ada.page.keyboard.type(" Not sent.", { delay: 10 });
    await expect(ada.page.getByRole("status").filter({ hasText: offlineLine })).toBeVisible();
    // So long it takes to be kept on this device.
    await ada.page.waitForTimeout(1000);
    await ada.page.close();
    await ownServer.launch();
    const again = await ada.context.newPage();
    const next = await openEditor(again, id, url);
    await reads(next.locator("p").first(), "Start. Sent. Not sent.");
    await saved(again);

    await ownServer.kill("SIGKILL");
    await next.getByText("Start.").click();
    await again.keyboard.press("End");
    await again.keyboard.type(" Reloaded.", { delay: 10 });
    await again.waitForTimeout(1000);
    await ownServer.launch();
    again.on("dialog", (dialog) => void dialog.accept());
    await again.reload();
    const last = again.getByRole("textbox", { name: "Document" });
    await reads(last.locator("p").first(), "Start. Sent. Not sent. Reloaded.");
    await saved(again);
    const stored = await ada.context.request.get(`${url}/api/documents/${id}/content?format=text`);
    expect((await stored.text()).trim()).toBe("Start. Sent. Not sent. Reloaded.");
  });
});

test("an owner who was away finds the document in the trash, and brings it back", async ({
  newPerson,
  ownServer,
}) => {
  const wire = await wireTo(ownServer);
  const ada = await newPerson();
  const id = await newDocument(ada, "A plan.", wire.url);
  const editor = await openEditor(ada.page, id, wire.url);
  wire.cut();
  const state = ada.page.getByRole("status");
  await expect(state.filter({ hasText: offlineLine })).toBeVisible();
  await ada.context.request.delete(`${ownServer.url}/api/documents/${id}`);
  wire.mend();
  await expect(ada.page.getByRole("alert").filter({ hasText: "is in the trash" })).toBeVisible();
  await expect(editor).toHaveAttribute("contenteditable", "false");
  await expect(state.filter({ hasText: "Read-only" })).toBeVisible();
  await ada.page.getByRole("button", { name: "Restore" }).click();
  await expect(editor).toHaveAttribute("contenteditable", "true");
  await editor.getByText("A plan.").click();
  await ada.page.keyboard.press("End");
  await ada.page.keyboard.type(" Once more.");
  await saved(ada.page);
});

test("what was typed the moment before the page went is there when it comes back", async ({
  newPerson,
  ownServer,
}) => {
  const wire = await wireTo(ownServer);
  const { page, context } = await newPerson();
  const id = await newDocument({ page, context }, "One.", wire.url);
  const editor = await openEditor(page, id, wire.url);
  await editor.click();
  await page.keyboard.press("End");
  wire.cut();
  await page.keyboard.type(" Kept");
  await expect(page.getByRole("status").filter({ hasText: offlineLine })).toBeVisible();
  await page.keyboard.insertText(" to the last letter.");
  await page.goto("about:blank");
  wire.mend();
  await reads(await openEditor(page, id, wire.url), "One. Kept to the last letter.");
});

test("what this device keeps of a document that is gone can be copied", async ({
  newPerson,
  ownServer,
}) => {
  const wire = await wireTo(ownServer);
  const ada = await newPerson();
  const ben = await newPerson();
  const id = await newDocument(ada, "A plan.", ownServer.url);
  const editor = await openEditor(ben.page, id, wire.url);
  await editor.click();
  await ben.page.keyboard.press("End");
  wire.cut();
  await ben.page.keyboard.type(" For nobody else.");
  await expect(ben.page.getByRole("status").filter({ hasText: offlineLine })).toBeVisible();
  await ben.page.goto("about:blank");
  await ada.context.request.delete(`${ownServer.url}/api/documents/${id}`);
  wire.mend();
  await ben.page.goto(`${wire.url}/d/${id}`);
  await expect(ben.page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await ben.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ben.page.getByRole("button", { name: "Copy my changes" }).click();
  await expect(ben.page.getByText("on the clipboard")).toBeVisible();
  expect(await ben.page.evaluate(() => navigator.clipboard.readText())).toBe(" For nobody else.");
  // Once it is back it goes on from where it was.
  await ada.context.request.patch(`${ownServer.url}/api/documents/${id}`, {
    data: { trashed: false },
  });
  await reads(await openEditor(ben.page, id, wire.url), "A plan. For nobody else.");
  await saved(ben.page);
});
