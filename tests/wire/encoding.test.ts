/** What many receive is written out once, and one commit is one message. */
import { Node } from "@tiptap/pm/model";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Identity } from "@/server/adapters/identity";
import { EventReader } from "../support/event-reader";
import { WireClient } from "../support/wire-client";
import { cookieOf, WireServer, writing } from "../support/wire-server";

const receivers = 30;

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

async function open(options: { transports?: string[] } = {}): Promise<WireClient> {
  const client = await WireClient.open(server, ada, documentId, options);
  clients.push(client);
  return client;
}

const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => open()));

async function joined(count: number): Promise<WireClient[]> {
  const all = await crowd(count);
  await Promise.all(all.map((client) => client.join()));
  return all;
}

/** How often JSON with all these words in it is written from now on. */
function countJson(...words: string[]): () => number {
  const spy = vi.spyOn(JSON, "stringify");
  return () =>
    spy.mock.results.filter(({ value }) => words.every((word) => value?.includes(word))).length;
}

describe("one encoding for everybody", () => {
  test("a change is written out once for thirty sockets and a stream", async () => {
    const all = await joined(receivers);
    const url = `${server.url}/api/documents/${documentId}/events`;
    const reader = new EventReader(url, { cookie: cookieOf(ada) });
    await vi.waitFor(() => expect(reader.lastId).toBe("0"));
    // A change as it is broadcast has a time; as it was sent, or is stored, it has none.
    const written = countJson("createdAt", "a word of its own");
    await all[0]?.ask("apply_change", writing("a word of its own", 0));
    await vi.waitFor(() => {
      for (const client of all) expect(client.versions).toEqual([1]);
      expect(reader.versions).toEqual([1]);
    });
    expect(written()).toBe(1);
    reader.close();
  });

  test("who is where is written out once for all", async () => {
    const [first, ...others] = await joined(receivers);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const written = countJson('"anchor":0', '"version":4711', "sessionId");
    await first?.ask("presence", { version: 4711, anchor: 0, head: 0 });
    await vi.waitFor(() => {
      for (const client of others) {
        expect(client.presence.at(-1)?.users).toMatchObject([{ version: 4711 }]);
      }
    });
    expect(written()).toBe(1);
  });

  test("the document is written out once for everybody who joins at a version", async () => {
    const [first] = await joined(1);
    await first?.ask("apply_change", writing("what the document says", 0));
    const all = await crowd(receivers);
    const written = countJson('"type":"doc"', "what the document says");
    const json = vi.spyOn(Node.prototype, "toJSON");
    const docs = () =>
      json.mock.contexts.filter((node) => (node as Node).type.name === "doc").length;
    const answers = await Promise.all(all.map((client) => client.join()));
    expect(docs()).toBe(1);
    expect(written()).toBe(1);
    for (const { version, doc } of answers) expect([version, doc]).toEqual([1, answers[0]?.doc]);
    expect(all[0]?.frames.at(-1)).toContain("what the document says");

    await first?.ask("apply_change", writing("now. ", 1));
    const late = await open();
    await late.join();
    expect(late.frames.join()).toContain("now. what the");
    expect(docs()).toBe(2);
  });

  test("what is shared still says to each who it is", async () => {
    const ben = await server.guest("Ben");
    const mine = await (await open()).join();
    const client = await WireClient.open(server, ben, documentId);
    clients.push(client);
    const theirs = await client.join();
    expect([mine.user.name, mine.role]).toEqual(["Ada", "owner"]);
    expect([theirs.user.name, theirs.role]).toEqual(["Ben", "editor"]);
    expect(theirs.users).toHaveLength(2);
    expect(theirs.sessionId).not.toBe(mine.sessionId);
  });

  test("messages of every length arrive whole, over WebSocket and polling", async () => {
    const all = [await open(), await open({ transports: ["polling"] })];
    await Promise.all(all.map((client) => client.join()));
    let version = 0;
    // Round the lengths at which the frame's header grows.
    for (const length of [1, 60, 125, 65_000, 65_200, 65_535, 65_536, 99_000]) {
      const text = `${version} `.padEnd(length, "é");
      const answer = await all[0]?.ask("apply_change", writing(text, version));
      version += 1;
      expect(answer).toEqual({ ok: true, version });
      await vi.waitFor(() => {
        for (const client of all) {
          const last = client.changes.at(-1);
          expect(last?.version).toBe(version);
          expect(JSON.stringify(last?.steps)).toContain(text);
        }
      });
    }
  });
});

describe("[P31] one message for what one commit stored", () => {
  test("what gathers behind a slow write goes out at once", async () => {
    const all = await joined(3);
    const append = server.stores.log.append.bind(server.stores.log);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    vi.spyOn(server.stores.log, "append").mockImplementation(async (entries) => {
      await gate;
      return append(entries);
    });
    const answers = Array.from({ length: 20 }, (_, index) =>
      all[index % 3]?.ask("apply_change", writing(`${index} `, 0)),
    );
    const document = server.tree.openDocument(documentId);
    await vi.waitFor(() => {
      const state = document && server.system.inspect(document);
      expect(Reflect.get(state ?? {}, "version")).toBe(20);
    });
    release();
    await Promise.all(answers);
    for (const client of all) {
      await vi.waitFor(() => expect(client.versions).toHaveLength(20));
      // The first write takes what was there when it began, the second all the rest.
      expect(client.frames.filter((text) => text.includes("broadcast_change"))).toHaveLength(2);
    }
  });
});
