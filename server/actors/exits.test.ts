import { describe, expect, test } from "vitest";
import { type Behaviour, starts } from "./behaviour";
import { sameRef } from "./ref";
import { World } from "./test-world";

describe("exits", () => {
  test("`kill` can't be trapped and is seen by others as `killed`", async () => {
    const world = new World();
    const victim = world.spawn("victim", { trap: true });
    const linked = world.spawn("linked", { trap: true });
    await world.ask(linked, (ctx) => ctx.link(victim));
    world.system.exit(victim, "kill");
    await world.host.runUntilIdle();
    expect(world.system.isAlive(victim)).toBe(false);
    expect(world.taken()).toEqual(["+victim", "+linked", "linked exit killed"]);
  });

  test("`kill` drops the mailbox, aborts the signal and ignores a late result", async () => {
    const world = new World();
    const victim = world.spawn("victim");
    const friend = world.spawn("friend");
    let finish: (() => void) | undefined;
    const aborted: unknown[] = [];
    world.tell(victim, async (ctx) => {
      ctx.signal.onAbort((reason) => aborted.push(reason));
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      // The code goes on, but nothing it does has an effect.
      ctx.cast(friend, { tag: "note", text: "late" });
      ctx.register("late", ctx.self);
      ctx.spawn({ init: () => ({ state: null }) }, null);
      return { stop: "normal" };
    });
    world.system.cast(victim, { tag: "note", text: "queued" });
    await world.host.runUntilIdle();
    const before = world.system.list().length;
    world.system.exit(victim, "kill");
    finish?.();
    await world.host.runUntilIdle();
    expect(aborted).toEqual(["killed"]);
    expect(world.taken()).toEqual(["+victim", "+friend"]);
    expect(world.system.list()).toHaveLength(before - 1);
    expect(world.system.whereis("late")).toBeUndefined();
    expect(world.system.deadLetters.count("actor_died")).toBe(1);
    expect(world.events.filter(({ tag }) => tag === "exited")).toMatchObject([
      { reason: "killed" },
    ]);
  });

  test("a listener or a label that throws at the end harms nobody", async () => {
    const world = new World();
    const a = world.system.spawn(
      { init: () => ({ state: null }), label: () => fail("label") },
      null,
    );
    const b = world.spawn("b", { trap: true, init: (ctx) => void ctx.link(a) });
    world.system.monitor(a, () => fail("listener"));
    world.system.exit(a, "kill");
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+b", "b exit killed"]);
    expect(world.system.list().map(({ ref }) => ref)).toEqual([b]);
    expect(world.events.filter(({ tag }) => tag === "observer_failed")).toHaveLength(1);
  });

  test("an actor that kills itself runs no `terminate`, whatever comes next", async () => {
    const world = new World();
    const a = world.spawn("a");
    world.tell(a, (ctx) => {
      ctx.exit(ctx.self, "kill");
      throw new Error("too late");
    });
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+a"]);
  });

  test("an exit of reason `normal` ends nobody but its sender", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    await world.ask(a, (ctx) => ctx.exit(b, "normal"));
    expect(world.system.isAlive(b)).toBe(true);
    world.tell(a, (ctx) => ctx.exit(ctx.self, "normal"));
    await world.host.runUntilIdle();
    expect(world.system.isAlive(a)).toBe(false);
  });

  test("Exit from the parent ends a trapping server through `terminate`", async () => {
    const world = new World();
    const parent = world.spawn("parent");
    const child = await world.ask(parent, async (ctx) => {
      const result = await ctx.start(world.puppet("child", { trap: true }));
      return result.ok ? result.ref : undefined;
    });
    world.tell(parent, () => ({ stop: "shutdown" }));
    await world.host.runUntilIdle();
    expect(child && world.system.isAlive(child)).toBe(false);
    expect(world.taken()).toEqual(["+parent", "+child", "-parent shutdown", "-child shutdown"]);
  });

  test("a child that fails in `ctx.start` sends no exit, one of `spawnLink` does", async () => {
    const world = new World();
    const fails: Behaviour = { init: () => ({ stop: "timeout" }) };
    const parent = world.spawn("parent", { trap: true });
    const result = await world.ask(parent, (ctx) => ctx.start(starts(fails, null)));
    expect(result).toEqual({ ok: false, reason: "timeout" });
    expect(world.taken()).toEqual(["+parent"]);
    await world.ask(parent, (ctx) => ctx.spawnLink(fails, null));
    expect(world.taken()).toEqual(["parent exit timeout"]);
  });

  test("exit from another link is a message", async () => {
    const world = new World();
    const a = world.spawn("a", { trap: true });
    const b = world.spawn("b");
    await world.ask(a, (ctx) => ctx.link(b));
    world.tell(b, () => ({ stop: { tag: "exit", detail: 7 } }));
    await world.host.runUntilIdle();
    expect(world.system.isAlive(a)).toBe(true);
    expect(world.taken()).toContain("a exit exit: 7");
  });

  test("without trapping, an exit runs no `terminate` and goes on through the links", async () => {
    const world = new World();
    const [a, b, c] = ["a", "b", "c"].map((name) => world.spawn(name));
    if (!a || !b || !c) throw new Error("three actors");
    await world.ask(a, (ctx) => ctx.link(b));
    await world.ask(b, (ctx) => ctx.link(c));
    world.system.exit(a, "shutdown");
    await world.host.runUntilIdle();
    expect([a, b, c].map((ref) => world.system.isAlive(ref))).toEqual([false, false, false]);
    expect(world.taken()).toEqual(["+a", "+b", "+c"]);
  });

  test("a chain of ten thousand links ends without overflowing the stack", async () => {
    const world = new World(1, { cloneMessages: false });
    const first = world.spawn("0");
    let last = first;
    const chain = world.spawn("maker");
    await world.ask(chain, () => {
      for (let index = 1; index < 10_000; index++) {
        const previous = last;
        last = world.spawn(String(index), { init: (ctx) => void ctx.link(previous) });
      }
    });
    world.system.exit(last, "shutdown");
    expect(world.system.isAlive(first)).toBe(false);
    expect(world.system.list()).toHaveLength(1);
  });

  test("links are idempotent", async () => {
    const world = new World();
    const a = world.spawn("a", { trap: true });
    const b = world.spawn("b");
    await world.ask(a, (ctx) => {
      ctx.link(b);
      ctx.link(b);
    });
    world.system.exit(b, "shutdown");
    await world.host.runUntilIdle();
    expect(world.taken().filter((line) => line.startsWith("a exit"))).toHaveLength(1);
  });

  test("an unlink, from either side, cuts the link", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    await world.ask(a, (ctx) => ctx.link(b));
    await world.ask(b, (ctx) => ctx.unlink(a));
    world.system.exit(a, "shutdown");
    expect(world.system.isAlive(b)).toBe(true);
  });

  test("a link to the dead answers with `noproc`", async () => {
    const world = new World();
    const a = world.spawn("a", { trap: true });
    const b = world.spawn("b");
    world.system.exit(b, "kill");
    await world.ask(a, (ctx) => ctx.link(b));
    expect(world.taken()).toContain("a exit noproc");
  });
});

