/** [P42] [P61] What a keystroke need not say: where its author's caret is, and that it was stored. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AwaitedChanges } from "@/client/session/awaited-changes";
import { SocketTransport } from "@/client/session/socket-transport";
import type { PresenceEvent, WireChange } from "@/collab/protocol/server-messages";
import type { Identity } from "@/server/adapters/identity";
import { WireClient } from "../support/wire-client";
import { cookieOf, WireServer, writing } from "../support/wire-server";

let server: WireServer;
let ada: Identity;
let documentId: string;
let opened: { close(): void }[];

beforeEach(async () => {
  server = await WireServer.start();
  ada = await server.guest("Ada");
  documentId = await server.newDocument(ada);
  opened = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const one of opened) one.close();
  await server.close();
});

const timeout = { timeoutMs: 5000 };

/** Our own transport, in the document, with the names of all messages that came. */
async function openTransport() {
  const transport = new SocketTransport(server.url, { extraHeaders: { cookie: cookieOf(ada) } });
  opened.push(transport);
  const changes: WireChange[] = [];
  const presence: PresenceEvent[] = [];
  transport.on("broadcast_change", (payload) => changes.push(...payload.changes));
  transport.on("presence", (payload) => presence.push(payload));
  await vi.waitFor(() => expect(transport.connected).toBe(true));
  const answer = await transport.request("join", { documentId, protocol: 1 }, timeout);
  if (!answer.ok) throw new Error(answer.error.message);
  const { sessionId } = answer;
  const apply = (change: object) =>
    transport.request("apply_change", { documentId, ...change }, timeout);
  const caretOf = (session: string) =>
    presence.flatMap(({ users }) => users).findLast((user) => user.sessionId === session);
  return { transport, changes, presence, sessionId, apply, caretOf };
}

async function openPlain() {
  const plain = await WireClient.open(server, ada, documentId);
  opened.push(plain);
  await plain.join();
  return plain;
}

function caretIn({ presence }: { presence: readonly PresenceEvent[] }, sessionId: string) {
  return presence.flatMap(({ users }) => users).findLast((user) => user.sessionId === sessionId);
}

/** Presence that came with people's arrival is over. */
async function arrived(...all: { presence: PresenceEvent[] }[]) {
  await new Promise((resolve) => setTimeout(resolve, 120));
  for (const { presence } of all) presence.length = 0;
}

describe("an author's caret", () => {
  test("is read out of the change by who reads compact messages, and told to the others", async () => {
    const plain = await openPlain();
    const [writer, reader] = [await openTransport(), await openTransport()];
    await arrived(plain, writer, reader);
    await writer.apply({ ...writing("abc", 0), caret: "end" });
    const there = { version: 1, anchor: 4, head: 4, user: { name: "Ada" } };
    await vi.waitFor(() => {
      expect(reader.caretOf(writer.sessionId)).toMatchObject(there);
      expect(caretIn(plain, writer.sessionId)).toMatchObject(there);
    });
    expect(plain.frames.some((text) => text.startsWith('2["presence"'))).toBe(true);
    expect(reader.changes.at(-1)?.caret).toEqual({ sessionId: writer.sessionId, at: 4 });
  });

  test("is where its text went when the change was rebased", async () => {
    const [writer, reader] = [await openTransport(), await openTransport()];
    await arrived(writer, reader);
    await reader.apply(writing("before ", 0));
    await writer.apply({ ...writing("x", 0), caret: "end" });
    await vi.waitFor(() => expect(reader.caretOf(writer.sessionId)?.version).toBe(2));
    const { at } = reader.changes.at(-1)?.caret ?? {};
    expect(reader.caretOf(writer.sessionId)?.head).toBe(at);
    const join = await reader.transport.request("join", { documentId, protocol: 1 }, timeout);
    if (!join.ok) throw new Error(join.error.message);
    const text = String(JSON.stringify(join.doc)).match(/"text":"([^"]*)"/)?.[1] ?? "";
    expect(at).toBe(1 + text.indexOf("x") + 1);
    // Who comes later is told where everybody is.
    expect(join.users.find(({ sessionId }) => sessionId === writer.sessionId)).toMatchObject({
      version: 2,
      head: at,
    });
  });

  test("that is not at the end is told as before", async () => {
    const [writer, reader] = [await openTransport(), await openTransport()];
    await arrived(writer, reader);
    await writer.apply(writing("abc", 0));
    await writer.transport.request(
      "presence",
      { documentId, version: 1, anchor: 2, head: 3 },
      timeout,
    );
    await vi.waitFor(() => {
      expect(reader.caretOf(writer.sessionId)).toMatchObject({ version: 1, anchor: 2, head: 3 });
    });
    expect(reader.changes.at(-1)?.caret).toBeUndefined();
  });
});

