import { expect, test } from "vitest";
import { seededRandom } from "./random";
import { SimulatedHost } from "./simulated-host";
import { type Timer, Timers } from "./timers";

test("timers fire in order, and the cancelled not at all, whatever is cancelled when", async () => {
  for (let seed = 0; seed < 50; seed++) {
    const host = new SimulatedHost(seed);
    const random = seededRandom(seed);
    const timers = new Timers(host.clock);
    const fired: number[] = [];
    const expected: number[] = [];
    const live: Timer[] = [];
    for (let index = 0; index < 200; index++) {
      const at = Math.floor(random() * 100);
      live.push(timers.after(at, () => fired.push(at)));
      expected.push(at);
      if (random() < 0.4) {
        const victim = Math.floor(random() * live.length);
        const [timer] = live.splice(victim, 1);
        expected.splice(victim, 1);
        if (timer) expect(timers.cancel(timer)).toBe(true);
      }
    }
    expect(timers.size).toBe(expected.length);
    await host.advance(100);
    expect(fired).toEqual(expected.toSorted((a, b) => a - b));
    expect(timers.size).toBe(0);
  }
});

test("a timer is cancelled once, and not after it fired", async () => {
  const host = new SimulatedHost(1);
  const timers = new Timers(host.clock);
  const timer = timers.after(5, () => {});
  const fired = timers.after(1, () => {});
  await host.advance(2);
  expect([timers.cancel(fired), timers.cancel(timer), timers.cancel(timer)]).toEqual([
    false,
    true,
    false,
  ]);
});
