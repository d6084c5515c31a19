import { expect, test } from "vitest";
import { TokenBucket } from "./token-bucket";

test("lets a burst pass, then its rate", () => {
  const bucket = new TokenBucket(10, 3, 0);
  expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([true, true, true, false]);
  expect(bucket.take(99)).toBe(false);
  expect(bucket.take(100)).toBe(true);
  expect(bucket.take(100)).toBe(false);
});

test("saves up no more than its burst, and survives a clock that goes backwards", () => {
  const bucket = new TokenBucket(10, 2, 0);
  expect([bucket.take(1e9), bucket.take(1e9), bucket.take(1e9)]).toEqual([true, true, false]);
  expect(bucket.take(0)).toBe(false);
});

test("says how long it is until the next, and not a moment less", () => {
  const bucket = new TokenBucket(20, 1, 0);
  expect(bucket.waitMs).toBe(0);
  bucket.take(0);
  expect(bucket.take(30)).toBe(false);
  expect(bucket.waitMs).toBe(20);
  expect(bucket.take(30 + bucket.waitMs)).toBe(true);
});
