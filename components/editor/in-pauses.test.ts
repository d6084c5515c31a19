import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inPauses } from "./in-pauses";

const patience = { pauseMs: 400, atLatestMs: 2000 };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("waits for a pause, and acts once for all that asked", () => {
  const act = vi.fn();
  const { later } = inPauses(act, patience);
  for (let key = 0; key < 3; key += 1) {
    later();
    vi.advanceTimersByTime(300);
  }
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(act).toHaveBeenCalledTimes(1);
});

test("where there is no pause it acts every two seconds", () => {
  const act = vi.fn();
  const { later } = inPauses(act, patience);
  for (let key = 0; key < 61; key += 1) {
    later();
    vi.advanceTimersByTime(100);
  }
  expect(act).toHaveBeenCalledTimes(3);
});

test("does nothing any more once it was stopped", () => {
  const act = vi.fn();
  const { later, stop } = inPauses(act, patience);
  later();
  stop();
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
});
