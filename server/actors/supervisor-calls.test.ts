import { describe, expect, test } from "vitest";
import type { ActorRef } from "./ref";
import { supervisor } from "./supervisor";
import * as children from "./supervisor-messages";
import { World } from "./test-world";

async function rootOf(world: World, ...names: string[]): Promise<ActorRef> {
  const specs = names.map((name) => world.child(name));
  const spec = { strategy: "one_for_one", intensity: 5, periodMs: 1_000, children: specs } as const;
  return world.run(world.system.start(supervisor(spec)));
}

describe("a static supervisor's children", () => {
  test("`startChild` adds a child at the end, once", async () => {
    const world = new World();
    const root = await rootOf(world, "a");
    const first = await world.run(children.startChild(world.system, root, world.child("b")));
    expect(first).toEqual({ ok: true, ref: world.named("b") });
    const second = await world.run(children.startChild(world.system, root, world.child("b")));
    const error = { tag: "already_started", ref: world.named("b") };
    expect(second).toEqual({ ok: false, error });
    world.system.exit(root, "shutdown");
    await world.host.runUntilIdle();
    expect(world.taken().slice(2)).toEqual(["-b shutdown", "-a shutdown"]);
  });

  test("`startChild` that fails leaves no spec", async () => {
    const world = new World();
    const root = await rootOf(world);
    const spec = world.child("b", {}, { init: () => ({ stop: "timeout" }) as const });
    const result = await world.run(children.startChild(world.system, root, spec));
    expect(result).toEqual({ ok: false, error: { tag: "failed", reason: "timeout" } });
    const counts = await world.run(children.countChildren(world.system, root));
    expect(counts).toEqual({ specs: 0, active: 0, supervisors: 0, workers: 0 });
  });

  test("`terminateChild` keeps the spec for `restartChild` or `deleteChild`", async () => {
    const world = new World();
    const root = await rootOf(world, "a");
    const { system } = world;
    expect(await world.run(children.deleteChild(system, root, "a"))).toMatchObject({
      error: "running",
    });
    expect(await world.run(children.restartChild(system, root, "a"))).toMatchObject({
      error: "running",
    });
    expect(await world.run(children.terminateChild(system, root, "a"))).toEqual({ ok: true });
    expect(world.taken()).toEqual(["+a", "-a shutdown"]);
    const absent = await world.run(children.startChild(system, root, world.child("a")));
    expect(absent).toEqual({ ok: false, error: { tag: "already_present" } });
    expect(await world.run(children.restartChild(system, root, "a"))).toMatchObject({ ok: true });
    await world.run(children.terminateChild(system, root, "a"));
    expect(await world.run(children.deleteChild(system, root, "a"))).toEqual({ ok: true });
    for (const verb of [children.deleteChild, children.restartChild, children.terminateChild]) {
      expect(await world.run(verb(system, root, "a"))).toEqual({ ok: false, error: "not_found" });
    }
  });

  test("a child ended by `terminateChild` costs no restart", async () => {
    const world = new World();
    const root = await rootOf(world, "a");
    await world.run(children.terminateChild(world.system, root, "a"));
    const supervision = world.system.info(root)?.supervision;
    expect(supervision).toMatchObject({ restartsUsed: 0, absent: [{ id: "a", why: "ended" }] });
  });

  test("`countChildren` counts specs, the living, and each type", async () => {
    const world = new World();
    const root = await rootOf(world, "a", "b");
    await world.run(children.terminateChild(world.system, root, "b"));
    const counts = await world.run(children.countChildren(world.system, root));
    expect(counts).toEqual({ specs: 2, active: 1, supervisors: 0, workers: 2 });
  });

  test("ten thousand children start and stop in linear time", async () => {
    const handled: number[] = [];
    for (const size of [1_000, 10_000]) {
      const world = new World(1, { cloneMessages: false });
      const names = Array.from({ length: size }, (_, index) => `child ${index}`);
      const root = await rootOf(world, ...names);
      expect(world.system.list()).toHaveLength(size + 1);
      world.system.exit(root, "shutdown");
      await world.host.runUntilIdle();
      expect(world.system.list()).toEqual([]);
      handled.push(world.events.length);
    }
    const [few = 0, many = 0] = handled;
    expect(many).toBeLessThanOrEqual(few * 10);
  });
});
