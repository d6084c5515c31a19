import { describe, expect, test } from "vitest";
import type { Context } from "./context";
import type { ActorRef } from "./ref";
import { type SupervisorSpec, supervisor } from "./supervisor";
import { startChild, whichChildren } from "./supervisor-messages";
import { World } from "./test-world";

type Spec = Partial<SupervisorSpec>;

function tree(world: World, spec: Spec): Promise<ActorRef> {
  const base = { strategy: "one_for_one", intensity: 1, periodMs: 1_000, children: [] } as const;
  return world.run(world.system.start(supervisor({ ...base, ...spec })));
}

const abc = (world: World, ...args: [] | [Parameters<World["child"]>[1]]) =>
  ["a", "b", "c"].map((name) => world.child(name, ...args));

describe("a supervisor's start and end", () => {
  test("Children start in order and stop in reverse", async () => {
    const world = new World();
    const root = await tree(world, { children: abc(world) });
    expect(world.taken()).toEqual(["+a", "+b", "+c"]);
    world.system.exit(root, "shutdown");
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["-c shutdown", "-b shutdown", "-a shutdown"]);
    expect(world.system.list()).toEqual([]);
  });

  test("an async `init` holds up the children after it", async () => {
    const world = new World();
    const slow = { init: () => elapse(world, 50) };
    const started = tree(world, { children: [world.child("a", {}, slow), world.child("b")] });
    await world.host.advance(40);
    expect(world.taken()).toEqual([]);
    await world.host.advance(20);
    await started;
    expect(world.taken()).toEqual(["+a", "+b"]);
  });

  test("A child that fails in the start stops the earlier: `failed_to_start_child`", async () => {
    const world = new World();
    const fails = { init: () => ({ stop: { tag: "exit", detail: "no" } }) as const };
    const children = [...abc(world), world.child("d", {}, fails), world.child("e")];
    const failure = {
      tag: "failed_to_start_child",
      id: "d",
      reason: { tag: "exit", detail: "no" },
    };
    const reason = { tag: "shutdown", detail: failure };
    await expect(tree(world, { children })).rejects.toMatchObject({ reason });
    const stops = ["-c shutdown", "-b shutdown", "-a shutdown"];
    expect(world.taken()).toEqual(["+a", "+b", "+c", ...stops]);
    expect(world.system.list()).toEqual([]);
  });

  test("`ignore` keeps the spec without a process", async () => {
    const world = new World();
    const ignores = { init: () => ({ ignore: true }) as const };
    const children = [world.child("a", {}, ignores), world.child("b")];
    const root = await tree(world, { children });
    const list = await world.run(whichChildren(world.system, root));
    expect(list).toMatchObject([{ id: "a", ref: undefined }, { id: "b" }]);
    expect(world.system.list()).toHaveLength(2);
  });

  test("`shutdown: ms` asks, waits, then kills", async () => {
    const world = new World();
    const hangs = { terminate: () => new Promise<void>(() => {}) };
    const root = await tree(world, { children: [world.child("a"), world.child("b", {}, hangs)] });
    const b = world.named("b");
    world.system.exit(root, "shutdown");
    await world.host.advance(999);
    expect(world.system.isAlive(b)).toBe(true);
    await world.host.advance(1);
    expect(world.taken().slice(2)).toEqual(["-b shutdown", "-a shutdown"]);
    expect(world.events).toContainEqual(expect.objectContaining({ label: "b", reason: "killed" }));
  });

  test("`shutdown: infinity` waits for as long as it takes", async () => {
    const world = new World();
    const slow = { terminate: () => elapse(world, 60_000) };
    const root = await tree(world, {
      children: [world.child("a", { shutdown: "infinity" }, slow)],
    });
    world.system.exit(root, "shutdown");
    await world.host.advance(59_999);
    expect(world.system.isAlive(root)).toBe(true);
    await world.host.advance(1);
    expect(world.system.list()).toEqual([]);
  });

  test("`brutal_kill` runs no `terminate`", async () => {
    const world = new World();
    const root = await tree(world, { children: abc(world, { shutdown: "brutal_kill" }) });
    world.system.exit(root, "shutdown");
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+a", "+b", "+c"]);
    expect(world.system.list()).toEqual([]);
  });

  test("a supervisor survives a child that hangs in start", async () => {
    const world = new World(1, { startTimeoutMs: 500 });
    let hanging = false;
    const init = (): undefined | Promise<undefined> =>
      hanging ? new Promise(() => {}) : undefined;
    const root = await tree(world, {
      intensity: 2,
      children: [world.child("a", {}, { init }), world.child("b")],
    });
    const [first] = await world.run(whichChildren(world.system, root));
    hanging = true;
    if (typeof first?.ref === "object") world.system.exit(first.ref, "kill");
    await world.host.advance(499);
    hanging = false;
    await world.host.advance(1);
    expect(world.system.isAlive(root)).toBe(true);
    const list = await world.run(whichChildren(world.system, root));
    expect(list.map(({ ref }) => typeof ref)).toEqual(["object", "object"]);
    expect(world.taken()).toEqual(["+a", "+b", "+a"]);
  });

  test("a killed supervisor takes its children with it", async () => {
    const world = new World();
    const root = await tree(world, { children: abc(world) });
    world.system.exit(root, "kill");
    await world.host.runUntilIdle();
    expect(world.system.list()).toEqual([]);
    expect(world.taken().slice(3).sort()).toEqual(["-a killed", "-b killed", "-c killed"]);
  });
});

