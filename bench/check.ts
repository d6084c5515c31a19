/**
 * `npm run bench:check`: a quick look, before a merge, at whether Tandem became slower. It compares
 * ratios to a floor that ran beside it, never times, so that any machine will do. Ends with 1 when a
 * ratio got worse than the one in `check.json` by more than its tolerance; `--accept` keeps the new.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "./measure/statistics";
import { runOne } from "./run-process";
import type { Figures } from "./workloads/workload";

interface Ratio {
  readonly workload: string;
  readonly figure: string;
  readonly beside: string;
  /** How many times the accepted ratio is still within what runs differ by. */
  readonly tolerance: number;
}

const rounds = 3;
const file = join(import.meta.dirname, "check.json");

/** Processor time and bytes: they hardly depend on who else uses the machine. */
const ratios: readonly Ratio[] = [
  { workload: "W1", figure: "serverCpuUsPerEdit", beside: "durable relay", tolerance: 1.3 },
  { workload: "W1", figure: "loadCpuPercent", beside: "durable relay", tolerance: 1.3 },
  { workload: "W2", figure: "serverCpuUsPerEdit", beside: "durable relay", tolerance: 1.6 },
  { workload: "W7", figure: "upBytesPerKeystroke", beside: "durable relay", tolerance: 1.05 },
  { workload: "W7", figure: "downBytesPerKeystroke", beside: "durable relay", tolerance: 1.1 },
];

const accepted: Record<string, number> = JSON.parse(readFileSync(file, "utf8"));
const workloads = [...new Set(ratios.map(({ workload }) => workload))];
const measured = new Map<string, number[]>();
for (let round = 0; round < rounds; round++) {
  for (const workload of workloads) await measure(workload);
}

const next: Record<string, number> = {};
let worse = 0;
for (const [name, values] of measured) {
  const now = Number(median(values).toPrecision(3));
  const { tolerance = 1 } = ratios.find((ratio) => nameOf(ratio) === name) ?? {};
  const before = accepted[name];
  const bad = before !== undefined && now > before * tolerance;
  if (bad) worse += 1;
  const told =
    before === undefined ? "new" : `was ${before}, at most ${(before * tolerance).toPrecision(3)}`;
  console.log(`${bad ? "WORSE" : "ok   "} ${name}: ${now} (${told})`);
  next[name] = now;
}
if (process.argv.includes("--accept")) {
  writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`);
  console.log("Kept as the new measure.");
} else if (worse > 0) {
  console.log(
    "Tandem became dearer beside the floor. If that is meant: npm run bench:check -- --accept",
  );
  process.exitCode = 1;
}

async function measure(workload: string): Promise<void> {
  const figures = new Map<string, Figures>();
  const of = ratios.filter((ratio) => ratio.workload === workload);
  for (const engine of ["Tandem", ...new Set(of.map(({ beside }) => beside))]) {
    figures.set(engine, await runOne(workload, engine));
  }
  for (const ratio of of) {
    const read = (engine: string) => figures.get(engine)?.[ratio.figure] ?? Number.NaN;
    const values = measured.get(nameOf(ratio)) ?? [];
    measured.set(nameOf(ratio), [...values, read("Tandem") / read(ratio.beside)]);
  }
}

function nameOf({ workload, figure, beside }: Ratio): string {
  return `${workload} ${figure} beside the ${beside}`;
}
