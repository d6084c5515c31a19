/** What somebody types and deletes keeps its order, whatever others do under it. */
import { StepMap } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { OwnMapping } from "./own-mapping";

const insert = (at: number, size: number) => new StepMap([at, 0, size]);
const remove = (at: number, size: number) => new StepMap([at, size, 0]);

describe("a place among the author's own text", () => {
  test("is found inside what an own step inserted, wherever that is now", () => {
    const mapping = new OwnMapping([insert(5, 4)]).over([insert(1, 10)]);
    mapping.place(0, [insert(15, 4)]);
    expect(mapping.from(1).map(7)).toBe(17);
    expect(mapping.from(1).map(5, 1)).toBe(15);
    expect(mapping.from(1).map(9, -1)).toBe(19);
  });

  test("stays before own text which it was before, when all that stood between is gone", () => {
    // "ab|cd" + own text at the end; others delete everything.
    const mapping = new OwnMapping([insert(5, 3)]).over([remove(1, 4)]);
    mapping.place(0, [insert(1, 3)]);
    expect(mapping.from(1).map(3, 1)).toBe(1);
    expect(mapping.from(1).map(3, -1)).toBe(1);
  });

  test("stays after own text which it was after", () => {
    const mapping = new OwnMapping([insert(1, 3)]).over([remove(1, 4)]);
    mapping.place(0, [insert(1, 3)]);
    expect(mapping.from(1).map(6, -1)).toBe(4);
    expect(mapping.from(1).map(6, 1)).toBe(4);
  });

  test("between two own texts stays between them", () => {
    const mapping = new OwnMapping([insert(1, 3), insert(8, 2)]).over([remove(1, 4)]);
    mapping.place(0, [insert(1, 3)]);
    mapping.place(1, [insert(4, 2)]);
    expect(mapping.from(2).map(6, 1)).toBe(4);
    expect(mapping.from(2).map(6, -1)).toBe(4);
  });
});

test("what stands in for an own step in another shape is mapped through, not into", () => {
  const mapping = new OwnMapping([insert(5, 4)]);
  mapping.place(0, [insert(5, 6)]);
  expect(mapping.from(1).map(7, 1)).toBe(11);
  expect(mapping.from(1).map(7, -1)).toBe(5);
  expect(Number.isInteger(mapping.from(1).mapResult(6, 1).pos)).toBe(true);
});

test("a place says whether others deleted what was round it", () => {
  const mapping = new OwnMapping([]).over([remove(2, 5)]);
  expect(mapping.from(0).mapResult(4)).toMatchObject({ pos: 2, deletedAcross: true });
  expect(mapping.from(0).mapResult(2, -1)).toMatchObject({ pos: 2, deletedAcross: false });
});
