import { describe, expect, test } from "vitest";
import type { ChildSpec } from "./child-spec";
import type { Context } from "./context";
import { type DynamicSupervisorSpec, dynamicSupervisor } from "./dynamic-supervisor";
import type { ActorRef } from "./ref";
import { countChildren, startChild, terminateChild, whichChildren } from "./supervisor-messages";
import { World } from "./test-world";

function rootOf(world: World, spec: Partial<DynamicSupervisorSpec> = {}): Promise<ActorRef> {
  const base = { intensity: 1, periodMs: 1_000 };
  return world.run(world.system.start(dynamicSupervisor({ ...base, ...spec })));
}

function start(world: World, root: ActorRef, spec: ChildSpec) {
  return world.run(startChild(world.system, root, spec));
}

describe("a dynamic supervisor", () => {
  test("children stop in parallel", async () => {
    const world = new World();
    const root = await rootOf(world);
    const slow = { terminate: () => elapse(world, 500) };
    for (let index = 0; index < 20; index++) {
      await start(world, root, world.child(`c${index}`, {}, slow));
    }
    world.system.exit(root, "shutdown");
    await world.host.advance(499);
    expect(world.system.list()).toHaveLength(21);
    await world.host.advance(1);
    expect(world.system.list()).toEqual([]);
  });

  test("a child that hangs in termination is killed, and holds up nobody", async () => {
    const world = new World();
    const root = await rootOf(world);
    const hangs = { terminate: () => new Promise<void>(() => {}) };
    await start(world, root, world.child("hangs", { shutdown: 300 }, hangs));
    await start(world, root, world.child("fine"));
    world.system.exit(root, "shutdown");
    await world.host.advance(0);
    expect(world.system.whereis("fine")).toBeUndefined();
    await world.host.advance(300);
    expect(world.system.list()).toEqual([]);
  });

  test("more than `maxChildren` are refused", async () => {
    const world = new World();
    const root = await rootOf(world, { maxChildren: 1 });
    await start(world, root, world.child("a"));
    const refused = await start(world, root, world.child("b"));
    expect(refused).toEqual({ ok: false, error: { tag: "max_children" } });
    await world.run(terminateChild(world.system, root, world.named("a")));
    expect(await start(world, root, world.child("b"))).toMatchObject({ ok: true });
  });

  test("a transient child restarts after a crash, and is forgotten after `normal`", async () => {
    const world = new World();
    const root = await rootOf(world);
    await start(world, root, world.child("a", { restart: "transient" }));
    await world.crash("a");
    expect(world.taken()).toEqual(["+a", "-a Error: a crashed", "+a"]);
    await world.end("a", "normal");
    expect(await world.run(whichChildren(world.system, root))).toEqual([]);
  });

  test("too many restarts end it, and all its children", async () => {
    const world = new World();
    const root = await rootOf(world);
    for (const name of ["a", "b"]) await start(world, root, world.child(name));
    await world.crash("a");
    await world.crash("a");
    expect(world.system.list()).toEqual([]);
    expect(world.taken()).toContain("-b shutdown");
  });

  test("A failed restart attempt is retried and counts", async () => {
    const world = new World();
    let failures = 0;
    const init = (ctx: Context) => {
      if (failures-- > 0) return { stop: "timeout" } as const;
      ctx.register("a", ctx.self);
      return undefined;
    };
    const root = await rootOf(world, { intensity: 2 });
    await start(world, root, world.child("a", {}, { init }));
    failures = 1;
    await world.crash("a");
    expect(world.taken()).toEqual(["+a", "-a Error: a crashed", "+a"]);
    expect(world.system.info(root)?.supervision).toMatchObject({ restartsUsed: 2, absent: [] });
    await world.crash("a");
    expect(world.system.isAlive(root)).toBe(false);
  });

  test("ten thousand children start and stop in linear time", async () => {
    const events: number[] = [];
    for (const size of [1_000, 10_000]) {
      const world = new World(1, { cloneMessages: false });
      const root = await rootOf(world);
      const spec = world.child("c", {}, { init: () => undefined });
      const calls = Array.from({ length: size }, () => startChild(world.system, root, spec));
      await world.run(Promise.all(calls));
      const counts = await world.run(countChildren(world.system, root));
      expect(counts).toEqual({ specs: size, active: size, supervisors: 0, workers: size });
      world.system.exit(root, "shutdown");
      await world.host.runUntilIdle();
      expect(world.system.list()).toEqual([]);
      events.push(world.events.length);
    }
    const [few = 0, many = 0] = events;
    expect(many).toBeLessThanOrEqual(few * 10);
  });
});

function elapse(world: World, ms: number): Promise<undefined> {
  return new Promise((resolve) => world.host.clock.after(ms, () => resolve(undefined)));
}
