/** Figures of several runs, put together: the median of each, and how far apart the runs were. */
import type { Machine } from "../measure/machine";
import { median } from "../measure/statistics";
import type { Figures } from "../workloads/workload";

export interface Measured {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** By workload, engine and figure. */
export type Results = Record<string, Record<string, Record<string, Measured>>>;

/** One line of the history. */
export interface HistoryLine {
  readonly at: string;
  readonly commit: string;
  readonly runs: number;
  readonly machine: Machine;
  readonly results: Results;
  /** What could not be measured, and why. */
  readonly failures: readonly string[];
}

export interface Taken {
  readonly workload: string;
  readonly engine: string;
  readonly figures: Figures;
}

export function gather(taken: readonly Taken[]): Results {
  const results: Results = {};
  for (const { workload, engine, figures } of taken) {
    const ofWorkload = results[workload] ?? {};
    results[workload] = ofWorkload;
    const same = taken.filter((one) => one.workload === workload && one.engine === engine);
    const names = Object.keys(figures);
    ofWorkload[engine] ??= Object.fromEntries(
      names.map((name) => [name, measured(same.map((one) => one.figures[name] ?? Number.NaN))]),
    );
  }
  return results;
}

function measured(values: readonly number[]): Measured {
  return {
    median: rounded(median(values)),
    least: rounded(Math.min(...values)),
    most: rounded(Math.max(...values)),
  };
}

/** Four digits are more than any of these figures is good for. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
