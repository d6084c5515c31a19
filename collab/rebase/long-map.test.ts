/** What a month did, as one map, moves places as the many maps did. */
import { StepMap } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MapComposer } from "./compose-maps";
import { ForeignText } from "./foreign-text";
import { longMap } from "./long-map";
import { insertedBy, mapRanges } from "./rescue";

const length = 60;
/** Edits that lie in the document, each in the positions that the one before left. */
const arbitraryMaps = fc
  .array(fc.record({ at: fc.nat(100), gone: fc.nat(6), come: fc.nat(6) }), { maxLength: 30 })
  .map((edits) => {
    let size = length;
    return edits.map(({ at, gone, come }) => {
      const start = at % (size + 1);
      const removed = Math.min(gone, size - start);
      size += come - removed;
      return new StepMap([start, removed, come]);
    });
  });

function asOne(maps: readonly StepMap[]): StepMap {
  const composer = new MapComposer();
  for (const map of maps) composer.add([map]);
  return longMap(composer.stretches());
}

/** Where a unit of text is after `maps`; undefined when it is gone. */
function follow(maps: readonly StepMap[], unit: number): number | undefined {
  let place = unit;
  for (const map of maps) {
    const { pos, deletedAfter } = map.mapResult(place, 1);
    if (deletedAfter) return undefined;
    place = pos;
  }
  return place;
}

const units = (maps: readonly StepMap[]) =>
  insertedBy(maps).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

describe("many maps as one", () => {
  test("a unit of text that stayed is where they put it, one that is gone is gone", () => {
    let stayed = 0;
    let gone = 0;
    const check = (maps: readonly StepMap[]) => {
      const long = asOne(maps);
      for (let unit = 0; unit < length; unit++) {
        const expected = follow(maps, unit);
        expect(follow([long], unit)).toBe(expected);
        if (expected === undefined) gone += 1;
        else stayed += 1;
      }
    };
    fc.assert(fc.property(arbitraryMaps, check), { numRuns: 1000, seed: 4 });
    expect(Math.min(stayed, gone)).toBeGreaterThan(1000);
  });

  test("it inserts what they inserted, and says what is deleted round a place", () => {
    fc.assert(
      fc.property(arbitraryMaps, (maps) => {
        expect(units([asOne(maps)])).toEqual(units(maps));
      }),
      { numRuns: 1000, seed: 5 },
    );
    const long = asOne([new StepMap([10, 5, 2]), new StepMap([2, 0, 3])]);
    expect(long.mapResult(12)).toMatchObject({ pos: 15, deletedAcross: true });
    expect(long.mapResult(2, -1)).toMatchObject({ pos: 2, deletedAcross: false });
    expect(long.mapResult(30)).toMatchObject({ pos: 30, deleted: false });
    expect(long.mapResult(0)).toMatchObject({ pos: 0 });
  });
});

test("foreign text is found by looking back as it is by moving all of it", () => {
  let found = 0;
  const ranges = fc.array(fc.nat(8), { maxLength: 12 }).map((gaps) => {
    let from = 0;
    return gaps.map((gap) => {
      from += gap + 1;
      const range = { from, to: from + 1 + (gap % 3) };
      from = range.to;
      return range;
    });
  });
  const query = fc.tuple(fc.nat(80), fc.nat(30));
  fc.assert(
    fc.property(ranges, arbitraryMaps, query, (all, maps, [from, size]) => {
      const text = new ForeignText(all);
      for (const map of maps) text.passed(map);
      const moved = maps.reduce((now: readonly (typeof all)[0][], map) => mapRanges(now, map), all);
      const expected = moved.filter((range) => range.from < from + size && range.to > from);
      expect(text.between(from, from + size)).toEqual(expected);
      found += expected.length;
    }),
    { numRuns: 2000, seed: 6 },
  );
  expect(found).toBeGreaterThan(500);
});
