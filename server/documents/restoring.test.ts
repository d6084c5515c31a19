import { afterEach, beforeEach, expect, test } from "vitest";
import { limits } from "@/collab/protocol/limits";
import { schema } from "@/collab/schema/schema";
import { ActorSystem } from "../actors/system";
import { memoryStores } from "../adapters/memory/memory-stores";
import { nodeHost } from "../adapters/node-host";
import type { Person } from "../ports/people";
import type { Stores } from "../ports/stores";
import { Library } from "./library";
import { Restoring } from "./restoring";
import { advanceSessions } from "./session-writer";
import { startTree } from "./tree";

const person = (id: string): Person => ({
  ...{ id, name: id, color: "#1d4ed8", guest: false, createdAt: 0 },
});
const ada = person("ada");
const ben = person("ben");

let system: ActorSystem;
let stores: Stores;
let library: Library;
let restoring: Restoring;
let ids = 0;
let documentId: string;
const newId = () => `id-${String(++ids).padStart(8, "0")}`;

beforeEach(async () => {
  system = new ActorSystem(nodeHost(), { node: "local", cloneMessages: true });
  stores = memoryStores();
  const tree = await startTree(system, { ...stores, digest: (text) => text });
  const shared = { ...stores, newId, now: Date.now, sender: system, ...tree };
  library = new Library(shared);
  restoring = new Restoring({ ...shared, library, pause: () => Promise.resolve() });
  for (const one of [ada, ben]) {
    const session = { id: `session-${one.id}`, userId: one.id, createdAt: 0, expiresAt: 9e15 };
    await stores.people.create(one, session);
  }
  documentId = done(await library.create(ada, "Plan")).id;
});

afterEach(() => system.stop());

/** Types at a place of version `base`, as a client would; answers with the new version. */
async function type(who: Person, base: number, at: number, text: string): Promise<number> {
  const slice = { content: [{ type: "text", text }] };
  const steps = [{ stepType: "replace", from: at, to: at, slice }];
  const change = { changeId: newId(), baseVersion: base, steps };
  const answer = await library.change(who, documentId, change);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.version;
}

async function content(version?: number): Promise<string> {
  const read = await library.read("ada", documentId, version);
  if (!read.ok) throw new Error(read.error.message);
  return JSON.stringify(read.value.head.doc.toJSON());
}

async function text(): Promise<string> {
  const read = await library.read("ada", documentId);
  return read.ok ? read.value.head.doc.textContent : read.error.message;
}

