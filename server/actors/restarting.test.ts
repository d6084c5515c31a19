import { describe, expect, test } from "vitest";
import type { Context } from "./context";
import type { ActorRef } from "./ref";
import { type SupervisorSpec, supervisor } from "./supervisor";
import { whichChildren } from "./supervisor-messages";
import { World } from "./test-world";

type Spec = Partial<SupervisorSpec>;

function tree(world: World, spec: Spec): Promise<ActorRef> {
  const base = { strategy: "one_for_one", intensity: 1, periodMs: 1_000, children: [] } as const;
  return world.run(world.system.start(supervisor({ ...base, ...spec })));
}

const abc = (world: World, ...args: [] | [Parameters<World["child"]>[1]]) =>
  ["a", "b", "c"].map((name) => world.child(name, ...args));

describe("intensity", () => {
  test("More than `intensity` restarts: the others stop in reverse, exit `shutdown`", async () => {
    const world = new World();
    const root = await tree(world, { intensity: 2, children: abc(world) });
    await world.crash("b");
    await world.crash("b");
    world.taken();
    await world.crash("b");
    expect(world.taken()).toEqual(["-b Error: b crashed", "-c shutdown", "-a shutdown"]);
    const last = world.events.findLast(({ tag }) => tag === "exited");
    expect(last).toMatchObject({ ref: root, reason: "shutdown" });
    expect(world.events).toContainEqual({ tag: "intensity_reached", supervisor: root, id: "b" });
  });

  test("restarts that are further apart than the period never end it", async () => {
    const world = new World();
    const root = await tree(world, { intensity: 1, children: abc(world) });
    for (let crash = 0; crash < 20; crash++) {
      await world.crash("b");
      await world.host.advance(1_001);
    }
    expect(world.system.isAlive(root)).toBe(true);
  });

  test("at 0 the first crash is fatal", async () => {
    const world = new World();
    const root = await tree(world, { intensity: 0, children: abc(world) });
    await world.crash("a");
    expect(world.system.isAlive(root)).toBe(false);
  });

  test("A failed restart attempt is retried and counts", async () => {
    const world = new World();
    let failures = 0;
    const init = (ctx: Context) => {
      if (failures-- > 0) return { stop: { tag: "exit", detail: "again" } } as const;
      ctx.register("a", ctx.self);
      return undefined;
    };
    const root = await tree(world, { intensity: 3, children: [world.child("a", {}, { init })] });
    failures = 2;
    await world.crash("a");
    expect(world.taken()).toEqual(["+a", "-a Error: a crashed", "+a"]);
    expect(world.system.info(root)?.supervision).toMatchObject({ restartsUsed: 3, intensity: 3 });
    failures = 1;
    await world.crash("a");
    expect(world.system.isAlive(root)).toBe(false);
  });

  test("a restart storm in one subtree leaves a thousand others untouched", async () => {
    const world = new World(1, { cloneMessages: false });
    const subtree = (id: string, intensity: number) => ({
      id,
      start: () =>
        supervisor({
          strategy: "one_for_one",
          intensity,
          periodMs: 1_000,
          children: [world.child(id)],
        }),
      restart: "temporary" as const,
      shutdown: "infinity" as const,
      type: "supervisor" as const,
    });
    const quiet = Array.from({ length: 1_000 }, (_, index) => subtree(`quiet ${index}`, 0));
    const root = await tree(world, { children: [subtree("storm", 100), ...quiet] });
    const before = new Set(world.system.list().map(({ ref }) => ref.serial));
    for (let crash = 0; crash <= 100; crash++) await world.crash("storm");
    expect(world.system.whereis("storm")).toBeUndefined();
    const after = world.system.list();
    expect(after).toHaveLength(2_001);
    expect(after.every(({ ref, restarts }) => before.has(ref.serial) && restarts === 0)).toBe(true);
    expect(world.system.isAlive(root)).toBe(true);
  });
});

describe("strategies", () => {
  test("`one_for_one` restarts the one that failed", async () => {
    const world = new World();
    await tree(world, { children: abc(world) });
    await world.crash("b");
    expect(world.taken().slice(3)).toEqual(["-b Error: b crashed", "+b"]);
  });

  test("`one_for_all` stops the siblings in reverse and starts all in order", async () => {
    const world = new World();
    await tree(world, { strategy: "one_for_all", children: abc(world) });
    await world.crash("b");
    const stops = ["-b Error: b crashed", "-c shutdown", "-a shutdown"];
    expect(world.taken().slice(3)).toEqual([...stops, "+a", "+b", "+c"]);
  });

  test("`rest_for_one` touches only the later ones", async () => {
    const world = new World();
    await tree(world, { strategy: "rest_for_one", children: abc(world) });
    await world.crash("b");
    expect(world.taken().slice(3)).toEqual(["-b Error: b crashed", "-c shutdown", "+b", "+c"]);
  });

  test("temporary siblings don't come back with the others", async () => {
    const world = new World();
    const children = [world.child("a"), world.child("t", { restart: "temporary" })];
    const root = await tree(world, { strategy: "one_for_all", children });
    await world.crash("a");
    expect(world.taken().slice(2)).toEqual(["-a Error: a crashed", "-t shutdown", "+a"]);
    expect(await world.run(whichChildren(world.system, root))).toMatchObject([{ id: "a" }]);
  });

  test("a restart that fails halfway goes on from the child that failed", async () => {
    const world = new World();
    let fails = false;
    const init = (ctx: Context) => {
      if (fails) {
        fails = false;
        return { stop: "timeout" } as const;
      }
      ctx.register("c", ctx.self);
      return undefined;
    };
    const children = [world.child("a"), world.child("b"), world.child("c", {}, { init })];
    await tree(world, { strategy: "rest_for_one", intensity: 2, children });
    fails = true;
    await world.crash("b");
    expect(world.taken().slice(3)).toEqual(["-b Error: b crashed", "-c shutdown", "+b", "+c"]);
  });
});

describe("autoShutdown", () => {
  const significant = { restart: "transient", significant: true } as const;

  test("`any_significant`: the own end of one ends the supervisor", async () => {
    const world = new World();
    const children = [
      world.child("a"),
      ...["b", "c"].map((name) => world.child(name, significant)),
    ];
    const root = await tree(world, { autoShutdown: "any_significant", children });
    await world.end("b", "normal");
    expect(world.taken().slice(3)).toEqual(["-b normal", "-c shutdown", "-a shutdown"]);
    expect(world.system.isAlive(root)).toBe(false);
  });

  test("`all_significant`: the end of the last does", async () => {
    const world = new World();
    const children = [
      world.child("a"),
      ...["b", "c"].map((name) => world.child(name, significant)),
    ];
    const root = await tree(world, { autoShutdown: "all_significant", children });
    await world.end("b", "normal");
    expect(world.system.isAlive(root)).toBe(true);
    await world.end("c", "shutdown");
    expect(world.system.isAlive(root)).toBe(false);
  });

  test("a crash is no such end, nor is the end of an insignificant child", async () => {
    const world = new World();
    const children = [world.child("a", { restart: "transient" }), world.child("b", significant)];
    const root = await tree(world, { autoShutdown: "any_significant", children });
    await world.crash("b");
    await world.end("a", "normal");
    expect(world.system.isAlive(root)).toBe(true);
  });
});
