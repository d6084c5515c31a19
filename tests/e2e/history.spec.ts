/** Looking back: who did what is shown in the text, at every version, and between any two. */
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";
import { headOf, lookBack, status, text, twoWrite, versions, write } from "./history-page";

test("what two people wrote is shown in the text as theirs", async ({ newPerson }) => {
  const { ada, id } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  await expect(text(page).locator("ins")).toHaveText([" By Ada.", " And by Ben."]);
  await expect(page.getByRole("list", { name: "Legend" })).toContainText("Ada");
  await expect(page.getByRole("list", { name: "Legend" })).toContainText("Ben");
  await text(page).getByText(" And by Ben.").hover();
  await expect(page.getByRole("tooltip")).toContainText("Ben added this");
  await expect(page.getByRole("tooltip")).toContainText(/today at .* version \d+/);
  const changes = page.getByRole("navigation", { name: "Changes in this text" });
  await expect(changes).toContainText("2 changes");
  await page.keyboard.press("n");
  await expect(changes).toContainText("1 of 2 · Ada added “By Ada.”");
  await page.keyboard.press("n");
  await expect(changes).toContainText("2 of 2 · Ben added “And by Ben.”");
  await page.keyboard.press("d");
  await expect(text(page).locator("ins")).toHaveCount(0);
  await expect(page).toHaveURL(/view=plain/);
});

test("deleting, formatting and taking out a paragraph are shown where they happened", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Some words here.\n\nA second one.\n\nA third one.");
  const editor = await openEditor(ada.page, id);
  await editor.getByText("Some words").dblclick({ position: { x: 15, y: 10 } });
  await ada.page.keyboard.press("ControlOrMeta+b");
  await editor.getByText("A second one.").click({ clickCount: 3 });
  await ada.page.keyboard.press("Delete");
  await ada.page.keyboard.press("Delete");
  await reads(editor, "Some words here.A third one.");
  await saved(ada.page);
  const page = await lookBack(ada, id, `?version=${await headOf(ada, id)}&compare=1`);
  await expect(text(page).locator(".reformatted")).toHaveText("Some");
  await expect(text(page).locator("del").first()).toContainText("A second one.");
  const changes = page.getByRole("navigation", { name: "Changes in this text" });
  await page.keyboard.press("n");
  await expect(changes).toContainText("Ada formatted: bold");
});

test("formulas and line breaks that are gone are seen, and one that came breaks no line", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Old $a^2$ and  \nnext.\n\n$$\nE=mc^2\n$$\n\nNew one.");
  const base = await headOf(ada, id);
  const formula = { type: "inlineMath", attrs: { latex: "b^2" } };
  const steps = [
    { stepType: "replace", from: 23, to: 23, slice: { content: [formula] } },
    ...[17, 10, 5].map((from) => ({ stepType: "replace", from, to: from + 1 })),
  ];
  const data = { changeId: "change-of-ada-1", baseVersion: base, steps };
  const answer = await ada.context.request.post(`/api/documents/${id}/changes`, { data });
  expect(answer.ok()).toBe(true);
  const page = await lookBack(ada, id, `?version=${base + 1}&compare=${base}`);
  await expect(text(page).locator("del")).toHaveText(["$a^2$", "↵", "$$E=mc^2$$"]);
  await expect(text(page).locator(".came-inline")).toHaveCount(1);
  await expect(text(page).locator(".came-break")).toHaveCount(0);
});