describe("which children are restarted", () => {
  test("A permanent child restarts even after `normal`, and that counts", async () => {
    const world = new World();
    const root = await tree(world, { children: [world.child("a")] });
    await world.end("a", "normal");
    expect(world.taken()).toEqual(["+a", "-a normal", "+a"]);
    await world.end("a", "normal");
    expect(world.system.isAlive(root)).toBe(false);
  });

  test("A transient child restarts after errors only, not after `{shutdown, _}`", async () => {
    const world = new World();
    const reasons = ["normal", "shutdown", { tag: "shutdown", detail: "moved" }] as const;
    for (const reason of reasons) {
      const root = await tree(world, { children: [world.child("a", { restart: "transient" })] });
      await world.crash("a");
      expect(world.taken()).toEqual(["+a", "-a Error: a crashed", "+a"]);
      await world.end("a", reason);
      expect(world.taken()).toHaveLength(1);
      const list = await world.run(whichChildren(world.system, root));
      expect(list).toMatchObject([{ id: "a", ref: undefined }]);
      world.system.exit(root, "kill");
    }
  });

  test("A temporary child never restarts, is forgotten, and costs no intensity", async () => {
    const world = new World();
    const children = abc(world, { restart: "temporary" });
    const root = await tree(world, { intensity: 0, children });
    for (const name of ["a", "b", "c"]) await world.crash(name);
    expect(world.system.isAlive(root)).toBe(true);
    expect(await world.run(whichChildren(world.system, root))).toEqual([]);
  });

  test("When a supervisor is itself restarted, only its static children come back", async () => {
    const world = new World();
    const inner = supervisor({
      strategy: "one_for_one",
      intensity: 0,
      periodMs: 1_000,
      name: "inner",
      children: [world.child("a")],
    });
    const child = {
      id: "inner",
      start: () => inner,
      type: "supervisor",
      shutdown: "infinity",
    } as const;
    await tree(world, { children: [{ ...child, restart: "permanent" }] });
    await world.run(startChild(world.system, { name: "inner" }, world.child("added")));
    expect(world.taken()).toEqual(["+a", "+added"]);
    await world.crash("a");
    expect(world.taken()).toEqual(["-a Error: a crashed", "-added shutdown", "+a"]);
    const list = await world.run(whichChildren(world.system, { name: "inner" }));
    expect(list).toMatchObject([{ id: "a" }]);
  });

  test("a restarted child gets its arguments again, and knows of its past", async () => {
    const world = new World();
    const past: unknown[] = [];
    const init = (ctx: Context): undefined => {
      past.push([ctx.restarts, typeof ctx.lastCrash === "object" && ctx.lastCrash.tag]);
      ctx.register("a", ctx.self);
    };
    await tree(world, { children: [world.child("a", {}, { init })] });
    await world.crash("a");
    expect(past).toEqual([
      [0, false],
      [1, "error"],
    ]);
    const info = world.system.info(world.named("a"));
    expect(info).toMatchObject({ id: "a", restarts: 1, lastCrash: { tag: "error" } });
  });
});

function elapse(world: World, ms: number): Promise<undefined> {
  return new Promise((resolve) => world.host.clock.after(ms, () => resolve(undefined)));
}