function done<T>(outcome: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

test("a restored version is the same, byte for byte, and the one before it is its undo", async () => {
  await type(ada, 0, 1, "one ");
  await type(ben, 1, 5, "two ");
  await type(ada, 2, 1, "zero ");
  const before = await content();
  expect(done(await restoring.restore(ada, documentId, { version: 1 }))).toMatchObject({
    ...{ version: 4, skipped: [] },
  });
  expect(await content()).toBe(await content(1));
  done(await restoring.restore(ada, documentId, { version: 3 }));
  expect(await content()).toBe(before);
  const row = await stores.log.find(documentId, (await last()).changeId);
  expect(row).toMatchObject({ origin: "restore", userId: "ada" });
  expect(row?.about).toBe('{"kind":"restored","version":3}');
});

test("the log says of a change which version it brought back", async () => {
  await type(ada, 0, 1, "one ");
  await type(ben, 1, 5, "two ");
  done(await restoring.restore(ben, documentId, { version: 1 }));
  done(await restoring.restore(ben, documentId, { version: 2, blocks: [{ from: 0, to: 1 }] }));
  const { changes } = done(await library.changes("ada", documentId, 0, 10));
  expect(changes.map(({ restored }) => restored)).toEqual([undefined, undefined, 1, 2]);
});

test("a restored version that is taken back leaves what was before, byte for byte", async () => {
  await type(ada, 0, 1, "one ");
  await type(ben, 1, 5, "two ");
  const before = await content();
  const { version } = done(await restoring.restore(ada, documentId, { version: 0 }));
  done(await restoring.takeBack(ada, documentId, { from: version, to: version }));
  expect(await content()).toBe(before);
});

test("whoever restores what is there already is told that nothing changed", async () => {
  await type(ada, 0, 1, "one");
  expect(done(await restoring.restore(ada, documentId, { version: 1 }))).toEqual({
    ...{ version: 1, changed: false, skipped: [] },
  });
  expect(done(await restoring.restore(ada, documentId, { version: 0 })).changed).toBe(true);
  const again = { from: 2, to: 2 };
  expect(done(await restoring.takeBack(ada, documentId, again)).changed).toBe(true);
});

test("a document whose content is not stored is refused, and lies in the trash", async () => {
  const huge = schema.text("x".repeat(limits.documentSize + 1));
  const doc = schema.nodes.doc?.create(null, schema.nodes.paragraph?.create(null, huge));
  const made = await library.create(ada, "Too long", doc);
  expect(made.ok || made.error.code).toBe("too_large");
  const query = { search: "", sort: "updated", offset: 0, limit: 10 } as const;
  const titles = async (view: "all" | "trash") =>
    (await library.list("ada", { ...query, view })).map(({ title }) => title);
  expect(await titles("all")).toEqual(["Plan"]);
  expect(await titles("trash")).toEqual(["Too long"]);
});

async function last() {
  const rows = await stores.log.read(documentId, 0, 1000);
  const row = rows.at(-1);
  if (!row) throw new Error("nothing is stored");
  return row;
}

test("what somebody types while another restores is there afterwards", async () => {
  await type(ada, 0, 1, "one");
  await type(ada, 1, 4, " two");
  const [restored] = await Promise.all([
    restoring.restore(ada, documentId, { version: 1 }),
    type(ben, 2, 1, "BEN "),
  ]);
  done(restored);
  // Whichever came first: it is in the document, or in the version that was restored from.
  const words = await text();
  const rows = await stores.log.read(documentId, 0, 100);
  const typedLast = rows.at(-1)?.userId === "ben";
  expect(words).toBe(typedLast ? "BEN one" : "one");
  await type(ben, 2, 1, "OFFLINE ");
  expect(await text()).toContain("OFFLINE ");
});

test("one change is taken back, and what came after it stays", async () => {
  await type(ada, 0, 1, "one ");
  expect(await last()).toMatchObject({ origin: "api", userId: "ada" });
  await type(ben, 1, 5, "two ");
  await type(ada, 2, 9, "three");
  const answer = done(await restoring.takeBack(ada, documentId, { from: 2, to: 2 }));
  expect(answer).toEqual({ version: 4, changed: true, skipped: [] });
  expect(await text()).toBe("one three");
  expect(await last()).toMatchObject({ origin: "revert", userId: "ada" });
  done(await restoring.takeBack(ada, documentId, { from: 4, to: 4 }));
  expect(await text()).toBe("one two three");
});

test("everything by one person is taken back, over what others typed in between", async () => {
  await type(ada, 0, 1, "one ");
  await type(ben, 1, 3, "BEN");
  await type(ada, 2, 8, "three");
  await type(ben, 3, 1, "Hi ");
  for (const grouped of [false, true]) {
    if (grouped) await advanceSessions(stores, documentId, 5, 9);
    const answer = done(await restoring.takeBack(ben, documentId, { userId: "ada" }));
    expect(answer.skipped).toEqual([]);
    expect(await text()).toBe("Hi BEN");
  }
});

test("blocks of an old version come back, and nothing else changes", async () => {
  done(await restoring.restore(ada, documentId, { version: 0 }));
  await type(ada, 0, 1, "one ");
  await type(ada, 1, 5, "two");
  const request = { version: 1, blocks: [{ from: 0, to: 2 }] };
  expect(done(await restoring.restore(ada, documentId, request)).version).toBe(3);
  expect(await content()).toBe(await content(1));
});

test("who may only read takes nothing back, and nobody what is not there", async () => {
  await type(ada, 0, 1, "one");
  await stores.documents.addMember(documentId, "ben", "viewer");
  for (const answer of [
    await restoring.takeBack(ben, documentId, { from: 1, to: 1 }),
    await restoring.restore(ben, documentId, { version: 0 }),
  ]) {
    expect(answer.ok || answer.error.code).toBe("forbidden");
  }
  for (const request of [{ from: 1, to: 9 }, { from: 3, to: 2 }, { userId: "nobody" }]) {
    const answer = await restoring.takeBack(ada, documentId, request);
    if ("userId" in request) expect(answer).toMatchObject({ ok: true, value: { version: 1 } });
    else expect(answer.ok || answer.error.code).toBe("not_found");
  }
});
