import { expect, test } from "vitest";
import { type SessionChange, sessionsOf } from "./sessions";

const minute = 60_000;

function typing(
  version: number,
  createdAt: number,
  userId = "ada",
  origin = "typing",
): SessionChange {
  return { version, userId, origin, createdAt };
}

test("changes without a long pause are one session, with its authors in order", () => {
  const changes = [typing(1, 0), typing(2, minute, "ben"), typing(3, 2 * minute)];
  expect(sessionsOf(changes)).toEqual([
    {
      from: 1,
      to: 3,
      authors: ["ada", "ben"],
      origin: "typing",
      startedAt: 0,
      endedAt: 2 * minute,
      changes: 3,
    },
  ]);
});

test("a pause of five minutes ends a session, one millisecond less does not", () => {
  expect(sessionsOf([typing(1, 0), typing(2, 5 * minute)])).toHaveLength(2);
  expect(sessionsOf([typing(1, 0), typing(2, 5 * minute - 1)])).toHaveLength(1);
});

test("another origin ends a session", () => {
  const changes = [typing(1, 0), typing(2, 1, "ada", "restore"), typing(3, 2)];
  expect(sessionsOf(changes).map(({ from, to }) => [from, to])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test("after an hour the first pause of thirty seconds ends a session", () => {
  const steady = Array.from({ length: 130 }, (_, i) => typing(i + 1, i * 29_000));
  expect(sessionsOf(steady)).toHaveLength(1);
  const last = steady.at(-1)?.createdAt ?? 0;
  expect(last).toBeGreaterThan(60 * minute);
  expect(sessionsOf([...steady, typing(131, last + 30_000)])).toHaveLength(2);
});

test("a clock that went backwards never makes a session end before it began", () => {
  const [session] = sessionsOf([typing(1, 1000), typing(2, 0)]);
  expect(session?.endedAt).toBe(1000);
});
