/** [P60] Clients that read compact messages and clients that don't, in one document. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SocketTransport } from "@/client/session/socket-transport";
import type { PresenceEvent, WireChange } from "@/collab/protocol/server-messages";
import type { Identity } from "@/server/adapters/identity";
import { WireClient } from "../support/wire-client";
import { cookieOf, WireServer, writing } from "../support/wire-server";

let server: WireServer;
let ada: Identity;
let documentId: string;
let plain: WireClient;
let opened: { close(): void }[];

beforeEach(async () => {
  server = await WireServer.start();
  ada = await server.guest("Ada");
  documentId = await server.newDocument(ada);
  plain = await WireClient.open(server, ada, documentId);
  opened = [plain];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const one of opened) one.close();
  await server.close();
});

/** The transport of our own pages. */
async function openTransport() {
  const transport = new SocketTransport(server.url, { extraHeaders: { cookie: cookieOf(ada) } });
  opened.push(transport);
  const changes: WireChange[] = [];
  const presence: PresenceEvent[] = [];
  transport.on("broadcast_change", (payload) => changes.push(...payload.changes));
  transport.on("presence", (payload) => presence.push(payload));
  await vi.waitFor(() => expect(transport.connected).toBe(true));
  const timeout = { timeoutMs: 5000 };
  const answer = await transport.request("join", { documentId, protocol: 1 }, timeout);
  if (!answer.ok) throw new Error(answer.error.message);
  const ask = (event: "apply_change" | "presence", payload: object) =>
    transport.request(event, { documentId, ...payload }, timeout);
  return { transport, changes, presence, ask, sessionId: answer.sessionId };
}

describe("compact and plain clients", () => {
  test("see the same changes, whoever made them", async () => {
    await plain.join();
    const compact = await openTransport();
    const bold = { ...writing("x", 2), steps: [{ stepType: "addMark", from: 1, to: 3 }] };
    Object.assign(bold.steps[0] ?? {}, { mark: { type: "bold" } });
    expect(await compact.ask("apply_change", writing("mine ", 0))).toEqual({
      ok: true,
      version: 1,
    });
    expect(await plain.ask("apply_change", writing("theirs ", 1))).toEqual({
      ok: true,
      version: 2,
    });
    expect(await compact.ask("apply_change", bold)).toEqual({ ok: true, version: 3 });
    // Made against an old version: where it goes now is the server's to say.
    expect(await plain.ask("apply_change", writing("late ", 0))).toEqual({ ok: true, version: 4 });
    await vi.waitFor(() => {
      expect(compact.changes).toHaveLength(4);
      expect(compact.changes).toEqual(plain.changes);
    });
    expect(plain.frames.some((text) => text.startsWith('2["c"'))).toBe(false);
  });

  test("a change sent again in the other form is the same change", async () => {
    await plain.join();
    const compact = await openTransport();
    const change = writing("once ", 0);
    for (const send of [compact.ask, plain.ask.bind(plain), compact.ask]) {
      expect(await send("apply_change", change)).toEqual({ ok: true, version: 1 });
    }
    expect(plain.versions).toEqual([1]);
  });

  test("see the same people, who are named once", async () => {
    await plain.join();
    const [one, two] = [await openTransport(), await openTransport()];
    const here = [one.sessionId, two.sessionId];
    // Their arrival first, with who they are.
    await vi.waitFor(() => expect(last(plain.presence, two.sessionId)).toBeDefined());
    await new Promise((resolve) => setTimeout(resolve, 100));
    await one.ask("presence", { version: 0, anchor: 1, head: 1 });
    await plain.ask("presence", { version: 0, anchor: 0, head: 1 });
    await vi.waitFor(() => {
      for (const sessionId of here) {
        expect(last(two.presence, sessionId)).toEqual(last(plain.presence, sessionId));
      }
      expect(last(plain.presence, one.sessionId)).toMatchObject({ anchor: 1, head: 1 });
      expect(last(two.presence, one.sessionId)?.user.name).toBe("Ada");
    });
    // Who came first was told of who came later.
    await two.ask("presence", { version: 0, anchor: 1, head: 1 });
    await vi.waitFor(() => {
      const seen = last(one.presence, two.sessionId);
      expect(seen).toMatchObject({ anchor: 1, head: 1, user: { name: "Ada" } });
    });
    one.transport.close();
    await vi.waitFor(() => {
      for (const { presence } of [two, plain]) {
        expect(presence.flatMap(({ left }) => left)).toEqual([one.sessionId]);
      }
    });
  });

  test("a change is written out once for all who read compact messages", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, openTransport));
    const spy = vi.spyOn(JSON, "stringify");
    await all[0]?.ask("apply_change", writing("once", 0));
    await vi.waitFor(() => {
      for (const { changes } of all) expect(changes).toHaveLength(1);
    });
    const texts = spy.mock.results.map(({ value }) => String(value));
    expect(texts.filter((text) => text.startsWith(`["${documentId}",1,[`))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('"createdAt"'))).toHaveLength(0);
  });

  test("what is no compact message is refused, and the connection stays", async () => {
    const { socket } = plain;
    for (const junk of [null, {}, [], [1, 2, 3, 4], [documentId, "change-01", 0, [[1]]]]) {
      const answer = await socket.timeout(2000).emitWithAck("c", junk);
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid_message" } });
    }
    const broken = [documentId, "change-01", 0, [[1, 2, 3]]];
    expect(await socket.timeout(2000).emitWithAck("c", broken)).toMatchObject({
      error: { code: "invalid_change" },
    });
    socket.emit("p", "nothing of the kind");
    expect((await plain.join()).version).toBe(0);
  });
});

function last(events: readonly PresenceEvent[], sessionId: string) {
  const all = events.flatMap(({ users }) => users);
  return all.findLast((one) => one.sessionId === sessionId);
}
