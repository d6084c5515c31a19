import { expect, test } from "vitest";
import { addRestart } from "./intensity";

function restartsAt(intensity: number, periodMs: number, ...moments: number[]): boolean[] {
  let times: readonly number[] = [];
  return moments.map((now) => {
    const result = addRestart(times, now, intensity, periodMs);
    times = result.times;
    return result.tooMany;
  });
}

test("the restart after `intensity` restarts within the period is too many", () => {
  expect(restartsAt(2, 100, 0, 10, 20)).toEqual([false, false, true]);
});

test("at 0 the first is too many", () => {
  expect(restartsAt(0, 100, 0)).toEqual([true]);
});

test("the period slides", () => {
  expect(restartsAt(2, 100, 0, 90, 101, 190, 202)).toEqual([false, false, false, true, false]);
});

test("what is older than the period is forgotten", () => {
  expect(addRestart([0, 50, 90], 149, 9, 100).times).toEqual([50, 90, 149]);
});
