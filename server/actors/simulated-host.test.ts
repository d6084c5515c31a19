import { describe, expect, test } from "vitest";
import { named } from "./ref";
import { SimulatedHost } from "./simulated-host";
import { supervisor } from "./supervisor";
import { type PuppetMessage, World } from "./test-world";

/** Ten actors greet each other at random, with timers and crashes; what happened, in order. */
async function trace(seed: number): Promise<string> {
  const world = new World(seed);
  const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
  const children = names.map((name) => world.child(name));
  const spec = { strategy: "one_for_one", intensity: 100, periodMs: 1_000, children } as const;
  await world.system.start(supervisor(spec));
  for (const name of names) {
    world.tell(world.named(name), async (ctx) => {
      for (const other of names) {
        ctx.cast(named<PuppetMessage>(other), { tag: "note", text: `from ${name}` });
        ctx.sendAfter(Math.floor(ctx.random() * 20), { tag: "note", text: "timer" });
        if (ctx.random() < 0.2) await Promise.resolve();
      }
      if (ctx.random() < 0.3) throw new Error("random");
    });
  }
  await world.host.advance(100);
  return world.journal.join("\n");
}

describe("the simulated host", () => {
  test("the same seed gives the same trace", async () => {
    for (const seed of [1, 2, 3]) expect(await trace(seed)).toBe(await trace(seed));
  });

  test("other seeds give other interleavings", async () => {
    const traces = await Promise.all(Array.from({ length: 20 }, (_, seed) => trace(seed)));
    expect(new Set(traces).size).toBe(20);
  });

  test("every order of three runnable actors comes up", async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 100; seed++) {
      const world = new World(seed);
      const refs = ["a", "b", "c"].map((name) => world.spawn(name));
      for (const ref of refs) world.system.cast(ref, { tag: "note", text: "" });
      await world.host.runUntilIdle();
      orders.add(world.journal.slice(3).join());
    }
    expect(orders.size).toBe(6);
  });

  test("messages between two actors stay in order, whatever the seed", async () => {
    for (let seed = 0; seed < 50; seed++) {
      const world = new World(seed);
      const [a, b, c] = ["a", "b", "c"].map((name) => world.spawn(name));
      if (!a || !b || !c) throw new Error("three actors");
      for (const from of [a, b]) {
        world.tell(from, async (ctx) => {
          for (let index = 0; index < 5; index++) {
            const text = `${from.serial}.${index}`;
            ctx.cast(c, { tag: "note", text });
            await Promise.resolve();
          }
        });
      }
      await world.host.runUntilIdle();
      const heard = world.journal.filter((line) => line.startsWith("c "));
      for (const from of [a, b]) {
        const lines = heard.filter((line) => line.startsWith(`c ${from.serial}.`));
        expect(lines).toEqual([0, 1, 2, 3, 4].map((index) => `c ${from.serial}.${index}`));
      }
    }
  });

  test("two systems on one host, and their timers, interleave as well", async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 50; seed++) {
      const host = new SimulatedHost(seed);
      const order: string[] = [];
      for (const name of ["a", "b"]) host.defer(() => order.push(name));
      host.clock.after(0, () => order.push("timer"));
      await host.runUntilIdle();
      orders.add(order.join());
    }
    expect(orders.size).toBe(6);
  });

  test("time passes only when told, and timers fire at theirs, in order", async () => {
    const host = new SimulatedHost(1);
    const fired: [string, number][] = [];
    const at = (name: string, ms: number) =>
      host.clock.after(ms, () => fired.push([name, host.clock.now()]));
    at("late", 30);
    at("early", 10);
    at("never", 20)();
    at("same", 10);
    await host.runUntilIdle();
    expect(fired).toEqual([]);
    await host.advance(10);
    expect(fired).toEqual([
      ["early", 10],
      ["same", 10],
    ]);
    await host.advance(90);
    expect(fired).toHaveLength(3);
    expect(host.clock.now()).toBe(100);
  });
});
