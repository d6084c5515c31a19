import { describe, expect, test } from "vitest";
import { type Behaviour, noReply } from "./behaviour";
import type { Context } from "./context";
import { type From, type Local, local } from "./message";
import type { ActorRef } from "./ref";
import { World } from "./test-world";

const note = { tag: "note", text: "x" } as const;

async function codeOf(world: World, promise: Promise<unknown>): Promise<unknown> {
  const result = await world.settled(promise);
  return result.status === "rejected" ? result.reason.code : result.value;
}

describe("calls", () => {
  test("A reply that comes after the deadline is dropped", async () => {
    const world = new World();
    const slow = world.spawn("slow");
    const asker = world.spawn("asker");
    const got: unknown[] = [];
    world.tell(asker, async (ctx) => {
      const call = ctx.call(slow, { tag: "do", fn: delayed(world, 100) }, { timeoutMs: 50 });
      got.push(await call.catch((error) => error.code));
    });
    await world.host.advance(40);
    expect(got).toEqual([]);
    await world.host.advance(20);
    expect(got).toEqual(["timeout"]);
    await world.host.advance(100);
    expect(got).toEqual(["timeout"]);
    expect(world.system.deadLetters.count("late_reply")).toBe(1);
    expect(await world.ask(asker, () => "fine")).toBe("fine");
  });

  test("a call fails at once with `noproc` when the target is dead", async () => {
    const world = new World();
    const dead = world.spawn("dead");
    world.system.exit(dead, "kill");
    expect(await codeOf(world, world.system.call(dead, note))).toBe("noproc");
    expect(await codeOf(world, world.system.call({ name: "nobody" }, note))).toBe("noproc");
    expect(world.host.clock.now()).toBe(0);
  });

  test("a call fails at once with `noproc` when the target gets dead before it", async () => {
    const world = new World();
    const busy = world.spawn("busy");
    world.tell(busy, () => new Promise(() => {}));
    await world.host.runUntilIdle();
    const call = world.system.call(busy, note);
    world.system.exit(busy, "shutdown");
    const result = await world.settled(call);
    expect(result).toMatchObject({ reason: { code: "noproc", reason: "shutdown" } });
  });

  test("a call fails at once with `exit` when the target dies with it in hand", async () => {
    const world = new World();
    const victim = world.spawn("victim");
    const throws = { tag: "do", fn: throwing } as const;
    const result = await world.settled(world.system.call(victim, throws));
    expect(result).toMatchObject({ reason: { code: "exit", reason: { tag: "error" } } });
    expect(world.host.clock.now()).toBe(0);
  });

  test("`calling_self`", async () => {
    const world = new World();
    const a = world.spawn("a");
    const call = world.ask(a, (ctx) => ctx.call(ctx.self, note).catch((error) => error.code));
    expect(await call).toBe("calling_self");
  });

  test("a call cycle fails at once", async () => {
    const world = new World();
    const [a, b, c] = ["a", "b", "c"].map((name) => world.spawn(name));
    if (!a || !b || !c) throw new Error("three actors");
    const codes: unknown[] = [];
    const through = (refs: ActorRef[]) => async (ctx: Context) => {
      const [next, ...rest] = refs;
      if (next === undefined) return "end";
      const call = ctx.call(next, { tag: "do", fn: local(through(rest)) });
      return call.catch((error) => {
        codes.push(error.code);
        return "cycle";
      });
    };
    expect(await world.ask(a, through([b, c, a]))).toBe("cycle");
    expect(codes).toEqual(["call_cycle"]);
    expect(world.host.clock.now()).toBe(0);
    expect(await world.ask(a, through([b, c]))).toBe("end");
  });

  test("a full mailbox refuses calls with `overloaded`", async () => {
    const world = new World(1, { mailbox: { limit: 2, onFull: "dead_letter" } });
    const a = world.spawn("a");
    const calls = [1, 2, 3].map(() => world.system.call(a, note));
    const results = await world.run(Promise.allSettled(calls));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(results[2]).toMatchObject({ reason: { code: "overloaded" } });
  });

  test("a call may be answered later, by whoever holds its `From`", async () => {
    const world = new World();
    const other = world.spawn("other");
    let from: From | undefined;
    const behaviour = {
      init: () => ({ state: null }),
      handleCall: (_message: unknown, caller: From) => {
        from = caller;
        return noReply;
      },
    };
    const call = world.system.call(world.system.spawn(behaviour, null), note);
    await world.host.runUntilIdle();
    await world.ask(other, (ctx) => from && ctx.reply(from, "later"));
    expect(await call).toBe("later");
  });

  test("`replyError` refuses the call and nobody dies", async () => {
    const world = new World();
    const behaviour: Behaviour = {
      init: () => ({ state: null }),
      handleCall: (_message, from, _state, ctx) => {
        ctx.replyError(from, new Error("no"));
        return noReply;
      },
    };
    const ref = world.system.spawn(behaviour, null);
    expect(await codeOf(world, world.system.call(ref, note))).toBe("refused");
    expect(world.system.isAlive(ref)).toBe(true);
  });

  test("a dead caller is not answered, and its code goes no further", async () => {
    const world = new World();
    const slow = world.spawn("slow");
    const caller = world.spawn("caller");
    let reached = false;
    world.tell(caller, async (ctx) => {
      await ctx.call(slow, { tag: "do", fn: delayed(world, 10) }).finally(() => {
        reached = true;
      });
    });
    await world.host.runUntilIdle();
    world.system.exit(caller, "kill");
    await world.host.advance(100);
    expect(reached).toBe(false);
    expect(world.system.deadLetters.count("late_reply")).toBe(1);
  });
});

describe("requests", () => {
  test("the answer comes as a message, and the actor is not held meanwhile", async () => {
    const world = new World();
    const slow = world.spawn("slow");
    const asker = world.spawn("asker");
    await world.ask(asker, (ctx) => {
      ctx.request(slow, { tag: "do", fn: delayed(world, 50) }, { label: "first" });
    });
    world.system.cast(asker, { tag: "note", text: "meanwhile" });
    await world.host.advance(100);
    expect(world.taken().slice(2)).toEqual(["asker meanwhile", "asker reply first done"]);
  });

  test("a timeout, a death and an absence come the same way", async () => {
    const world = new World();
    const slow = world.spawn("slow");
    const asker = world.spawn("asker");
    await world.ask(asker, (ctx) => {
      ctx.request(slow, { tag: "do", fn: delayed(world, 500) }, { label: "t", deadlineMs: 10 });
      ctx.request({ name: "nobody" }, note, { label: "absent" });
      ctx.request(slow, note, { label: "death" });
    });
    await world.host.advance(20);
    world.system.exit(slow, "kill");
    await world.host.runUntilIdle();
    expect(world.taken().slice(2)).toEqual([
      "asker reply absent noproc",
      "asker reply t timeout",
      "asker reply death noproc",
    ]);
  });
});

function delayed(world: World, ms: number): Local<() => Promise<unknown>> {
  return local(() => new Promise((resolve) => world.host.clock.after(ms, () => resolve("done"))));
}

const throwing = local(() => {
  throw new Error("in hand");
});
