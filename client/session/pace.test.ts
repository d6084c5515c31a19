import { expect, test } from "vitest";
import { Pace } from "./pace";

function sentWithin(ms: number, pace = new Pace()): number {
  let sent = 0;
  for (let now = 0; now <= ms; now++) {
    if (pace.waitMs(now) > 0) continue;
    pace.taken();
    sent += 1;
  }
  return sent;
}

test("a burst goes at once, and after it what the server takes", () => {
  expect(sentWithin(0)).toBe(1);
  const pace = new Pace();
  for (let i = 0; i < 40; i++) {
    expect(pace.waitMs(0)).toBe(0);
    pace.taken();
  }
  expect(pace.waitMs(0)).toBe(40);
  expect(pace.waitMs(20)).toBe(20);
  expect(pace.waitMs(40)).toBe(0);
});

test("over ten seconds it stays below thirty changes a second and a burst of sixty", () => {
  const sent = sentWithin(10_000);
  expect(sent).toBeGreaterThan(250);
  expect(sent).toBeLessThan(10 * 30 + 60);
});
