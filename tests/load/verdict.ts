/** Holds what was measured against a gate's conditions. */
import { type Condition, type Gate, invariants, liveness } from "./gates";

export type Figures = Readonly<Record<string, number>>;

export interface Measured {
  readonly figures: Figures;
  /** One sentence for each rule that was broken, and for what else is worth saying. */
  readonly broken: readonly string[];
  readonly notes: readonly string[];
}

/** `unjudged`: too short a run says nothing about it, or it can't be measured here. */
export type Verdict = "met" | "missed" | "unjudged";

export interface Row {
  readonly label: string;
  readonly measured: number;
  readonly most: number;
  readonly verdict: Verdict;
}

export interface Ran {
  /** Under faults nothing is promised of times: only that nothing is lost, and that it heals. */
  readonly chaos: boolean;
  readonly minutes: number;
}

export function judge({ conditions }: Gate, figures: Figures, ran: Ran): readonly Row[] {
  const binding = ran.chaos ? [invariants, liveness] : conditions;
  return binding.map((condition) => {
    const measured = figures[condition.figure] ?? Number.NaN;
    const { label, most } = condition;
    return { label, measured, most, verdict: verdictOn(condition, measured, ran) };
  });
}

function verdictOn({ most, minMinutes = 0 }: Condition, measured: number, ran: Ran): Verdict {
  if (Number.isNaN(measured) || ran.minutes < minMinutes) return "unjudged";
  return measured <= most ? "met" : "missed";
}

/** A gate of which nothing could be judged was not passed. */
export function passed(rows: readonly Row[]): boolean {
  return (
    rows.some(({ verdict }) => verdict === "met") &&
    rows.every(({ verdict }) => verdict !== "missed")
  );
}

/** What grows by itself: the median of all slopes between two points, which no single spike bends. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).map(([laterX, laterY]) => (laterY - y) / (laterX - x)),
  );
  const sorted = slopes.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
