import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { packHistory } from "@/server/documents/history-packing";
import { documentAt } from "@/server/documents/history-reader";
import { loadDocument } from "@/server/documents/load-document";
import { advanceSessions } from "@/server/documents/session-writer";
import type { Stores } from "@/server/ports/stores";
import { seed } from "@/tests/support/log-samples";
import { type TemporaryDatabase, temporaryDatabase } from "@/tests/support/temporary-database";
import { type TypedHistory, typeHistory } from "@/tests/support/typed-history";
import { prismaStores } from "./stores";

const length = 5230;
let database: TemporaryDatabase;
let stores: Stores;
let history: TypedHistory;

beforeEach(async () => {
  database = temporaryDatabase();
  stores = prismaStores(database, () => {});
  await seed(stores, "plan");
  history = await typeHistory(stores, "plan", length);
}, 60_000);

afterEach(async () => {
  vi.restoreAllMocks();
  await database.remove();
});

async function packAll(): Promise<void> {
  for await (const _ of packHistory(stores, "plan", length));
}

async function at(version: number): Promise<string> {
  const read = await documentAt(stores.log, "plan", version);
  return read.ok ? JSON.stringify(read.head.doc) : read.error.message;
}

const someVersions = [0, 1, 500, 999, 1000, 1001, 1999, 2500, 3000, 3001, 3250, 4999, length];

test("every version is what it was, and its rows are gone", { timeout: 60_000 }, async () => {
  const before = await advanceSessions(stores, "plan", length, 999);
  await packAll();
  expect(await stores.packs.packedTo("plan")).toBe(3000);
  expect(await database.client.change.count()).toBe(length - 3000);
  expect(await database.client.checkpoint.count({ where: { version: { lte: 3000 } } })).toBe(0);
  for (const version of someVersions) expect(await at(version)).toBe(history.docs[version]);
  await database.client.historySession.deleteMany();
  await database.client.historyProgress.deleteMany();
  expect(await advanceSessions(stores, "plan", length, 999)).toEqual(before);
  await packAll();
  expect(await stores.packs.packedTo("plan")).toBe(3000);
});

test("opening a document reads nothing of its history", { timeout: 60_000 }, async () => {
  await packAll();
  const { client } = database;
  const packs = [
    vi.spyOn(client.historyPack, "findFirst"),
    vi.spyOn(client.historyPack, "findMany"),
    vi.spyOn(client.historyPack, "findUnique"),
  ];
  const changes = vi.spyOn(client.change, "findMany");
  const sessions = vi.spyOn(client.historySession, "findMany");
  const loaded = await loadDocument(stores.log, "plan");
  expect(JSON.stringify(loaded?.head.doc)).toBe(history.docs[length]);
  for (const spy of [...packs, sessions]) expect(spy).not.toHaveBeenCalled();
  const rows = await Promise.all(changes.mock.results.map(({ value }) => value));
  expect(rows.flat()).toHaveLength(length % 200);
});

const damages = {
  bytes: `CAST(substr("body", 1, 200) || x'0011' || substr("body", 203) AS BLOB)`,
  text: `'no bytes at all'`,
};

test.each(["bytes", "text"] as const)(
  "one pack with broken %s hides no other version",
  async (kind) => {
    await packAll();
    await database.client.$executeRawUnsafe(
      `UPDATE "HistoryPack" SET "body" = ${damages[kind]} WHERE "fromVersion" = 1001`,
    );
    stores = prismaStores(database, () => {});
    for (const version of [0, 1, 999, 1000, 2000, 2001, 2999, 3000, 4000, length]) {
      expect(await at(version)).toBe(history.docs[version]);
    }
    expect(await at(1500)).toBe(
      "Version 1500 can't be read, because version 1001 can't be (it is damaged). " +
        "Versions up to 1000 are not affected.",
    );
    const { open, version } = await advanceSessions(stores, "plan", length, 999);
    expect([version, open?.to]).toEqual([length, length]);
    const sessions = await stores.sessions.closed("plan", { before: 9999, limit: 99 });
    const counted = [...sessions, ...(open ? [open] : [])].map(({ changes }) => changes);
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(length - 1000);
  },
  60_000,
);

test("a broken leap is walked instead", { timeout: 60_000 }, async () => {
  await packAll();
  await database.client
    .$executeRaw`UPDATE "HistoryPack" SET "leap" = x'00' WHERE "fromVersion" = 1001`;
  stores = prismaStores(database, () => {});
  for (const version of someVersions) expect(await at(version)).toBe(history.docs[version]);
});

test("a missing row is told, and hides nothing before it or after the next checkpoint", async () => {
  await database.client.$executeRaw`DELETE FROM "Change" WHERE "version" = 4250`;
  await database.client.$executeRaw`UPDATE "Change" SET "steps" = '[{' WHERE "version" = 4650`;
  expect(await at(4249)).toBe(history.docs[4249]);
  expect(await at(4250)).toContain("Version 4250 can't be read");
  expect(await at(4251)).toContain("because version 4250 can't be");
  expect(await at(4400)).toBe(history.docs[4400]);
  expect(await at(4650)).toContain("Version 4650 can't be read");
  expect(await at(4800)).toBe(history.docs[4800]);
}, 60_000);

test("a crash before the pack counts leaves the rows, and the pack is written again", async () => {
  vi.spyOn(database.client, "$transaction").mockRejectedValueOnce(new Error("killed"));
  await expect(packAll()).rejects.toThrow("killed");
  expect(await stores.packs.packedTo("plan")).toBe(0);
  expect(await database.client.change.count()).toBe(length);
  expect(await at(700)).toBe(history.docs[700]);
  await packAll();
  expect(await stores.packs.packedTo("plan")).toBe(3000);
  expect(await at(700)).toBe(history.docs[700]);
}, 60_000);

test("what does not read back is never put in place of anything", async () => {
  const write = database.client.historyPack.upsert;
  vi.spyOn(database.client.historyPack, "upsert").mockImplementationOnce(((args: {
    create: { body: Uint8Array };
  }) => {
    args.create.body[20] = (args.create.body[20] ?? 0) ^ 255;
    return write.call(database.client.historyPack, args as never);
  }) as never);
  await expect(packAll()).rejects.toMatchObject({ failure: "corrupt" });
  expect(await database.client.change.count()).toBe(length);
  expect(await at(700)).toBe(history.docs[700]);
}, 60_000);
