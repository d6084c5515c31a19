/** What the database keeps when writers meet, other processes hold it, and checkpoints rot. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Stores } from "@/server/ports/stores";
import { anAppend, noon, openEpoch, seed } from "@/tests/support/log-samples";
import { type TemporaryDatabase, temporaryDatabase } from "@/tests/support/temporary-database";
import { inThreads } from "./client";
import { prismaStores } from "./stores";

describe("the database", () => {
  let database: TemporaryDatabase;
  let stores: Stores;
  let warnings: string[];
  beforeEach(async () => {
    database = temporaryDatabase({ writers: inThreads });
    warnings = [];
    stores = prismaStores(database, (message) => warnings.push(message));
    await seed(stores, "plan", "song");
  });
  afterEach(() => database.remove());

  const versions = async (id: string) =>
    (await stores.log.read(id, 0, 1000)).map(({ version }) => version);

  it("is durable on both connections, or says which is not", async () => {
    await database.assertDurable();
    await database.writer.pragma("synchronous = NORMAL");
    await expect(database.assertDurable()).rejects.toThrow("synchronous is 1");
    await database.writer.pragma("synchronous = FULL");
    await database.assertDurable();
    await database.client.$executeRawUnsafe("PRAGMA synchronous = NORMAL");
    await expect(database.assertDurable()).rejects.toThrow("synchronous is 1");
  });

  it("[F37] keeps what is written beside a transaction that is rolled back", async () => {
    const epoch = await openEpoch(stores, "plan");
    const rolledBack = database.client.$transaction(async (transaction) => {
      await transaction.document.update({ where: { id: "song" }, data: { title: "Lost" } });
      await sleep(50);
      throw new Error("roll back");
    });
    const refused = expect(rolledBack).rejects.toThrow("roll back");
    const writes = Array.from({ length: 30 }, async (_, index) => {
      await stores.people.change("ada", { name: `Ada ${index}` });
      await stores.documents.saveTexts(new Map([["plan", `text ${index}`]]));
    });
    const results = [];
    for (let version = 1; version <= 20; version += 1) {
      results.push(...(await stores.log.append([anAppend("plan", epoch, version)])));
    }
    await refused;
    await Promise.all(writes);
    expect(results.filter((result) => result === "stored")).toHaveLength(20);
    expect(await versions("plan")).toHaveLength(20);
    expect((await stores.people.find("ada"))?.name).toBe("Ada 29");
    expect((await stores.documents.find("song"))?.title).toBe("Title of song");
  });

  it("reads what is committed while a transaction on the same connection is open", async () => {
    const open = database.client.$transaction(async (transaction) => {
      await transaction.document.update({ where: { id: "song" }, data: { title: "Unborn" } });
      await sleep(30);
      throw new Error("roll back");
    });
    await sleep(10);
    expect((await stores.documents.find("song"))?.title).toBe("Title of song");
    await expect(open).rejects.toThrow("roll back");
  });

  it("[F12] waits for another process without blocking, then is busy, then is well", async () => {
    const epoch = await openEpoch(stores, "plan");
    const other = new Sqlite(database.path);
    other.exec("BEGIN IMMEDIATE");
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 10);
    const append = stores.log.append([anAppend("plan", epoch, 1)]);
    await expect(append).rejects.toMatchObject({ name: "StoreError", failure: "busy" });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(20);
    expect(await versions("plan")).toEqual([]);

    const patient = stores.log.append([anAppend("plan", epoch, 1)]);
    await sleep(100);
    other.exec("COMMIT");
    other.close();
    expect(await patient).toEqual(["stored"]);
  });

  it("[F11] says that the disk is full, stores nothing, and goes on when there is room", async () => {
    const epoch = await openEpoch(stores, "plan");
    const { writer } = database;
    await writer.pragma(`max_page_count = ${await writer.pragma("page_count")}`);
    const large = anAppend("plan", epoch, 1, 500);
    await expect(stores.log.append([large])).rejects.toMatchObject({ failure: "full" });
    expect(await versions("plan")).toEqual([]);
    await writer.pragma("max_page_count = 1000000");
    expect(await stores.log.append([large])).toEqual(["stored"]);
  });

  it("opens the writer anew after a failure that it can't explain", async () => {
    const epoch = await openEpoch(stores, "plan");
    await database.writer.pragma("query_only = ON");
    const refused = stores.log.append([anAppend("plan", epoch, 1)]);
    await expect(refused).rejects.toMatchObject({ name: "StoreError", failure: "io" });
    expect(await stores.log.append([anAppend("plan", epoch, 1)])).toEqual(["stored"]);
    await database.assertDurable();
  });

  it("does not know what became of an append whose thread ended, and starts another", async () => {
    const started = new Promise<Worker>((resolve) => process.once("worker", resolve));
    const epoch = await openEpoch(stores, "plan");
    const other = new Sqlite(database.path);
    other.exec("BEGIN IMMEDIATE");
    const append = stores.log.append([anAppend("plan", epoch, 1)]);
    const refused = expect(append).rejects.toMatchObject({ failure: "unknown_result" });
    const thread = await started;
    await new Promise((resolve) => thread.once("online", resolve));
    await thread.terminate();
    await refused;
    other.exec("COMMIT");
    other.close();
    expect(await stores.log.append([anAppend("plan", epoch, 1)])).toEqual(["stored"]);
  });

  it("[F16] passes over a damaged checkpoint", async () => {
    const epoch = await openEpoch(stores, "plan");
    await stores.log.append([anAppend("plan", epoch, 1, 6)]);
    await stores.log.saveCheckpoint("plan", { version: 2, doc: '{"at":2}' });
    await stores.log.saveCheckpoint("plan", { version: 5, doc: '{"at":5}' });
    await database.client.checkpoint.updateMany({
      where: { version: 5 },
      data: { doc: '{"at":6}' },
    });
    const opened = await stores.log.open("plan");
    expect(opened?.checkpoint?.version).toBe(2);
    expect(opened?.tail.map(({ version }) => version)).toEqual([3, 4, 5, 6]);
    expect(warnings).toEqual(["The checkpoint of plan at version 5 is damaged."]);
  });

  it("calls a row that somebody else wrote corrupt", async () => {
    await database.client.change.create({
      data: {
        ...{ documentId: "plan", version: 1, changeId: "c", userId: "ada", baseVersion: 0 },
        ...{ steps: "[]", digest: "", origin: "nowhere", createdAt: new Date(noon) },
      },
    });
    await expect(stores.log.read("plan", 0, 9)).rejects.toMatchObject({ failure: "corrupt" });
  });

  it("keeps a document's changes together on disk", () => {
    const file = new Sqlite(database.path, { readonly: true });
    const sql = file.prepare("SELECT sql FROM sqlite_schema WHERE name = 'Change'").pluck().get();
    file.close();
    expect(sql).toMatch(/WITHOUT ROWID$/);
  });
});