describe("a place that is told", () => {
  test("[P41] too often is known in the end, wherever it is by then", async () => {
    const [reader, mover] = [await openPlain(), await openPlain()];
    await reader.ask("apply_change", writing("x".repeat(300), 0));
    await arrived(reader, mover);
    const places = Array.from({ length: 100 }, (_, index) => index + 1);
    for (const at of places) void mover.ask("presence", { version: 1, anchor: at, head: at });
    const told = () =>
      reader.presence.flatMap(({ users }) => users).flatMap(({ anchor }) => anchor ?? []);
    await vi.waitFor(() => expect(told().at(-1)).toBe(100));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(told().at(-1)).toBe(100);
  });

  test("[P41] too often, and then left by what was typed, is not told after it", async () => {
    const [reader, mover] = [await openPlain(), await openPlain()];
    await reader.ask("apply_change", writing("some words", 0));
    await arrived(reader, mover);
    for (let count = 0; count < 60; count++) {
      void mover.ask("presence", { version: 1, anchor: 2, head: 2 });
    }
    await mover.ask("apply_change", { ...writing("x", 1, 11), caret: "end" });
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(reader.presence.flatMap(({ users }) => users).at(-1)).toMatchObject({ head: 12 });
  });

  test("is told to whoever comes later as the place it is by then", async () => {
    const [writer, still] = [await openPlain(), await openPlain()];
    await writer.ask("apply_change", writing("abc", 0));
    await still.ask("presence", { version: 1, anchor: 2, head: 4 });
    await writer.ask("apply_change", writing("xx", 1));
    await writer.ask("apply_change", writing("end", 2, 6));
    const { users } = await (await openPlain()).join();
    const place = users.find(({ anchor }) => anchor !== null);
    expect(place).toMatchObject({ version: 3, anchor: 4, head: 6 });
  });

  test("is told anew to a document that died, and was started again", async () => {
    const [mover, reader] = [await openPlain(), await openPlain()];
    const { sessionId } = await mover.join();
    await mover.ask("presence", { version: 0, anchor: 1, head: 1 });
    await vi.waitFor(() => expect(caretIn(reader, sessionId)).toMatchObject({ anchor: 1 }));
    await arrived(mover, reader);
    const document = server.tree.openDocument(documentId);
    if (!document) throw new Error("the document is not open");
    server.system.exit(document, "kill");
    await vi.waitFor(() => expect(caretIn(reader, sessionId)).toMatchObject({ anchor: 1 }));
  });
});

describe("the answer to a compact change", () => {
  test("is the change itself, coming back", async () => {
    const answers = vi.spyOn(AwaitedChanges.prototype, "answered");
    const writer = await openTransport();
    expect(await writer.apply(writing("abc", 0))).toEqual({ ok: true, version: 1 });
    expect(writer.changes.map(({ version }) => version)).toEqual([1]);
    expect(answers).not.toHaveBeenCalled();
  });

  test("is a message of its own for what does not come back", async () => {
    const writer = await openTransport();
    const change = writing("abc", 0);
    await writer.apply(change);
    // Sent again, it is known, and nobody is sent it a second time.
    expect(await writer.apply(change)).toEqual({ ok: true, version: 1 });
    // It does nothing: there is no version of it.
    const nothing = { ...writing("", 1), steps: [{ stepType: "replace", from: 1, to: 1 }] };
    expect(await writer.apply(nothing)).toEqual({ ok: true, version: 1 });
    // It is refused.
    const broken = { ...writing("x", 1), steps: [{ stepType: "replace", from: 90, to: 99 }] };
    expect(await writer.apply(broken)).toMatchObject({
      ok: false,
      error: { code: "invalid_change" },
    });
    expect(writer.changes).toHaveLength(1);
  });

  test("does not come from a change of somebody else's at the version of one that did nothing", async () => {
    const [writer, other] = [await openTransport(), await openTransport()];
    const nothing = { ...writing("", 0), steps: [{ stepType: "replace", from: 1, to: 1 }] };
    const [did, didNot] = await Promise.all([
      other.apply(writing("abc", 0)),
      writer.apply(nothing),
    ]);
    expect(did).toEqual({ ok: true, version: 1 });
    expect(didNot.ok).toBe(true);
  });

  test("is the end of the connection when that comes first", async () => {
    const writer = await openTransport();
    const asked = writer.apply(writing("abc", 0));
    writer.transport.close();
    await expect(asked).rejects.toThrow("disconnected");
  });
});