describe("monitors", () => {
  test("A monitor on the dead answers `noproc`", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    world.system.exit(b, "kill");
    await world.ask(a, (ctx) => ctx.monitor(b));
    await world.ask(a, (ctx) => ctx.monitor({ name: "nobody" }));
    expect(world.taken().slice(2)).toEqual(["a down noproc", "a down noproc"]);
  });

  test("two monitors, two DOWNs", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    await world.ask(a, (ctx) => [ctx.monitor(b), ctx.monitor(b)]);
    world.tell(b, () => ({ stop: "normal" }));
    await world.host.runUntilIdle();
    expect(world.taken().filter((line) => line === "a down normal")).toHaveLength(2);
  });

  test("no DOWN comes after `demonitor`, even one that was queued", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    await world.ask(a, (ctx) => {
      const monitor = ctx.monitor(b);
      ctx.exit(b, "kill");
      ctx.demonitor(monitor);
    });
    expect(world.taken()).toEqual(["+a", "+b"]);
  });

  test("an old incarnation is a dead ref", async () => {
    const world = new World();
    const old = world.spawn("same");
    world.system.exit(old, "kill");
    const young = world.spawn("same");
    expect(sameRef(old, young)).toBe(false);
    const call = await world.settled(world.system.call(old, { tag: "note", text: "hello" }));
    expect(call).toMatchObject({ status: "rejected", reason: { code: "noproc" } });
  });
});

function fail(what: string): never {
  throw new Error(what);
}
