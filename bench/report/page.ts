/**
 * Writes the newest figures of every workload into `docs/performance.md`, between its two marks, and
 * the plots beside it. `npm run bench:page` does it again from the history.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workloads } from "../workloads/catalogue";
import type { Workload } from "../workloads/workload";
import { plots, svg } from "./plots";
import type { HistoryLine, Results } from "./results";
import { markdownTable, markdownVerdicts } from "./table";
import { verdicts } from "./targets";

const docs = join(import.meta.dirname, "../../docs");
const begin = "<!-- figures: begin -->";
const end = "<!-- figures: end -->";

export function writePage(): void {
  const path = join(docs, "performance.md");
  const page = readFileSync(path, "utf8");
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${path} has lost its marks ${begin} and ${end}.`);
  writeFileSync(path, `${before}${begin}\n\n${figures(readHistory())}\n\n${end}${after}`);
}

function readHistory(): readonly HistoryLine[] {
  const text = readFileSync(join(import.meta.dirname, "../history.ndjson"), "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function figures(history: readonly HistoryLine[]): string {
  const newest = workloads.flatMap((workload) => {
    const line = history.findLast((one) => isWhole(one, workload));
    return line ? [{ workload, line }] : [];
  });
  const results: Results = Object.fromEntries(
    newest.map(({ workload: { id }, line }) => [id, line.results[id] ?? {}]),
  );
  const images = join(docs, "images/performance");
  mkdirSync(images, { recursive: true });
  const shown = plots.flatMap((plot) => {
    const drawn = svg(plot, results);
    if (!drawn) return [];
    writeFileSync(join(images, `${plot.file}.svg`), drawn);
    return [`![${plot.title}](images/performance/${plot.file}.svg)`];
  });
  const tables = newest.map(({ workload: { id, title }, line }) =>
    [
      `### ${id}: ${title}`,
      markdownTable(results[id] ?? {}),
      taken(line),
      ...line.failures.filter((failure) => failure.startsWith(`${id} `)),
    ].join("\n\n"),
  );
  return [markdownVerdicts(verdicts(results)), ...shown, ...tables].join("\n\n");
}

/** A run without these is for whoever works on one engine. */
const needed = ["Tandem", "Hocuspocus", "durable relay"];

function isWhole({ results, failures }: HistoryLine, { id, suits }: Workload): boolean {
  const ofWorkload = results[id];
  if (!ofWorkload) return false;
  const tried = (engine: string) =>
    engine in ofWorkload || failures.some((failure) => failure.startsWith(`${id} ${engine}:`));
  return needed.filter(suits).every(tried);
}

function taken({ machine, runs, at, commit }: HistoryLine): string {
  const times = runs === 1 ? "one run" : `${runs} interleaved runs: median, least to most`;
  const load = `load before the start ${machine.load.toFixed(1)}`;
  return `${at.slice(0, 10)}, ${commit}, ${times}; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, a durable write ${machine.syncMs} ms, ${load}.`;
}
