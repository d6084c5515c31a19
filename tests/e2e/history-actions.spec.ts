/** Going back, of the whole or of parts, while others write; names, copies, and a narrow screen. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";
import { headOf, lookBack, status, text, twoWrite, versions } from "./history-page";

async function confirm(page: Page, verb: string): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: verb, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

async function copySelected(page: Page): Promise<void> {
  await page
    .getByRole("toolbar", { name: "Selected passage" })
    .getByRole("button", { name: "Copy" })
    .click();
  await expect(page.getByText("Copied.")).toBeVisible();
}

async function choose(page: Page, item: string | RegExp): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a version is restored while somebody types, who loses nothing; and the way back", async ({
  newPerson,
}) => {
  const { ada, ben, id, head } = await twoWrite(newPerson);
  const editor = ben.page.getByRole("textbox", { name: "Document" });
  const page = await lookBack(ada, id, "?version=1");
  await page.getByRole("button", { name: "Restore this version" }).click();
  await expect(page.getByRole("dialog")).toContainText("Nothing is lost");
  await ben.page.keyboard.type(" Typing on", { delay: 10 });
  await confirm(page, "Restore");
  await ben.page.keyboard.type(" and on.", { delay: 10 });
  await saved(ben.page);
  await expect(editor).toContainText("and on.");
  await expect(editor).not.toContainText("By Ada.");
  await expect(versions(page)).toContainText("Restored version 1");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor).toContainText("By Ada.");
  await expect(editor).toContainText("and on.");
  expect(await headOf(ada, id)).toBeGreaterThan(head);
});

test("everybody in the document is told who restored it, and can undo it", async ({
  newPerson,
}) => {
  const { ada, ben, id } = await twoWrite(newPerson);
  const editor = ben.page.getByRole("textbox", { name: "Document" });
  const page = await lookBack(ada, id, "?version=1");
  await page.getByRole("button", { name: "Restore this version" }).click();
  await confirm(page, "Restore");
  await expect(editor).not.toContainText("By Ada.");
  await expect(ben.page.getByText("Ada restored an earlier version.")).toBeVisible();
  await ben.page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(editor).toContainText("By Ada.");
});

test("Mod+S in the editor names the present version", async ({ newPerson }) => {
  const { ada, ben, id } = await twoWrite(newPerson);
  await ben.page.keyboard.press("ControlOrMeta+s");
  await ben.page.getByRole("textbox", { name: "Name of this version" }).fill("Sent to all");
  await ben.page.keyboard.press("Enter");
  await expect(ben.page.getByText("is called “Sent to all”")).toBeVisible();
  const answer = await ada.context.request.get(`/api/documents/${id}/versions`);
  expect((await answer.json()).named).toMatchObject([{ name: "Sent to all" }]);
});

test("a name given while words are on their way is that of the version which has them", async ({
  newPerson,
}) => {
  const { ada, ben, id } = await twoWrite(newPerson);
  await ben.context.setOffline(true);
  await ben.page.keyboard.type(" To the last word.");
  await ben.page.keyboard.press("ControlOrMeta+s");
  await ben.page.getByRole("textbox", { name: "Name of this version" }).fill("All of it");
  await ben.page.keyboard.press("Enter");
  await expect(ben.page.getByRole("button", { name: "Saving…" })).toBeVisible();
  await ben.context.setOffline(false);
  await expect(ben.page.getByText("is called “All of it”")).toBeVisible({ timeout: 20_000 });
  const answer = await ada.context.request.get(`/api/documents/${id}/versions`);
  const [{ version }] = (await answer.json()).named;
  const path = `/api/documents/${id}/content?format=text&version=${version}`;
  const named = await ada.context.request.get(path);
  expect(await named.text()).toContain("And by Ben. To the last word.");
});

test("only the chosen blocks come back", async ({ newPerson }) => {
  const { ada, ben, id } = await twoWrite(newPerson);
  const page = await lookBack(ada, id, "?version=1");
  await choose(page, /blocks/);
  await page.getByRole("checkbox", { name: /A list of things/ }).check();
  const bar = page.getByRole("navigation", { name: "Chosen blocks" });
  await expect(bar).toContainText("1 block chosen");
  await bar.getByRole("button", { name: "Restore" }).click();
  await confirm(page, "Restore blocks");
  const editor = ben.page.getByRole("textbox", { name: "Document" });
  await reads(editor.locator("p").last(), "A list of things.");
  await reads(editor.locator("p").first(), "The plan. By Ada.");
});

test("whoever works with the newest version keeps it while others go on writing", async ({
  newPerson,
}) => {
  const { ada, ben, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  await page.keyboard.press("n");
  const stepper = page.getByRole("navigation", { name: "Changes in this text" });
  await expect(stepper).toContainText(/^1 of/);
  await ben.page.keyboard.type(" And more.", { delay: 10 });
  await saved(ben.page);
  await expect(page.getByText(/before the newest/).first()).toBeVisible();
  await expect(stepper).toContainText(/^1 of/);
  await expect(page.locator(".hunk-here").first()).toBeVisible();
  await choose(page, /blocks/);
  await page.getByRole("checkbox", { name: /A list of things/ }).check();
  await ben.page.keyboard.type(" Even more.", { delay: 10 });
  await saved(ben.page);
  await expect(page.getByText("1 block chosen")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`version=${head}&`));
});

test("a session, and everything by somebody, is taken back", async ({ newPerson }) => {
  const { ada, ben, id } = await twoWrite(newPerson);
  const editor = ben.page.getByRole("textbox", { name: "Document" });
  const page = await lookBack(ada, id);
  const more = versions(page).getByRole("button", { name: /^More about/ });
  await more.first().click();
  await page.getByRole("menuitem", { name: "Take back everything by Ben" }).click();
  await confirm(page, "Take back");
  await reads(editor, "The plan. By Ada.A list of things.");
  await expect(versions(page)).toContainText("Took back everything by Ben");
  await more.nth(1).click();
  await page.getByRole("menuitem", { name: "Take back this session" }).click();
  await confirm(page, "Take back");
  await reads(editor, "The plan.A list of things.");
});

test("one change is taken back, and what came after it stays", async ({ newPerson }) => {
  const { ada, ben, id } = await twoWrite(newPerson);
  const editor = ben.page.getByRole("textbox", { name: "Document" });
  const log = await ada.context.request.get(`/api/documents/${id}/changes?since=1`);
  const { changes } = await log.json();
  const page = await lookBack(ada, id, `?version=${changes[0].version}`);
  const [first = ""] = await text(page).locator("ins").allTextContents();
  await choose(page, "Take back this one change");
  await confirm(page, "Take back");
  await reads(editor.locator("p").first(), `The plan.${" By Ada.".slice(first.length)}`);
  await expect(editor).toContainText("And by Ben.");
});

test("a version gets a name by keyboard, and loses it", async ({ newPerson }) => {
  const { ada, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByLabel("Name of this version").fill("To the printer");
  await page.keyboard.press("Enter");
  await expect(versions(page).getByRole("link", { name: /To the printer/ })).toBeVisible();
  await expect(page.getByRole("button", { name: `To the printer, version ${head}` })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByRole("button", { name: "Remove the name" }).click();
  await expect(versions(page).getByRole("link", { name: /To the printer/ })).toHaveCount(0);
});

test("a version becomes a document of its own", async ({ newPerson }) => {
  const { ada, id } = await twoWrite(newPerson);
  const page = await lookBack(ada, id, "?version=1");
  await choose(page, "Copy to a new document");
  await page.getByRole("button", { name: "Open" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/d/") && !url.pathname.includes(id));
  const copy = page.getByRole("textbox", { name: "Document" });
  await reads(copy, "The plan.A list of things.");
});

test("a passage of the past is copied", async ({ newPerson }) => {
  const { ada, id } = await twoWrite(newPerson);
  await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await lookBack(ada, id, "?version=1");
  await text(page).getByText("A list of things.").click({ clickCount: 3 });
  await copySelected(page);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe("A list of things.");
});

test("what is copied where there is no clipboard, over plain HTTP, is pasted with its formatting", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  await ada.context.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  const id = await newDocument(ada, "Some **bold** words.");
  const page = await lookBack(ada, id);
  await text(page).getByText("bold").click({ clickCount: 3 });
  await copySelected(page);
  const editor = await openEditor(page, await newDocument(ada, "Here: "));
  await editor.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("ControlOrMeta+v");
  await expect(editor.locator("strong")).toHaveText("bold");
  await expect(editor).toContainText("Some bold words.");
});

test("on a narrow screen everything has its place", async ({ newPerson }) => {
  const { ada, id, head } = await twoWrite(newPerson);
  await ada.page.close();
  const page = await ada.context.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/d/${id}/history`);
  await expect(text(page).locator("ins").first()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await expect(versions(page)).toBeHidden();
  await page.getByRole("button", { name: "All versions" }).click();
  await versions(page)
    .getByRole("link", { name: /Imported/ })
    .click();
  await expect(versions(page)).toBeHidden();
  await expect(status(page)).toHaveText(`Version 1 of ${head}`);
  await choose(page, "Restore this version");
  await confirm(page, "Restore");
  await expect(page.getByText("Version 1 is restored")).toBeVisible();
});

test("everything is reached by keyboard", async ({ newPerson }) => {
  const { ada, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  await page.keyboard.press("ArrowDown");
  await expect(status(page)).toHaveText(`Version 1 of ${head}`);
  await page.keyboard.press("ArrowUp");
  await expect(status(page)).toHaveText(`Version ${head} of ${head}`);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`/d/${id}$`));
  await openEditor(page, id);
});
