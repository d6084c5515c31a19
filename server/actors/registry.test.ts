import { describe, expect, test } from "vitest";
import type { Context } from "./context";
import { dynamicSupervisor } from "./dynamic-supervisor";
import { named } from "./ref";
import { type Activator, registry } from "./registry";
import { supervisor } from "./supervisor";
import { startChild } from "./supervisor-messages";
import { type PuppetMessage, type PuppetScript, World } from "./test-world";

const x = named<PuppetMessage>("document:x");
const note = (text: string) => ({ tag: "note", text }) as const;

async function worldWith(document: Activator, options = {}): Promise<World> {
  const world = new World(1, options);
  await world.run(world.system.start(registry({ activate: { document } })));
  return world;
}

/** An activator that starts a puppet from outside, after `ms`. */
function activating(worlds: World[], ms = 0, script: PuppetScript = {}): Activator {
  return async (id) => {
    const [world] = worlds;
    if (world === undefined) throw new Error("no world");
    if (ms > 0) await new Promise<void>((resolve) => world.host.clock.after(ms, resolve));
    return world.spawn(id, script);
  };
}

async function activatingWorld(ms = 0, options = {}): Promise<World> {
  const worlds: World[] = [];
  const world = await worldWith(activating(worlds, ms), options);
  worlds.push(world);
  return world;
}

describe("names", () => {
  test("a name belongs to one living actor, and is free when it dies", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    expect(world.system.register("name", a)).toBe(true);
    expect(world.system.register("name", b)).toBe(false);
    expect(world.system.whereis("name")).toEqual(a);
    world.system.exit(a, "kill");
    expect(world.system.whereis("name")).toBeUndefined();
    expect(world.system.register("name", b)).toBe(true);
    expect(world.system.register("dead", a)).toBe(false);
  });

  test("a name is looked up at each send", async () => {
    const world = new World();
    const a = world.spawn("a");
    world.system.register("name", a);
    world.system.cast(named("name"), note("one"));
    await world.host.runUntilIdle();
    world.system.exit(a, "kill");
    world.system.register("name", world.spawn("b"));
    world.system.cast(named("name"), note("two"));
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+a", "a one", "+b", "b two"]);
  });

  test("a spawn under a name that is taken fails with `already_started`", async () => {
    const world = new World();
    const options = { name: "one" };
    const first = await world.run(world.system.start({ ...world.puppet("a"), options }));
    const second = world.run(world.system.start({ ...world.puppet("b"), options }));
    const reason = { tag: "already_started", ref: first };
    await expect(second).rejects.toMatchObject({ reason });
  });

  test("what is sent to nobody is a dead letter", async () => {
    const world = await activatingWorld();
    world.system.cast(named("other:x"), note("lost"));
    world.system.cast(named("nobody"), note("lost"));
    expect(world.system.deadLetters.count("noproc")).toBe(2);
  });
});

describe("activation", () => {
  test("two first messages, one actor, and both arrive in order", async () => {
    const world = await activatingWorld(50);
    world.system.cast(x, note("one"));
    const call = world.system.call(x, note("two"));
    world.system.cast(x, note("three"));
    await world.host.advance(60);
    await call;
    expect(world.taken()).toEqual(["+x", "x one", "x two", "x three"]);
  });

  test("a full buffer refuses calls with `overloaded`; casts are dead letters", async () => {
    const world = await activatingWorld(50, { nameBuffer: 2 });
    const calls = ["one", "two", "three"].map((text) => world.system.call(x, note(text)));
    world.system.cast(x, note("four"));
    const results = Promise.allSettled(calls);
    await world.host.advance(60);
    expect((await results).map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
    ]);
    expect((await results)[2]).toMatchObject({ reason: { code: "overloaded" } });
    expect(world.system.deadLetters.count("overloaded")).toBe(1);
  });

  test("a failed activation fails its calls at once; the next message tries again", async () => {
    let attempts = 0;
    const world = await worldWith(() => {
      attempts++;
      throw new Error("away");
    });
    for (const _ of [1, 2]) {
      const call = await world.settled(world.system.call(x, note("hello")));
      expect(call).toMatchObject({ reason: { code: "noproc", reason: { tag: "error" } } });
    }
    world.system.cast(x, note("lost"));
    await world.host.runUntilIdle();
    expect(attempts).toBe(3);
    expect(world.system.deadLetters.count("activation_failed")).toBe(1);
  });

  test("a call's deadline runs while it waits for the activation", async () => {
    const world = await activatingWorld(500);
    const call = world.system.call(x, note("hello"), { timeoutMs: 100 });
    call.catch(() => {});
    await world.host.advance(100);
    await expect(call).rejects.toMatchObject({ code: "timeout" });
    await world.host.advance(500);
    expect(world.taken()).toEqual(["+x"]);
  });

  test("an actor that calls its own name while it is activated: `calling_self`", async () => {
    const codes: unknown[] = [];
    const world: World = await worldWith(() =>
      world.spawn("x", {
        init: (ctx) => void ctx.call(x, note("me")).catch((error) => codes.push(error.code)),
      }),
    );
    world.system.cast(x, note("wake"));
    await world.host.runUntilIdle();
    expect(codes).toEqual(["calling_self"]);
  });

  test("a slow activation holds up no other", async () => {
    const world: World = await worldWith(async (id) => {
      if (id === "slow") await new Promise(() => {});
      return world.spawn(id);
    });
    world.system.cast(named("document:slow"), note("hello"));
    world.system.cast(x, note("hello"));
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+x", "x hello"]);
  });

  test("the death of the registry fails what waited, and leaves the named alone", async () => {
    const world = new World();
    const root = await world.run(
      world.system.start(registry({ activate: { document: () => new Promise(() => {}) } })),
    );
    const kept = world.spawn("kept");
    world.system.register("kept", kept);
    const call = world.system.call(x, note("hello"));
    world.system.exit(root, "kill");
    expect(await world.settled(call)).toMatchObject({ reason: { code: "noproc" } });
    expect(world.system.whereis("kept")).toEqual(kept);
  });
});

