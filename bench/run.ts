/**
 * Runs workloads with all engines, interleaved, each in processes of its own; appends the figures to
 * `bench/history.ndjson`, and writes the page `docs/performance.md`.
 * `--only W1,W7`, `--engines "Tandem,durable relay"`, `--runs 3`, `--no-history`.
 */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { engineNames } from "./engines/catalogue";
import { workDir } from "./load/server-process";
import { commit, machine } from "./measure/machine";
import { writePage } from "./report/page";
import { gather, type HistoryLine, type Taken } from "./report/results";
import { markdownTable, markdownVerdicts } from "./report/table";
import { verdicts } from "./report/targets";
import { runOne } from "./run-process";
import { workloads } from "./workloads/catalogue";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    engines: { type: "string" },
    runs: { type: "string", default: "3" },
    "no-history": { type: "boolean", default: false },
  },
});
const wanted = chosen(
  values.only,
  workloads.map(({ id }) => id),
);
const engines = chosen(values.engines, engineNames);
const runs = Number(values.runs);

const taken: Taken[] = [];
const failures: string[] = [];
const here = machine(workDir);
console.log(`${here.cpu}, ${here.cores} cores, Node ${here.node}, one sync ${here.syncMs} ms\n`);
for (let run = 0; run < runs; run++) {
  for (const { id, suits } of workloads.filter((workload) => wanted.includes(workload.id))) {
    for (const engine of turned(engines.filter(suits), run)) await take(id, engine, run);
  }
}
const results = gather(taken);
const line: HistoryLine = {
  at: new Date().toISOString(),
  commit: commit(),
  runs,
  machine: here,
  results,
  failures,
};
if (!values["no-history"]) {
  appendFileSync(join(import.meta.dirname, "history.ndjson"), `${JSON.stringify(line)}\n`);
  writePage();
}
for (const [id, ofWorkload] of Object.entries(results)) {
  console.log(`\n${id}\n${markdownTable(ofWorkload)}`);
}
console.log(`\n${markdownVerdicts(verdicts(results))}`);

/** Each run begins with another engine, so that none always has the warmest machine. */
function turned<T>(list: readonly T[], by: number): readonly T[] {
  const at = by % Math.max(1, list.length);
  return [...list.slice(at), ...list.slice(0, at)];
}

async function take(workload: string, engine: string, run: number): Promise<void> {
  try {
    const figures = await runOne(workload, engine);
    taken.push({ workload, engine, figures });
    const told = Object.entries(figures).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
    console.log(`${run + 1}. ${workload} ${engine}: ${told.join(", ")}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    failures.push(`${workload} ${engine}: ${why.split("\n", 1)[0]}`);
    console.log(`${run + 1}. ${workload} ${engine} failed: ${why}`);
  }
}

function chosen(list: string | undefined, all: readonly string[]): readonly string[] {
  if (list === undefined) return all;
  const names = list.split(",").map((name) => name.trim());
  const strange = names.filter((name) => !all.includes(name));
  if (strange.length > 0)
    throw new Error(`Unknown: ${strange.join(", ")}. Known: ${all.join(", ")}`);
  return names;
}
