/** Taking part without a browser: somebody with `curl` alone, beside two who type in browsers. */
import { CurlPerson } from "../support/curl";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

test("two browsers and curl write together, and hold the same document", async ({
  newPerson,
  server,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "One.\n\nTwo.\n\nThree.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  const cy = await CurlPerson.open(server.url, id, "Cy");
  const start = cy.version;
  cy.follow();
  await expect(ada.page.getByRole("button", { name: /Cy/ }).first()).toBeVisible();

  await left.getByText("One.").click();
  await ada.page.keyboard.press("End");
  await right.getByText("Two.").click();
  await ben.page.keyboard.press("End");
  const typing = Promise.all([
    ada.page.keyboard.type(" Ada writes in the first line, and goes on.", { delay: 40 }),
    ben.page.keyboard.type(" Ben writes in the second one meanwhile.", { delay: 40 }),
  ]);
  // At the end of the document as it is known here: others type before it all the while.
  const writeLast = (text: string) => cy.write(text, cy.doc.content.size - 1);
  await writeLast(" Cy");
  await writeLast(" writes");
  await expect.poll(() => cy.versions.length).toBeGreaterThan(5);
  await cy.cut();
  // Nobody listens; what happens now comes when the stream is resumed.
  const missedFrom = cy.version;
  await expect
    .poll(async () => (await cy.ask("GET", `/changes?since=${missedFrom}`)).json.changes.length)
    .toBeGreaterThan(5);
  await writeLast(" by");
  cy.follow();
  await writeLast(" curl.");
  await typing;
  await saved(ada.page);
  await saved(ben.page);

  const { json } = await cy.ask("GET", "/content?format=json");
  await expect.poll(() => cy.version).toBe(json.version);
  const all = Array.from({ length: json.version - start }, (_, index) => start + 1 + index);
  expect(cy.versions).toEqual(all);
  expect(cy.doc.toJSON()).toEqual(json.doc);
  const texts = cy.doc.content.content.map((paragraph) => paragraph.textContent);
  expect(texts.slice(0, 2)).toEqual([
    "One. Ada writes in the first line, and goes on.",
    "Two. Ben writes in the second one meanwhile.",
  ]);
  // Written against versions of its own, each by itself: all of it is there, in some order.
  expect(texts[2]).toMatch(/^Three\./);
  for (const word of [" Cy", " writes", " by", " curl."]) expect(texts[2]).toContain(word);
  for (const editor of [left, right]) {
    await expect(editor.locator("p")).toHaveCount(3);
    for (const [index, text] of texts.entries()) await reads(editor.locator("p").nth(index), text);
  }
  await cy.cut();
});

test("a change that is sent twice, is wrong, or is not allowed is answered as on a socket", async ({
  newPerson,
  server,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Text.");
  const cy = await CurlPerson.open(server.url, id, "Cy");
  const slice = { content: [{ type: "text", text: "More. " }] };
  const steps = [{ stepType: "replace", from: 1, to: 1, slice }];
  const change = { changeId: "cy-change-1", baseVersion: cy.version, steps };
  expect(await cy.ask("POST", "/changes", change)).toMatchObject({ json: { version: 2 } });
  expect(await cy.ask("POST", "/changes", change)).toMatchObject({ json: { version: 2 } });
  const other = [{ stepType: "replace", from: 2, to: 2, slice }];
  for (const [answer, wrong] of [
    [409, { ...change, steps: other }],
    [422, { changeId: "cy-change-2", baseVersion: 2, steps: [{ ...steps[0], from: 90, to: 95 }] }],
    [400, { ...change, changeId: "short" }],
  ] as const) {
    expect((await cy.ask("POST", "/changes", wrong)).status).toBe(answer);
  }
});

test("the trash ends the stream of everybody who followed, and says so", async ({
  newPerson,
  server,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Not for long.");
  const cy = await CurlPerson.open(server.url, id, "Cy");
  cy.follow();
  await expect.poll(() => cy.events.map(({ event }) => event)).toContain("presence");
  await ada.context.request.delete(`/api/documents/${id}`);
  await expect.poll(() => cy.following).toBe(false);
  expect(cy.events.slice(-2)).toMatchObject([
    { event: "document_updated", data: { deleted: true } },
    { event: "end", data: { error: { code: "not_found", retryable: false } } },
  ]);
  expect((await cy.ask("GET", "/events")).status).toBe(404);
});
