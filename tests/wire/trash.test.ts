/** [P36] Who was away while a document went to the trash, or came back, is told with the answer to a join. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Identity } from "@/server/adapters/identity";
import { WireClient } from "../support/wire-client";
import { WireServer, writing } from "../support/wire-server";

let server: WireServer;
let ada: Identity;
let documentId: string;
let clients: WireClient[];

beforeEach(async () => {
  server = await WireServer.start();
  ada = await server.guest("Ada");
  documentId = await server.newDocument(ada);
  clients = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const client of clients) client.close();
  await server.close();
});

async function open(who = ada): Promise<WireClient> {
  const client = await WireClient.open(server, who, documentId);
  clients.push(client);
  return client;
}

const trash = (trashed: boolean) => server.library.trash(ada.person.id, documentId, trashed);

test("its owner is told, from the beginning or from a version, and told that it came back", async () => {
  const before = await open();
  expect((await before.join()).deleted).toBeUndefined();
  await before.ask("apply_change", writing("abc", 0));
  before.close();
  await trash(true);
  expect(await (await open()).join()).toMatchObject({ deleted: true, version: 1 });
  expect(await (await open()).join(0)).toMatchObject({ deleted: true, version: 1 });
  await trash(false);
  expect((await (await open()).join(1)).deleted).not.toBe(true);
});

test("a document that is woken for it knows it from the store", async () => {
  await trash(true);
  expect((await (await open()).join()).deleted).toBe(true);
});

test("what happens between the look-up of rights and the answer is not missed", async () => {
  const [first, second] = [await open(), await open()];
  await first.join();
  const { documents } = server.stores;
  const find = documents.find.bind(documents);
  vi.spyOn(documents, "find").mockImplementationOnce(async (id) => {
    const found = await find(id);
    await trash(true);
    return found;
  });
  expect((await second.join()).deleted).toBe(true);
});

test("whoever else has it is refused while it is there", async () => {
  const ben = await server.guest("Ben");
  const client = await open(ben);
  await client.join();
  await trash(true);
  const again = await (await open(ben)).ask("join", { protocol: 1 });
  expect(again).toMatchObject({ ok: false, error: { code: "not_found" } });
  await trash(false);
  expect((await (await open(ben)).join()).deleted).not.toBe(true);
});
