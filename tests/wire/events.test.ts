/** Streams of events over real connections: resumed, bounded, and ended with a reason. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Identity } from "@/server/adapters/identity";
import { EventReader } from "../support/event-reader";
import { cookieOf, WireServer, writing } from "../support/wire-server";

let server: WireServer;
let ada: Identity;
let ben: Identity;
let documentId: string;
let readers: EventReader[];

/** No beat within a test. */
const quiet = 60_000;

async function reopen(beatMs: number): Promise<void> {
  await close();
  await open(beatMs);
}

async function open(beatMs: number): Promise<void> {
  server = await WireServer.start({ beatMs });
  ada = await server.guest("Ada");
  ben = await server.guest("Ben");
  documentId = await server.newDocument(ada);
  readers = [];
}

beforeEach(() => open(50));
afterEach(close);

async function close(): Promise<void> {
  for (const reader of readers) reader.close();
  await server.close();
}

function follow(who: Identity, lastId?: string | number): EventReader {
  const headers = {
    cookie: cookieOf(who),
    ...(lastId === undefined ? {} : { "last-event-id": String(lastId) }),
  };
  const reader = new EventReader(`${server.url}/api/documents/${documentId}/events`, headers);
  readers.push(reader);
  return reader;
}

/** Writes at the start of the document, over what stands there up to `to`. */
async function write(text: string, baseVersion = 0, to = 1): Promise<number> {
  const change = writing(text, baseVersion, 1, to);
  const answer = await server.library.change(ada.person, documentId, change);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.version;
}

