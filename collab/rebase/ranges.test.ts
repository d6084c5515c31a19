/** Sets of positions follow steps as their content does, told one position at a time. */
import { StepMap } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mapContent, type Range, together, united } from "./ranges";

const ranges = fc
  .array(fc.record({ from: fc.nat(60), size: fc.integer({ min: 1, max: 8 }) }), { maxLength: 8 })
  .map((all) => united(all.map(({ from, size }) => ({ from, to: from + size }))));
const cut = fc.record({ after: fc.nat(12), removed: fc.nat(5), added: fc.nat(4) });
const map = fc.array(cut, { maxLength: 4 }).map((cuts) => {
  const numbers: number[] = [];
  let at = 0;
  for (const { after, removed, added } of cuts) {
    at += after + 1;
    numbers.push(at, removed, removed + added === 0 ? 1 : added);
    at += removed;
  }
  return new StepMap(numbers);
});

/** Each token between two positions: `from` names it. */
function tokens(set: readonly Range[]): number[] {
  return set.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
}

test("what was in a set is in it afterwards, unless it was deleted", () => {
  const check = (set: readonly Range[], step: StepMap) => {
    const expected = tokens(set).flatMap((token) => {
      const { pos, deleted } = step.mapResult(token, 1);
      return deleted && step.mapResult(token + 1, -1).deleted ? [] : [pos];
    });
    const mapped = mapContent(set, step);
    expect(tokens(mapped)).toEqual(expected);
    for (const { from, to } of mapped) expect(to).toBeGreaterThan(from);
  };
  fc.assert(fc.property(ranges, map, check), { numRuns: 2000 });
});

test("an insertion parts what it stands in", () => {
  const parted = mapContent([{ from: 2, to: 6 }], new StepMap([4, 0, 3]));
  expect(parted).toEqual([
    { from: 2, to: 4 },
    { from: 7, to: 9 },
  ]);
});

test("two sets together are their union, in order and apart", () => {
  const check = (one: readonly Range[], other: readonly Range[]) => {
    const all = together(one, other);
    expect(all).toEqual(united([...one, ...other]));
    expect(new Set(tokens(all))).toEqual(new Set([...tokens(one), ...tokens(other)]));
  };
  fc.assert(fc.property(ranges, ranges, check), { numRuns: 1000 });
});
