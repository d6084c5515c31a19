/** [P36] Whoever joins a document that is in the trash is told, or turned away. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Identity } from "@/server/adapters/identity";
import { WireClient } from "../support/wire-client";
import { WireServer } from "../support/wire-server";

let server: WireServer;
let ada: Identity;
let documentId: string;
const opened: WireClient[] = [];

beforeEach(async () => {
  server = await WireServer.start();
  ada = await server.guest("Ada");
  documentId = await server.newDocument(ada);
});
afterEach(async () => {
  for (const client of opened.splice(0)) client.close();
  await server.close();
});

async function join(identity: Identity) {
  const client = await WireClient.open(server, identity, documentId);
  opened.push(client);
  return client.ask("join", { protocol: 1 });
}

test("its owner joins, and knows", async () => {
  expect(await join(ada)).not.toHaveProperty("deleted");
  await server.library.trash(ada.person.id, documentId, true);
  expect(await join(ada)).toMatchObject({ ok: true, deleted: true });
  await server.library.trash(ada.person.id, documentId, false);
  expect(await join(ada)).not.toHaveProperty("deleted");
});

test("nobody else does", async () => {
  const ben = await server.guest("Ben");
  expect(await join(ben)).toMatchObject({ ok: true });
  await server.library.trash(ada.person.id, documentId, true);
  expect(await join(ben)).toMatchObject({ ok: false, error: { code: "not_found" } });
});
