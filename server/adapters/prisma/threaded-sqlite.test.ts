/** The thread that writes all but the log: what it is asked is done as if it were none, and nobody else waits. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { translated } from "@/server/adapters/worker-code";
import type { Stores } from "@/server/ports/stores";
import { type Disk, turnDisk } from "@/tests/support/bad-disk";
import { seed } from "@/tests/support/log-samples";
import { type TemporaryDatabase, temporaryDatabase } from "@/tests/support/temporary-database";
import { DirectLogWriter } from "./log-writer";
import { prismaStores } from "./stores";
import { ThreadedSqlite } from "./threaded-sqlite";

const badDisk = new URL("../../../tests/support/bad-disk-worker.ts", import.meta.url);

describe("the thread of what is not the log's", () => {
  let database: TemporaryDatabase;
  let sqlite: ThreadedSqlite;
  let stores: Stores;
  beforeEach(async () => {
    database = temporaryDatabase({
      writers: (path, gate) => {
        sqlite = new ThreadedSqlite(path, translated(badDisk));
        return { log: new DirectLogWriter(path, gate), rest: sqlite };
      },
    });
    stores = prismaStores(database);
    await seed(stores, "plan", "song");
  });
  afterEach(() => database.remove());

  const disk = (state: Disk) => turnDisk(sqlite, state);
  const title = async (id: string) => (await stores.documents.find(id))?.title;

  it("is durable, also when its connection was opened anew", async () => {
    await database.assertDurable();
    await sqlite.reopen();
    await database.assertDurable();
  });

  it("passes on what the driver says: a conflict is no failure of the store", async () => {
    const again = stores.documents.create({ id: "plan", title: "", ownerId: "ada", createdAt: 0 });
    await expect(again).rejects.toMatchObject({ cause: { code: "P2002" } });
    expect(database.health.failure).toBeUndefined();
  });

  it("[F9] waits half a second for its disk, while everybody else reads and goes on", async () => {
    expect(await title("song")).toBe("Title of song");
    await disk("slow 500");
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    let renamed = false;
    const rename = stores.documents.rename("song", "Ballad").then(() => {
      renamed = true;
    });
    await sleep(100);
    expect(await title("song")).toBe("Title of song");
    expect(renamed).toBe(false);
    await rename;
    await sleep(20);
    delays.disable();
    expect(await title("song")).toBe("Ballad");
    expect(delays.max / 1e6).toBeLessThan(250);
  });

  it.each(["full", "failing"] as const)("[F10] [F11] a %s disk stores nothing", async (state) => {
    await disk(state);
    const failure = state === "full" ? "full" : "io";
    const refused = stores.documents.rename("song", "Ballad");
    await expect(refused).rejects.toMatchObject({ name: "StoreError", failure });
    expect(database.health.failure).toBe(failure);
    expect(await title("song")).toBe("Title of song");
    await disk("well");
    await stores.documents.rename("song", "Ballad");
    expect(await title("song")).toBe("Ballad");
    expect(database.health.failure).toBeUndefined();
    await database.assertDurable();
  });

  it("is replaced when it ended in the middle of a commit", async () => {
    await disk("fatal");
    const refused = stores.documents.rename("song", "Ballad");
    await expect(refused).rejects.toMatchObject({ name: "StoreError", failure: "io" });
    await stores.documents.rename("song", "Ballad");
    expect(await title("song")).toBe("Ballad");
    await database.assertDurable();
  });

  it("does not go on with a transaction in whose middle it ended", async () => {
    const torn = database.client.$transaction(async ({ document }) => {
      await document.update({ where: { id: "plan" }, data: { title: "Lost" } });
      await disk("gone").catch(() => {});
      await document.update({ where: { id: "song" }, data: { title: "Alone" } });
    });
    await expect(torn).rejects.toThrow();
    expect([await title("plan"), await title("song")]).toEqual(["Title of plan", "Title of song"]);
    await stores.documents.rename("song", "Ballad");
    expect(await title("song")).toBe("Ballad");
  });
});
