import { describe, expect, test } from "vitest";
import type { Behaviour } from "./behaviour";
import type { Message } from "./message";
import { World } from "./test-world";

const note = (text: string) => ({ tag: "note", text }) as const;

describe("an actor's turns", () => {
  test("`continue` runs before any queued message", async () => {
    const world = new World();
    const a = world.spawn("a", { init: () => ({ state: null, continue: "loading" }) });
    world.system.cast(a, note("queued"));
    await world.host.runUntilIdle();
    world.tell(a, () => ({ continue: "again" }));
    world.system.cast(a, note("queued too"));
    await world.host.runUntilIdle();
    const first = ["+a", "a continues loading", "a queued"];
    expect(world.taken()).toEqual([...first, "a continues again", "a queued too"]);
  });

  test("messages between two actors arrive in the order they were sent", async () => {
    const world = new World();
    const a = world.spawn("a");
    const b = world.spawn("b");
    await world.ask(a, (ctx) => {
      ctx.cast(b, note("1"));
      ctx.send(b, note("2"));
      ctx.request(b, note("3"));
      ctx.cast(b, note("4"));
    });
    expect(world.taken().slice(2, 6)).toEqual(["b 1", "b 2", "b 3", "b 4"]);
  });

  test("one message at a time, also while a handler awaits", async () => {
    const world = new World();
    const a = world.spawn("a");
    world.tell(a, async () => {
      world.journal.push("begins");
      await new Promise<void>((resolve) => world.host.clock.after(10, resolve));
      world.journal.push("ends");
    });
    world.system.cast(a, note("next"));
    await world.host.advance(20);
    expect(world.taken()).toEqual(["+a", "begins", "ends", "a next"]);
  });

  test("a throw ends the actor through `terminate`, sync or async", async () => {
    const world = new World();
    for (const name of ["sync", "async"]) {
      const a = world.spawn(name);
      world.tell(a, () => {
        if (name === "async") return Promise.reject(new Error("oh"));
        throw new Error("oh");
      });
      await world.host.runUntilIdle();
      expect(world.taken()).toEqual([`+${name}`, `-${name} Error: oh`]);
      expect(world.system.isAlive(a)).toBe(false);
    }
  });

  test("a throw in `terminate` is the reason others see", async () => {
    const world = new World();
    const terminate = () => {
      throw new Error("last words");
    };
    const a = world.spawn("a", { terminate });
    const reasons: unknown[] = [];
    world.system.monitor(a, (reason) => reasons.push(reason));
    world.tell(a, () => ({ stop: "normal" }));
    await world.host.runUntilIdle();
    expect(reasons).toMatchObject([{ tag: "error", error: { message: "last words" } }]);
  });

  test("a message that nobody handles ends the actor", async () => {
    const world = new World();
    const a = world.system.spawn({ init: () => ({ state: null }) }, null);
    world.system.send(a, note("ignored, as by gen_server"));
    await world.host.runUntilIdle();
    expect(world.system.isAlive(a)).toBe(true);
    world.system.cast(a, note("not this"));
    await world.host.runUntilIdle();
    expect(world.system.isAlive(a)).toBe(false);
  });

  test("`timeoutMs`: a timeout comes when no message does", async () => {
    const world = new World();
    const a = world.spawn("a");
    const idleFor = (timeoutMs: number) => world.tell(a, () => ({ timeoutMs }));
    idleFor(100);
    await world.host.advance(99);
    world.system.cast(a, note("in time"));
    await world.host.advance(1_000);
    idleFor(100);
    await world.host.advance(100);
    expect(world.taken()).toEqual(["+a", "a in time", "a timeout"]);
  });

  test("`sendAfter` delivers, unless it is cancelled or its actor is dead", async () => {
    const world = new World();
    const a = world.spawn("a");
    await world.ask(a, (ctx) => {
      ctx.sendAfter(10, note("ten"));
      ctx.cancel(ctx.sendAfter(5, note("five")));
      ctx.sendAfter(50, note("fifty"));
    });
    await world.host.advance(20);
    world.system.exit(a, "kill");
    await world.host.advance(100);
    expect(world.taken()).toEqual(["+a", "a ten"]);
  });

  test("state may be replaced instead of changed", async () => {
    const world = new World();
    const behaviour: Behaviour<number, number> = {
      init: (start) => ({ state: start }),
      handleCast: (_message, state) => ({ state: state + 1 }),
      handleCall: (_message, _from, state) => ({ reply: state, state: 0 }),
    };
    const ref = world.system.spawn(behaviour, 5);
    world.system.cast(ref, { tag: "up" });
    expect(await world.run(world.system.call(ref, { tag: "read" }))).toBe(6);
    expect(await world.run(world.system.call(ref, { tag: "read" }))).toBe(0);
  });

  test("`{stop, reply}` answers before it ends", async () => {
    const world = new World();
    const behaviour: Behaviour<null, null> = {
      init: () => ({ state: null }),
      handleCall: () => ({ stop: "normal", reply: "bye" }),
    };
    const ref = world.system.spawn(behaviour, null);
    expect(await world.run(world.system.call(ref, { tag: "end" }))).toBe("bye");
    expect(world.system.isAlive(ref)).toBe(false);
  });
});