test("a session unfolds to its runs, and these to single changes", async ({ newPerson }) => {
  const { ada, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  const list = versions(page);
  await expect(list.getByRole("heading", { name: "Today" })).toBeVisible();
  await expect(list.getByText("Imported")).toBeVisible();
  await list
    .getByRole("button", { name: /^Single steps/ })
    .first()
    .click();
  const runs = list.getByRole("button", { name: /^Single changes/ });
  await expect(runs).toHaveCount(2);
  await runs.last().click();
  const change = list.getByRole("link", { name: new RegExp(`^Version ${head} `) });
  await change.click();
  await expect(page).toHaveURL(new RegExp(`version=${head}$`));
  await expect(text(page).locator("ins")).toHaveText(/\.$/);
  // One is added by this version alone; the rest of the words stand there without a mark.
  await expect(text(page)).toContainText("A list of things. And by Ben.");
  await page.goBack();
  await expect(page).not.toHaveURL(/version=/);
});

test("who went to the document and comes back finds the version they left", async ({
  newPerson,
}) => {
  const { ada, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(status(page)).toHaveText(`Version ${head - 2} of ${head}`);
  const path = `/api/documents/${id}/content?format=text&version=${head - 2}`;
  const said = (await (await ada.context.request.get(path)).text()).trim();
  const shown = async () => (await text(page).locator("p").allTextContents()).join("\n\n").trim();
  await expect.poll(shown).toBe(said);
  await expect(page).toHaveURL(new RegExp(`version=${head - 2}$`));
  await page.getByRole("link", { name: "Back to the document" }).click();
  await expect(page.getByRole("textbox", { name: "Document" })).toBeVisible();
  await page.goBack();
  await expect(status(page)).toHaveText(`Version ${head - 2} of ${head}`);
  await expect.poll(shown).toBe(said);
});

test("the timeline scrubs every version, and plays", async ({ newPerson }) => {
  const { ada, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  const slider = page.getByRole("slider", { name: "Version" });
  await expect(slider).toHaveValue(String(head));
  for (let version = head - 1; version >= 1; version--) {
    await page.keyboard.press("ArrowLeft");
    await expect(status(page)).toHaveText(`Version ${version} of ${head}`);
    const path = `/api/documents/${id}/content?format=text&version=${version}`;
    const said = (await (await ada.context.request.get(path)).text()).trim();
    const paragraphs = text(page).locator("p");
    const shown = async () => (await paragraphs.allTextContents()).join("\n\n").trim();
    // Text whose marks take a moment longer may be so much behind the number.
    await expect.poll(shown, { message: `version ${version}` }).toBe(said);
  }
  await slider.fill("3");
  await expect(status(page)).toHaveText(`Version 3 of ${head}`);
  // A film of a few letters is over before anybody could look twice.
  const played = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new MutationObserver(() => {
          if (document.querySelector('button[aria-label="Pause"]')) resolve();
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
  await page.keyboard.press("Space");
  await played;
  await expect(status(page)).toHaveText(`Version ${head} of ${head}`);
  await expect(page.getByRole("button", { name: "Play the history" })).toBeVisible();
});

test("any two versions are compared, and the link to it says the same", async ({ newPerson }) => {
  const { ada, ben, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id, `?version=${head}`);
  await page.keyboard.press("c");
  const bar = page.getByRole("region", { name: "Compare" });
  await bar.getByLabel("Older version").fill("1");
  await bar.getByLabel("Older version").press("Enter");
  await expect(text(page).locator("ins")).toHaveText([" By Ada.", " And by Ben."]);
  await expect(page).toHaveURL(/compare=1/);
  const link = new URL(page.url());
  // Whatever comes later, the link means what it meant.
  const editor = await openEditor(ben.page, id);
  await write(ben.page, editor, "The plan.", " Something later.");
  const again = await lookBack(ada, id, link.search);
  await expect(text(again).locator("ins")).toHaveText([" By Ada.", " And by Ben."]);
  await expect(text(again)).not.toContainText("Something later.");
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
});

test("stepping while comparing leaves the version compared with, and stops at it", async ({
  newPerson,
}) => {
  const { ada, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id, `?version=${head}&compare=${head - 2}`);
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(`/d/${id}/history?version=${head - 2}&compare=${head - 2}`);
  for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(`/d/${id}/history?version=${head}&compare=${head - 2}`);
});

test("who wrote each passage is shown, at any version", async ({ newPerson }) => {
  const { ada, id, head } = await twoWrite(newPerson);
  const page = await lookBack(ada, id);
  await page.keyboard.press("b");
  const authors = page.getByRole("list", { name: "Authors" });
  await expect(authors).toContainText(/Ada\s*\d+ %/);
  await expect(authors).toContainText(/Ben\s*\d+ %/);
  await text(page).getByText(" And by Ben.").hover();
  await expect(page.getByRole("tooltip")).toContainText("Ben wrote this");
  await page.goto(`/d/${id}/history?version=1&view=authors`);
  await expect(authors).toContainText("Ada");
  await expect(authors).toContainText("100 %");
  await expect(status(page)).toHaveText(`Version 1 of ${head}`);
});

test("what is written now arrives while the page is open", async ({ newPerson }) => {
  const { ada, ben, id, head } = await twoWrite(newPerson);
  const following = await lookBack(ada, id);
  const staying = await lookBack(ada, id, `?version=${head}`);
  const editor = await openEditor(ben.page, id);
  await write(ben.page, editor, "The plan.", " Just now.");
  await expect(text(following)).toContainText("Just now.");
  await expect(text(staying)).not.toContainText("Just now.");
  const now = await headOf(ada, id);
  await expect(status(staying)).toHaveText(`Version ${head} of ${now}`);
  await expect(versions(staying).getByText(`v2–${now}`)).toBeVisible();
});

test("the list is searched by person and by name", async ({ newPerson }) => {
  const { ada, id } = await twoWrite(newPerson);
  const named = { version: 2, name: "Draft for Monday" };
  await ada.context.request.post(`/api/documents/${id}/versions`, { data: named });
  const page = await lookBack(ada, id);
  const list = versions(page);
  await list.getByLabel("Sessions of").selectOption({ label: "Ben" });
  await expect(list.getByText("Imported")).toHaveCount(0);
  await list.getByLabel("Sessions of").selectOption({ label: "All" });
  await expect(list.getByText("Imported")).toBeVisible();
  await list.getByLabel("Find a named version").fill("monday");
  await list.getByRole("link", { name: /Draft for Monday/ }).click();
  await expect(page).toHaveURL(/version=2$/);
  await list.getByLabel("Find a named version").fill("nothing like it");
  await expect(list).toContainText("Nothing was found.");
});

test("a document in which nothing was written, and a version that is none", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const empty = await newDocument(ada);
  await ada.page.goto(`/d/${empty}/history`);
  await expect(versions(ada.page)).toContainText("Nothing was written yet.");
  const id = await newDocument(ada, "Only one.");
  await ada.page.goto(`/d/${id}/history?version=99`);
  await expect(ada.page.getByRole("main")).toContainText("There is no version 99");
});
