/** Where handles stand, and which border a drop is meant for. */
import { expect, test } from "vitest";
import { handlePlaces, nearestBorder } from "./handle-places";

const box = (left: number, top: number, right: number, bottom: number) => ({
  ...{ left, top, right, bottom },
});
const table = box(100, 200, 400, 320);
const boxes = {
  cell: box(200, 240, 300, 280),
  row: box(100, 240, 400, 280),
  table,
  frame: table,
  coarse: false,
};

test("handles stand in the middle of the row and the column, on the table's edges", () => {
  const { row, column, addRow, addColumn } = handlePlaces(boxes);
  expect(row).toEqual({ x: 95, y: 246 });
  expect(column).toEqual({ x: 236, y: 192 });
  expect(addRow).toEqual({ x: 100, y: 322, length: 300 });
  expect(addColumn).toEqual({ x: 402, y: 200, length: 120 });
});

test("for a finger they stand further out, so that what it hits leaves the words of the cells free", () => {
  const { row, column } = handlePlaces({ ...boxes, coarse: true });
  expect(row).toEqual({ x: 74, y: 240 });
  expect(column).toEqual({ x: 230, y: 168 });
});

test("a tall row has its handle by its first line", () => {
  expect(handlePlaces({ ...boxes, row: box(100, 240, 400, 900) }).row?.y).toBe(246);
});

test("what is scrolled out of a wide table's frame has no handle there", () => {
  const wide = { ...boxes, table: box(-200, 200, 700, 320) };
  expect(handlePlaces({ ...wide, frame: box(240, 200, 400, 320) }).column).toBeDefined();
  const past = handlePlaces({ ...wide, frame: box(260, 200, 400, 320) });
  expect(past.column).toBeUndefined();
  expect(past.row?.x).toBe(255);
  expect(past.addColumn?.x).toBe(402);
});

test("the nearest border is meant", () => {
  expect(nearestBorder([0, 10, 30], 19)).toEqual({ index: 1, at: 10 });
  expect(nearestBorder([0, 10, 30], 500)).toEqual({ index: 2, at: 30 });
  expect(nearestBorder([], 5)).toBeUndefined();
});
