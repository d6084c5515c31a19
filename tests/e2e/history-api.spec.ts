/** Looking back over HTTP: as the protocol has it, for whom it may, and beside a damaged row. */
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import Database from "better-sqlite3";
import { expect, newDocument, openEditor, type Person, reads, saved, test } from "./fixtures";

const words = ["one", "two", "three", "four", "five"];

/** Words at the start of the text, each a change of its own. */
async function write(ada: Person, words: readonly string[], url = ""): Promise<string> {
  const id = await newDocument(ada, "", url);
  const { request } = ada.context;
  for (const [version, text] of words.entries()) {
    const slice = { content: [{ type: "text", text }] };
    const steps = [{ stepType: "replace", from: 1, to: 1, slice }];
    const data = { changeId: `${id}-change-${version}`, baseVersion: version, steps };
    const post = () => request.post(`${url}/api/documents/${id}/changes`, { data });
    let answer = await post();
    // Faster than the server lets one person write.
    for (; answer.status() === 429; answer = await post()) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await answer.json()).toEqual({ version: version + 1 });
  }
  return id;
}

const at = async (request: APIRequestContext, path: string, version?: number) => {
  const query = version === undefined ? "" : `?version=${version}`;
  return (await (await request.get(`${path}/content${query}`)).json()).doc;
};

test("versions are listed, named, restored, and a restored one is the document it was", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await write(ada, words);
  const { request } = ada.context;
  const path = `/api/documents/${id}`;
  const before = await Promise.all(words.map((_, index) => at(request, path, index + 1)));
  const named = await request.post(`${path}/versions`, { data: { version: 2, name: "Draft" } });
  expect(named.status()).toBe(201);
  const { version, sessions, named: names } = await (await request.get(`${path}/versions`)).json();
  expect(version).toBe(5);
  expect(sessions[0]).toMatchObject({ to: 5, authors: [{ name: "Ada" }] });
  expect(names).toMatchObject([{ version: 2, name: "Draft", user: { name: "Ada" } }]);

  const restored = await request.post(`${path}/restore`, { data: { version: 2 } });
  expect(await restored.json()).toMatchObject({ version: 6 });
  expect(JSON.stringify(await at(request, path))).toBe(JSON.stringify(before[1]));
  await request.post(`${path}/restore`, { data: { version: 5 } });
  expect(JSON.stringify(await at(request, path))).toBe(JSON.stringify(before[4]));
  for (const [index, doc] of before.entries()) {
    expect(await at(request, path, index + 1)).toEqual(doc);
  }
});

test("who restores takes nothing from who types at that moment", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "The first text.");
  const path = `/api/documents/${id}`;
  const editor = await openEditor(ada.page, id);
  await editor.getByText("The first text.").click();
  await ada.page.keyboard.press("End");
  const typed = " Ada writes on and on, whatever becomes of it.";
  const typing = ada.page.keyboard.type(typed, { delay: 25 });
  await expect(editor).toContainText("writes on");
  await ben.context.request.post("/api/session", { data: {} });
  const restored = await ben.context.request.post(`${path}/restore`, { data: { version: 1 } });
  const { version } = await restored.json();
  await typing;
  await saved(ada.page);
  const textOf = async (version?: number) =>
    JSON.stringify(await at(ada.context.request, path, version)).match(/"text":"([^"]*)"/)?.[1];
  // What was stored is in the version before; what was on its way is in the document.
  const before = (await textOf(version - 1)) ?? "";
  const after = (await textOf())?.slice("The first text.".length) ?? "";
  expect(before.length).toBeGreaterThan("The first text. Ada".length);
  expect(after.length).toBeGreaterThan(0);
  expect(before + after).toBe(`The first text.${typed}`);
  await reads(editor.locator("p").first(), `The first text.${after}`);
});

test("a viewer sees the present, and nobody else anything", async ({ newPerson, server }) => {
  const [ada, ben] = [await newPerson("Ada"), await newPerson("Ben")];
  const id = await write(ada, words);
  const path = `/api/documents/${id}`;
  const database = new Database(join(server.dataDir, "tandem.db"));
  const share = (role: string | null) =>
    database.prepare('UPDATE "Document" SET "linkRole" = ? WHERE "id" = ?').run(role, id);
  const asks = ({ context: { request } }: Person) =>
    Promise.all([
      request.get(`${path}/versions`),
      request.get(`${path}/content?version=2`),
      request.get(`${path}/content`),
      request.post(`${path}/versions`, { data: { version: 2, name: "Mine" } }),
      request.post(`${path}/restore`, { data: { version: 2 } }),
    ]);
  const statuses = async (who: Person) => (await asks(who)).map((answer) => answer.status());
  share("viewer");
  expect(await statuses(ben)).toEqual([403, 403, 200, 403, 403]);
  share("commenter");
  expect(await statuses(await newPerson("Cyd"))).toEqual([200, 200, 200, 403, 403]);
  share(null);
  expect(await statuses(await newPerson("Dan"))).toEqual([404, 404, 404, 404, 404]);
  database.close();
  expect(await at(ada.context.request, path, 5)).toEqual(await at(ada.context.request, path));
});

test("a damaged version is told by its number, and all others stay readable", async ({
  newPerson,
  ownServer,
}) => {
  const ada = await newPerson("Ada");
  const { url } = ownServer;
  await ada.context.request.post(`${url}/api/session`, { data: {} });
  // A checkpoint is taken at version 200.
  const digits = Array.from({ length: 203 }, (_, index) => String(index % 10));
  const id = await write(ada, digits, url);
  const { request } = ada.context;
  const path = `${url}/api/documents/${id}`;
  const whole = [1, 149, 200, 203];
  const before = await Promise.all(whole.map((version) => at(request, path, version)));
  await ownServer.kill("SIGTERM");
  const database = new Database(join(ownServer.dataDir, "tandem.db"));
  database.prepare(`UPDATE "Change" SET "steps" = '[{"' WHERE "version" = 150`).run();
  database.close();
  await ownServer.launch();
  for (const [index, version] of whole.entries()) {
    expect(await at(request, path, version)).toEqual(before[index]);
  }
  for (const version of [150, 199]) {
    const answer = await request.get(`${path}/content?version=${version}`);
    expect(answer.status()).toBe(404);
    expect((await answer.json()).error.message).toMatch(/ersion 150 can't be.*it is damaged/);
  }
  expect((await request.get(`${path}/versions`)).status()).toBe(200);
  const editor = await openEditor(ada.page, id, url);
  await reads(editor.locator("p").first(), digits.toReversed().join(""));
  await ada.page.goto(`${url}/d/${id}/history?version=150`);
  await expect(ada.page.getByRole("main")).toContainText("can't be read");
});
