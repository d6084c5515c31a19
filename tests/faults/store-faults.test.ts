/** A disk that is full, held, broken or slow: an honest state, nothing lost, and no restart needed. */
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BadDiskWorld, until } from "./bad-disk-world";

let world: BadDiskWorld;
beforeEach(async () => {
  world = await BadDiskWorld.start();
});
afterEach(() => world.stop());

test("[F11] on a full disk authors are told, documents open, and it goes on when there is room", async () => {
  const ada = await world.opens("plan");
  ada.types("before ");
  await ada.saves();
  const song = await world.opens("song");
  song.types("la");
  await song.saves();
  song.session.close();
  world.authors.pop();
  await until(() => world.tree.openDocument("song") !== undefined);
  world.system.exit(world.tree.openDocument("song") as never, "kill");

  await world.turn("full");
  ada.types("while ");
  await until(() => ada.trouble !== null);
  expect(ada.trouble).toContain("disk is full");
  expect(ada.saved).toBe(false);
  expect(await world.notReady()).toContain("full");
  expect(await world.stores.log.read("plan", 0, 9)).toHaveLength(1);

  // A document that was not open is there to be read; who writes into it is told as well.
  const ben = await world.opens("song");
  expect(ben.text).toBe("la");
  ben.types(" la");
  await until(() => ben.trouble !== null);
  expect(await world.check("song").catch(String)).toContain("stored is doc(paragraph");

  await world.turn("well");
  await Promise.all([ada.saves(), ben.saves()]);
  expect(await world.check("plan")).toBe("before while ");
  expect(await world.check("song")).toBe("la la");
  expect(ada.trouble).toBeNull();
  expect(await world.notReady()).toBeUndefined();
});

test("[F12] a database that another program holds is waited for, and authors are told", async () => {
  const ada = await world.opens("plan");
  ada.types("before ");
  await ada.saves();
  const other = new Sqlite(world.database.path);
  other.exec("BEGIN IMMEDIATE");
  ada.types("while ");
  await until(() => ada.trouble !== null);
  expect(ada.trouble).toContain("Another program");
  expect(await world.notReady()).toBe("busy");
  expect(ada.saved).toBe(false);
  other.exec("COMMIT");
  other.close();
  await ada.saves();
  expect(await world.check("plan")).toBe("before while ");
  expect(await world.notReady()).toBeUndefined();
});

test.each(["failing", "lost"] as const)(
  "[F10] [F13] fsync errors (%s): the log is looked into, and nothing is there twice",
  async (disk) => {
    const ada = await world.opens("plan");
    ada.types("before ");
    await ada.saves();
    const before = world.tree.openDocument("plan");
    await world.turn(disk);
    ada.types("while ");
    await until(() => ada.trouble !== null || ada.saved);
    await until(() => world.tree.openDocument("plan")?.serial !== before?.serial);
    if (disk === "failing") expect(ada.saved).toBe(false);
    await world.turn("well");
    await ada.saves();
    expect(await world.check("plan")).toBe("before while ");
    ada.types("after");
    await ada.saves();
    expect(await world.check("plan")).toBe("before while after");
    expect(await world.notReady()).toBeUndefined();
  },
);

test("[F9] commits of a second and a half hold up only what they are for", async () => {
  const ada = await world.opens("plan");
  const ben = await world.opens("plan");
  await world.turn("slow 1500");
  ada.types("slowly");
  const start = performance.now();
  await sleep(50);
  let seen = false;
  ada.transport.on("presence", ({ users }) => {
    seen ||= users.some(({ anchor }) => anchor === 1);
  });
  await ben.transport.request("presence", { documentId: "plan", version: 0, anchor: 1, head: 1 });
  await until(() => seen);
  expect(await world.stores.documents.find("song")).toBeDefined();
  expect(ada.saved).toBe(false);
  expect(performance.now() - start).toBeLessThan(1400);
  await ada.saves();
  await until(() => ben.text === "slowly");
  expect(await world.check("plan")).toBe("slowly");
});
