/** Who leaves is gone, however soon after they asked to come in. */
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
  for (const client of clients) client.close();
  await server.close();
});

async function open(): Promise<WireClient> {
  const client = await WireClient.open(server, ada, documentId);
  clients.push(client);
  return client;
}

test("[P37] leaving before the join is answered leaves nobody behind, and nothing is sent", async () => {
  const [hasty, stays] = [await open(), await open()];
  // The document has to be read first: its answer takes longer than the next message.
  const asked = hasty.ask("join", { protocol: 1 });
  expect(await hasty.ask("leave")).toEqual({ ok: true });
  expect(await asked).toMatchObject({ ok: false });
  const { sessionId, users } = await stays.join();
  expect(users.map((user) => user.sessionId)).toEqual([sessionId]);
  await stays.ask("apply_change", writing("abc", 0));
  await vi.waitFor(() => expect(stays.versions).toEqual([1]));
  expect(hasty.versions).toEqual([]);
});

test("[P37] who leaves and comes back at once is in", async () => {
  const client = await open();
  const asked = client.ask("join", { protocol: 1 });
  const left = client.ask("leave");
  const { sessionId } = await client.join();
  expect(await asked).toMatchObject({ ok: false });
  expect(await left).toEqual({ ok: true });
  const { users } = await (await open()).join();
  expect(users.map((user) => user.sessionId)).toContain(sessionId);
  await client.ask("apply_change", writing("abc", 0));
  await vi.waitFor(() => expect(client.versions).toEqual([1]));
});
