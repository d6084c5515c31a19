import { StepMap } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addToSessions, noSessions, type SessionChange, sessionsOf } from "./sessions";
import { toBars } from "./touched";

const minute = 60_000;

function typing(
  version: number,
  createdAt: number,
  userId = "ada",
  origin = "typing",
): SessionChange {
  return { version, userId, origin, about: null, createdAt, maps: [new StepMap([1, 0, 2])] };
}

const sessions = (changes: readonly SessionChange[]) => sessionsOf(changes, 2);

test("changes without a long pause are one session, with its authors in order", () => {
  const changes = [typing(1, 0), typing(2, minute, "ben"), typing(3, 2 * minute)];
  expect(sessions(changes)).toEqual([
    {
      from: 1,
      to: 3,
      authors: [
        { userId: "ada", changes: 2, inserted: 4, deleted: 0 },
        { userId: "ben", changes: 1, inserted: 2, deleted: 0 },
      ],
      origin: "typing",
      about: null,
      startedAt: 0,
      endedAt: 2 * minute,
      changes: 3,
      touched: [{ from: 1, to: 7 }],
      size: 8,
    },
  ]);
});

test("a pause of five minutes ends a session, one millisecond less does not", () => {
  expect(sessions([typing(1, 0), typing(2, 5 * minute)])).toHaveLength(2);
  expect(sessions([typing(1, 0), typing(2, 5 * minute - 1)])).toHaveLength(1);
});

test("another origin ends a session, and so does another thing it is about", () => {
  const restored = { ...typing(2, 1, "ada", "restore"), about: "one" };
  const again = { ...typing(3, 2, "ada", "restore"), about: "two" };
  const changes = [typing(1, 0), restored, again, typing(4, 3)];
  expect(sessions(changes).map(({ from, to }) => [from, to])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
  ]);
});

test("after an hour the first pause of thirty seconds ends a session", () => {
  const steady = Array.from({ length: 130 }, (_, i) => typing(i + 1, i * 29_000));
  expect(sessions(steady)).toHaveLength(1);
  const last = steady.at(-1)?.createdAt ?? 0;
  expect(last).toBeGreaterThan(60 * minute);
  expect(sessions([...steady, typing(131, last + 30_000)])).toHaveLength(2);
});

test("a clock that went backwards never makes a session end before it began", () => {
  const [session] = sessions([typing(1, 1000), typing(2, 0)]);
  expect(session?.endedAt).toBe(1000);
});

const arbitraryMap = fc
  .tuple(fc.nat(400), fc.nat(5), fc.nat(5))
  .map(([start, oldSize, newSize]) => new StepMap([start, oldSize, newSize]));

test("bars are at most eight, in order, apart, and within the document", () => {
  let most = 0;
  fc.assert(
    fc.property(fc.array(arbitraryMap, { maxLength: 60 }), (maps) => {
      const changes = maps.map((map, i) => ({ ...typing(i + 1, i), maps: [map] }));
      const session = sessionsOf(changes, 1000)[0];
      const bars = session ? toBars(session.touched, session.size) : [];
      expect(bars.length).toBeLessThanOrEqual(8);
      let last = 0;
      for (const { from, to } of bars) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThanOrEqual(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(1);
      most = Math.max(most, bars.length);
    }),
  );
  expect(most).toBe(8);
});

test("a closed session is what it was, whatever comes later", () => {
  const pauses = fc.array(fc.constantFrom(5000, 40_000, 6 * minute), { maxLength: 80 });
  fc.assert(
    fc.property(pauses, fc.nat(80), (gaps, cut) => {
      let at = 0;
      const changes = gaps.map((gap, i) => {
        at += gap;
        return typing(i + 1, at, i % 3 ? "ada" : "ben");
      });
      const closed = (some: readonly SessionChange[]) => {
        let progress = noSessions(2);
        return some.flatMap((change) => {
          const added = addToSessions(progress, change);
          progress = added.progress;
          return added.closed ?? [];
        });
      };
      const early = closed(changes.slice(0, cut));
      expect(closed(changes).slice(0, early.length)).toEqual(early);
    }),
  );
});
