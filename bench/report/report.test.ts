import { describe, expect, test } from "vitest";
import { quantile, seeded } from "../measure/statistics";
import { plots, svg } from "./plots";
import { gather } from "./results";
import { markdownTable, markdownVerdicts } from "./table";
import { verdicts } from "./targets";

const taken = [9, 5, 7].flatMap((p99Ms) => [
  { workload: "W1", engine: "Tandem", figures: { p99Ms } },
  { workload: "W1", engine: "durable relay", figures: { p99Ms: p99Ms - 1 } },
  { workload: "W1", engine: "Hocuspocus", figures: { p99Ms: 10 } },
  { workload: "W1", engine: "ShareDB", figures: { p99Ms: 600 } },
]);

describe("figures of several runs", () => {
  test("are the median, with the least and the most", () => {
    expect(gather(taken).W1?.Tandem).toEqual({ p99Ms: { median: 7, least: 5, most: 9 } });
  });

  test("are held against the floor and the quickest peer, and only where they were measured", () => {
    const told = verdicts(gather(taken));
    expect(told.map(({ workload, value, met }) => [workload, value, met])).toEqual([
      ["W1", 7 / 6, true],
      ["W1", 0.7, true],
    ]);
    const slow = taken.map((one) => ({ ...one, figures: { p99Ms: one.figures.p99Ms ** 2 } }));
    const missed = verdicts(gather(slow)).filter(({ met }) => !met);
    expect(missed.map(({ value }) => value)).toEqual([49 / 36]);
    expect(markdownVerdicts(missed)).toContain("**missed**");
  });

  test("are a table with an engine a row, and a plot with a bar for each", () => {
    const results = gather(taken);
    expect(markdownTable(results.W1 ?? {}).split("\n")).toEqual([
      "| | p99 ms |",
      "| --- | --: |",
      "| Tandem | 7 (5–9) |",
      "| durable relay | 6 (4–8) |",
      "| Hocuspocus | 10 |",
      "| ShareDB | 600 |",
    ]);
    const plot = plots.find(({ workload }) => workload === "W1");
    expect(plot && svg(plot, results)?.match(/<rect/g)).toHaveLength(4);
    expect(plot && svg(plot, {})).toBeUndefined();
  });
});

test("a quantile is a value that was measured", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(quantile([4, 1, 3, 2], 0.99)).toBe(4);
});

test("a seed gives everybody the same numbers", () => {
  const [one, other] = [seeded(7), seeded(7)];
  const numbers = Array.from({ length: 5 }, one);
  expect(Array.from({ length: 5 }, other)).toEqual(numbers);
  expect(new Set(numbers).size).toBe(5);
});
