import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { LoopDelay } from "./loop-delay";

test("a loop with nothing to do is not late, and one that is held up is", async () => {
  const delay = new LoopDelay();
  delay.start();
  // Asked until the machine had a quiet moment: what a timer waits by itself never counts.
  const quiet = async () => {
    await sleep(100);
    return delay.readP99Ms();
  };
  await expect.poll(quiet, { timeout: 20_000 }).toBeLessThan(5);
  // The first interval after a reading is not counted.
  await sleep(100);
  const until = performance.now() + 100;
  while (performance.now() < until);
  await sleep(50);
  expect(delay.readP99Ms()).toBeGreaterThan(80);
  delay.stop();
});
