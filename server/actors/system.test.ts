import { describe, expect, test } from "vitest";
import { dynamicSupervisor } from "./dynamic-supervisor";
import { supervisor } from "./supervisor";
import { World } from "./test-world";

describe("what `/system` shows", () => {
  test("of an actor: label, parent, status, messages, mailbox, links, monitors", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    await world.ask(a, (ctx) => {
      ctx.link(b);
      ctx.monitor(b);
      ctx.register("alice", ctx.self);
    });
    world.system.cast(a, { tag: "note", text: "x" });
    const info = world.system.info(a);
    expect(info).toMatchObject({ label: "a", names: ["alice"], status: "runnable", restarts: 0 });
    expect(info).toMatchObject({ messagesHandled: 1, mailboxLength: 1, lastTags: ["do"] });
    expect(info).toMatchObject({ links: [b], monitors: [b], parent: { serial: 0 } });
    expect(world.system.info(b)).toMatchObject({ monitoredBy: [a], supervision: undefined });
    expect(world.system.inspect(a)).toEqual({ name: "a" });
  });

  test("the last ten tags, oldest first", async () => {
    const world = new World();
    const a = world.spawn("a");
    for (let index = 0; index < 8; index++) world.system.cast(a, { tag: "note", text: "" });
    for (let index = 0; index < 4; index++) world.tell(a, () => undefined);
    await world.host.runUntilIdle();
    const tags = world.system.info(a)?.lastTags;
    expect(tags).toEqual([...Array(6).fill("note"), ...Array(4).fill("do")]);
  });

  test("how long a message waited and an actor was busy", async () => {
    const world = new World();
    const a = world.spawn("a");
    world.tell(a, () => new Promise<void>((resolve) => world.host.clock.after(30, resolve)));
    world.system.cast(a, { tag: "note", text: "" });
    await world.host.advance(100);
    expect(world.system.info(a)).toMatchObject({ busyMs: 30, maxWaitMs: 30 });
  });

  test("the tree, with each supervisor's strategy and restarts", async () => {
    const world = new World();
    const dynamic = {
      id: "dynamic",
      start: () => dynamicSupervisor({ intensity: 1, periodMs: 1 }),
      restart: "permanent",
      shutdown: "infinity",
      type: "supervisor",
    } as const;
    const children = [world.child("a"), dynamic];
    const root = { strategy: "rest_for_one", intensity: 2, periodMs: 500, children } as const;
    await world.run(world.system.start(supervisor(root)));
    await world.crash("a");
    const supervision = { strategy: "rest_for_one", intensity: 2, periodMs: 500, restartsUsed: 1 };
    expect(world.system.tree()).toMatchObject([
      {
        supervision,
        children: [
          { label: "a", restarts: 1 },
          { id: "dynamic", restarts: 1 },
        ],
      },
    ]);
    await world.host.advance(501);
    expect(world.system.tree()).toMatchObject([{ supervision: { restartsUsed: 0 } }]);
  });
});

describe("the end of a system", () => {
  test("the roots stop in reverse order, then the rest is killed", async () => {
    const world = new World();
    const root = (name: string) =>
      supervisor({
        strategy: "one_for_one",
        intensity: 0,
        periodMs: 1,
        children: [world.child(name)],
      });
    for (const name of ["a", "b"]) await world.run(world.system.start(root(name)));
    world.spawn("stray", { trap: true });
    world.taken();
    await world.run(world.system.stop());
    expect(world.taken()).toEqual(["-b shutdown", "-a shutdown"]);
    expect(world.system.list()).toEqual([]);
  });

  test("a child that takes its time is waited for", async () => {
    const world = new World();
    const terminate = () => new Promise<void>((resolve) => world.host.clock.after(500, resolve));
    const children = [world.child("a", {}, { terminate })];
    const spec = { strategy: "one_for_one", intensity: 0, periodMs: 1, children } as const;
    await world.run(world.system.start(supervisor(spec)));
    let stopped = false;
    const stopping = world.system.stop().then(() => {
      stopped = true;
    });
    await world.host.advance(499);
    expect(stopped).toBe(false);
    await world.host.advance(1);
    await stopping;
  });
});

describe("messages in development", () => {
  test("are cloned, so that nothing is shared", async () => {
    const world = new World();
    const a = world.spawn("a");
    const message = { tag: "note", text: "before" } as const;
    const changed = { ...message };
    world.system.cast(a, changed);
    Object.assign(changed, { text: "after" });
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+a", "a before"]);
  });

  test("that hold what can't be serialised are refused", () => {
    const world = new World();
    const a = world.spawn("a");
    expect(() => world.system.cast(a, { tag: "note", text: () => "" } as never)).toThrow("local");
  });
});
