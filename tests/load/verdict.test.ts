import { describe, expect, test } from "vitest";
import { type Gate, gates, gatesNamed } from "./gates";
import { openFilesFault } from "./open-files";
import { judge, passed, slope } from "./verdict";

const idle = { kind: "idle", connections: 2000, documents: 1, seconds: 1 } as const;
const gate: Gate = {
  id: "T",
  title: "a gate",
  load: idle,
  conditions: [
    { figure: "p95Ms", label: "p95", most: 100 },
    { figure: "slope", label: "slope", most: 1, minMinutes: 60 },
  ],
};
const ran = { chaos: false, minutes: 1 };
const words = (figures: Record<string, number>, how = ran) =>
  judge(gate, figures, how).map(({ verdict }) => verdict);

describe("a verdict", () => {
  test("a figure at its limit is met, above it missed", () => {
    expect(words({ p95Ms: 100, slope: 0 })).toEqual(["met", "unjudged"]);
    expect(words({ p95Ms: 100.1, slope: 0 })).toEqual(["missed", "unjudged"]);
  });

  test("what needs an hour is judged after an hour", () => {
    expect(words({ p95Ms: 1, slope: 2 }, { chaos: false, minutes: 61 })).toEqual(["met", "missed"]);
  });

  test("what was not measured is not met, and a gate without a judged figure not passed", () => {
    expect(words({ slope: 0 })).toEqual(["unjudged", "unjudged"]);
    expect(passed(judge(gate, {}, ran))).toBe(false);
    expect(passed(judge(gate, { p95Ms: 1 }, ran))).toBe(true);
    expect(passed(judge(gate, { p95Ms: 101 }, ran))).toBe(false);
  });

  test("under faults times do not count, invariants and healing do", () => {
    const chaos = { chaos: true, minutes: 1 };
    const verdicts = (figures: Record<string, number>) => passed(judge(gate, figures, chaos));
    expect(verdicts({ p95Ms: 5000, broken: 0, healedS: 9 })).toBe(true);
    expect(verdicts({ p95Ms: 1, broken: 1, healedS: 1 })).toBe(false);
    expect(verdicts({ p95Ms: 1, broken: 0, healedS: 11 })).toBe(false);
  });
});

test("a slope is what most points agree on", () => {
  const line = [0, 1, 2, 3, 4, 5, 6].map((x) => [x, 10 + 2 * x] as const);
  expect(slope(line)).toBe(2);
  expect(slope([...line.slice(0, 3), [3, 500], ...line.slice(4)])).toBe(2);
  expect(slope([[0, 1]])).toBeNaN();
});

test("gates are found by their names, and the table has eight", () => {
  expect(gates.map(({ id }) => id)).toEqual(["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"]);
  expect(gatesNamed("l1,L3").map(({ id }) => id)).toEqual(["L1", "L3"]);
  expect(() => gatesNamed("L9")).toThrow("L1 L2");
});

test("too few open files are said before anything starts, with what to do", () => {
  expect(openFilesFault(idle, 1024)).toContain("ulimit -n 2200");
  expect(openFilesFault(idle, 2200)).toBeUndefined();
  expect(openFilesFault(idle, undefined)).toBeUndefined();
});