describe("passivation", () => {
  test("nothing is lost: what comes meanwhile, or was unread, activates it anew", async () => {
    const world = await activatingWorld(10);
    world.system.cast(x, note("one"));
    await world.host.advance(20);
    world.tell(x, async (ctx) => {
      ctx.passivate("document:x");
      await new Promise<void>((resolve) => world.host.clock.after(100, resolve));
      return { stop: "normal" };
    });
    world.system.cast(x, note("unread"));
    const unread = world.system.call(x, note("unread call"));
    await world.host.advance(50);
    world.system.cast(x, note("meanwhile"));
    const call = world.system.call(x, note("meanwhile call"));
    await world.host.advance(200);
    await Promise.all([unread, call]);
    const again = ["x unread", "x unread call", "x meanwhile", "x meanwhile call"];
    expect(world.taken()).toEqual(["+x", "x one", "-x normal", "+x", ...again]);
  });

  test("with nothing waiting the name is simply free", async () => {
    const world = await activatingWorld();
    world.system.cast(x, note("one"));
    await world.host.runUntilIdle();
    world.tell(x, (ctx) => {
      ctx.passivate("document:x");
      return { stop: "normal" };
    });
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+x", "x one", "-x normal"]);
    expect(world.system.names.size).toBe(0);
  });

  test("an actor that changes its mind resumes, and gets what waited", async () => {
    const world = await activatingWorld();
    world.system.cast(x, note("one"));
    await world.host.runUntilIdle();
    const ref = world.named("document:x");
    world.tell(ref, (ctx) => ctx.passivate("document:x"));
    await world.host.runUntilIdle();
    world.system.cast(x, note("two"));
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+x", "x one"]);
    world.tell(ref, (ctx) => ctx.resume("document:x"));
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["x two"]);
  });
});

describe("a keeper", () => {
  const registers = (ctx: Context): undefined =>
    void ctx.register("document:x", ctx.self, { keeper: ctx.parent });

  async function keptWorld(restart: "permanent" | "transient"): Promise<World> {
    const worlds: World[] = [];
    const world = await worldWith(async (id, ctx) => {
      const [there] = worlds;
      if (there === undefined) throw new Error("no world");
      const subtree = supervisor({
        strategy: "one_for_all",
        intensity: 1,
        periodMs: 1_000,
        autoShutdown: "any_significant",
        children: [
          there.child(id, { restart, significant: restart === "transient" }, { init: registers }),
        ],
      });
      const spec = {
        id,
        start: () => subtree,
        restart: "temporary",
        shutdown: "infinity",
        type: "supervisor",
      } as const;
      await startChild(ctx, named("documents"), spec);
      const ref = ctx.whereis<PuppetMessage>(`document:${id}`);
      if (ref === undefined) throw new Error("it didn't register");
      return ref;
    });
    worlds.push(world);
    const documents = dynamicSupervisor({ intensity: 0, periodMs: 1, name: "documents" });
    await world.run(world.system.start(documents));
    return world;
  }

  test("messages wait while its supervisor restarts the actor: no second one", async () => {
    const world = await keptWorld("permanent");
    world.system.cast(x, note("one"));
    await world.host.runUntilIdle();
    const first = world.named("document:x");
    world.system.exit(first, "kill");
    const call = world.system.call(x, note("two"));
    await world.run(call);
    expect(world.taken()).toEqual(["+x", "x one", "+x", "x two"]);
    expect(world.events.filter(({ tag }) => tag === "name_activated")).toHaveLength(1);
  });

  test("when its supervisor gives up, what waits activates a new subtree", async () => {
    const world = await keptWorld("permanent");
    world.system.cast(x, note("one"));
    await world.host.runUntilIdle();
    await world.crash("document:x");
    world.system.exit(world.named("document:x"), "kill");
    await world.run(world.system.call(x, note("two")));
    expect(world.taken().at(-1)).toBe("x two");
  });

  test("passivation waits for the end of the whole subtree", async () => {
    const world = await keptWorld("transient");
    world.system.cast(x, note("one"));
    await world.host.runUntilIdle();
    world.tell(x, (ctx) => {
      ctx.passivate("document:x");
      return { stop: "normal" };
    });
    const call = world.system.call(x, note("two"));
    await world.run(call);
    expect(world.taken()).toEqual(["+x", "x one", "-x normal", "+x", "x two"]);
    const supervisors = world.system.list().filter(({ label }) => label.startsWith("supervisor"));
    expect(supervisors).toHaveLength(1);
  });
});