describe("mailboxes of actors", () => {
  test("casts with the same key are one, the newest", async () => {
    const world = new World();
    const seen: Message[] = [];
    const presence: Behaviour<null, null, Message & { user: string; at: number }> = {
      init: () => ({ state: null }),
      handleCast: (message) => void seen.push(message),
    };
    const conflate = (message: Message) => ("user" in message ? String(message.user) : undefined);
    const ref = world.system.spawn(presence, null, { conflate });
    for (const at of [1, 2, 3]) {
      for (const user of ["ann", "bob"]) world.system.cast(ref, { tag: "presence", user, at });
    }
    await world.host.runUntilIdle();
    expect(seen).toMatchObject([
      { user: "ann", at: 3 },
      { user: "bob", at: 3 },
    ]);
  });

  test("when full, casts go by their policy, and system messages pass", async () => {
    const texts = { dead_letter: ["1", "2"], drop_oldest: ["2", "3"], crash: [] } as const;
    for (const onFull of ["dead_letter", "drop_oldest", "crash"] as const) {
      const world = new World(1, { mailbox: { limit: 2, onFull } });
      const a = world.spawn("a", { trap: true });
      const friend = world.spawn("friend");
      await world.ask(a, (ctx) => ctx.link(friend));
      world.taken();
      for (const text of ["1", "2", "3"]) world.system.cast(a, note(text));
      world.system.exit(friend, "shutdown");
      await world.host.runUntilIdle();
      const handled = texts[onFull].map((text) => `a ${text}`);
      expect(world.taken()).toEqual(onFull === "crash" ? [] : [...handled, "a exit shutdown"]);
      expect(world.system.isAlive(a)).toBe(onFull !== "crash");
      expect(world.system.deadLetters.total).toBe(onFull === "crash" ? 3 : 1);
    }
  });

  test("a mailbox that grows high is reported once", async () => {
    const world = new World(1, { mailboxHigh: 10 });
    const a = world.spawn("a");
    for (let index = 0; index < 30; index++) world.system.cast(a, note("x"));
    await world.host.runUntilIdle();
    expect(world.events.filter(({ tag }) => tag === "mailbox_high")).toHaveLength(1);
    for (let index = 0; index < 30; index++) world.system.cast(a, note("x"));
    expect(world.events.filter(({ tag }) => tag === "mailbox_high")).toHaveLength(2);
  });

  test("A mailbox dies with its actor", async () => {
    const world = new World();
    const a = world.spawn("a");
    world.tell(a, () => ({ stop: "normal" }));
    world.system.cast(a, note("unread"));
    await world.host.runUntilIdle();
    expect(world.taken()).toEqual(["+a", "-a normal"]);
    expect(world.system.deadLetters.list()).toMatchObject([{ cause: "actor_died" }]);
  });
});