const connections = () =>
  new Promise<number>((resolve, reject) =>
    server.http.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("[P50] a stream starts after a version, and goes on from there", () => {
  test("without an id it starts at the head, and says which that is", async () => {
    await write("before ");
    const reader = follow(ben);
    await vi.waitFor(() => expect(reader.named("presence")).not.toEqual([]));
    expect(reader.lastId).toBe("1");
    await write("after ", 1);
    await vi.waitFor(() => expect(reader.versions).toEqual([2]));
    const [change] = reader.named("broadcast_change");
    expect(change).toMatchObject({ id: "2", data: { documentId, changes: [{ version: 2 }] } });
  });

  test("whoever comes back with the last id gets the rest, without gap or double", async () => {
    const first = follow(ben);
    await vi.waitFor(() => expect(first.lastId).toBe("0"));
    const writes = (async () => {
      for (const base of range(0, 149)) await write(`${base} `, base);
    })();
    await vi.waitFor(() => expect(first.versions.length).toBeGreaterThan(20));
    first.close();
    const known = first.versions;
    await vi.waitFor(async () => {
      const head = await server.library.access(ada.person.id, documentId, "read");
      if (head.ok) expect(head.document.headVersion).toBeGreaterThan(known.length + 20);
    });
    const second = follow(ben, first.lastId);
    await writes;
    await vi.waitFor(() => expect([...known, ...second.versions]).toEqual(range(1, 150)));
  });

  test("a thousand versions back are no more than a few pages of the log", async () => {
    for (const base of range(0, 1099)) await write("x", base);
    const reader = follow(ben, 0);
    await vi.waitFor(() => expect(reader.versions).toEqual(range(1, 1100)));
    for (const { id, data } of reader.named("broadcast_change")) {
      expect(id).toBe(String(data.changes.at(-1).version));
    }
  });

  test("an id that is none, or is ahead of the document, is refused", async () => {
    const strange = [follow(ben, "soon"), follow(ben, "-1"), follow(ben, 7)];
    await vi.waitFor(() => expect(strange.map(({ status }) => status)).toEqual([400, 400, 400]));
  });
});

describe("[P51] a stream ends with a reason", () => {
  test("when the document is moved to the trash", async () => {
    await reopen(quiet);
    const readers = [follow(ada), follow(ben)];
    await vi.waitFor(() => expect(readers.every(({ lastId }) => lastId === "0")).toBe(true));
    await server.library.trash(ada.person.id, documentId, true);
    for (const reader of readers) {
      await vi.waitFor(() => expect(reader.ended).toBe(true));
      expect(reader.broken).toBe(false);
      expect(reader.named("document_updated")).toMatchObject([{ data: { deleted: true } }]);
      expect(reader.events.at(-1)).toMatchObject({
        event: "end",
        data: { error: { code: "not_found", retryable: false } },
      });
    }
    const again = follow(ben, 0);
    await vi.waitFor(() => expect(again.status).toBe(404));
  });

  test("when the session is over", async () => {
    const reader = follow(ben);
    await vi.waitFor(() => expect(reader.lastId).toBe("0"));
    await server.identities.people.deleteSession(ben.sessionId);
    await vi.waitFor(() => expect(reader.ended).toBe(true));
    expect(reader.events.at(-1)?.data.error.code).toBe("unauthenticated");
  });

  test("when the server stops, and may be followed again", async () => {
    const reader = follow(ben);
    await vi.waitFor(() => expect(reader.lastId).toBe("0"));
    await server.system.stop();
    await vi.waitFor(() => expect(reader.ended).toBe(true));
    expect(reader.events.at(-1)?.data.error).toMatchObject({
      code: "unavailable",
      retryable: true,
    });
  });
});

describe("[P52] streams have limits", () => {
  test("a quiet stream is kept open by comments", async () => {
    const reader = follow(ben);
    await vi.waitFor(() => expect(reader.beats).toBeGreaterThan(2));
    expect(reader.ended).toBe(false);
  });

  test("a person follows twenty at once; a closed one makes room", async () => {
    const held = range(1, 20).map(() => follow(ben));
    await vi.waitFor(() => expect(held.every(({ status }) => status === 200)).toBe(true));
    const more = follow(ben);
    await vi.waitFor(() => expect(more.status).toBe(429));
    expect(more.body).toContain("rate_limited");
    const other = follow(ada);
    await vi.waitFor(() => expect(other.status).toBe(200));
    held[0]?.close();
    await vi.waitFor(async () => {
      const late = follow(ben);
      await vi.waitFor(() => expect(late.status).toBeGreaterThan(0));
      expect(late.status).toBe(200);
    });
  });

  test("a reader that is gone before its stream begins holds none", async () => {
    const { people } = server.stores;
    const find = people.findSession.bind(people);
    let open = () => {};
    const door = new Promise<void>((resolve) => {
      open = resolve;
    });
    let waiting = 0;
    people.findSession = async (id) => {
      waiting += 1;
      await door;
      return find(id);
    };
    const gone = range(1, 20).map(() => follow(ben));
    await vi.waitFor(() => expect(waiting).toBe(20));
    for (const reader of gone) reader.close();
    await vi.waitFor(async () => expect(await connections()).toBe(0));
    open();
    const late = follow(ben);
    await vi.waitFor(() => expect(late.status).toBe(200));
  });

  test("a fault of a look at the session ends neither the stream nor the server", async () => {
    const reader = follow(ben);
    await vi.waitFor(() => expect(reader.lastId).toBe("0"));
    // Unhandled, it would end the server, and this run as well.
    let looks = 0;
    server.stores.people.findSession = async () => {
      looks += 1;
      throw new TypeError("injected");
    };
    await vi.waitFor(() => expect(looks).toBeGreaterThan(2));
    expect(reader.ended).toBe(false);
  });

  test("a listener is somebody in the document, until it is gone", async () => {
    const reader = follow(ada);
    const other = follow(ben);
    const names = () => reader.named("presence").flatMap(({ data }) => data.users);
    await vi.waitFor(() =>
      expect(names().some(({ user }: { user: { name: string } }) => user.name === "Ben")).toBe(
        true,
      ),
    );
    other.close();
    await vi.waitFor(() =>
      expect(reader.named("presence").flatMap(({ data }) => data.left)).toHaveLength(1),
    );
  });

  test.each([
    ["takes nothing between two beats", 50],
    ["leaves a megabyte unread", quiet],
  ])("a reader that %s is cut off, and resumes without gap or double", async (_, beatMs) => {
    await reopen(beatMs);
    const slow = follow(ben);
    const quick = follow(ada);
    await vi.waitFor(() => expect(slow.lastId + quick.lastId).toBe("00"));
    slow.pause();
    let head = 0;
    while (listeners() > 1)
      head = await write(`${head} `.padEnd(90_000, "x"), head, head ? 90_001 : 1);
    await vi.waitFor(() => expect(quick.versions).toEqual(range(1, head)));
    slow.resume();
    await vi.waitFor(() => expect(slow.broken).toBe(true));
    expect(slow.versions.length).toBeLessThan(head);
    const again = follow(ben, slow.lastId);
    await vi.waitFor(() => expect([...slow.versions, ...again.versions]).toEqual(range(1, head)));
  });
});

/** Connections that are in the document. */
function listeners(): number {
  const document = server.tree.openDocument(documentId);
  const state = document && server.system.inspect(document);
  return Number(Reflect.get(state ?? {}, "participants"));
}
