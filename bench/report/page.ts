/**
 * Writes the figures of the last full run into `docs/performance.md`, between its two marks, and the
 * plots beside it.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plots, svg } from "./plots";
import type { HistoryLine } from "./results";
import { markdownTables, markdownVerdicts } from "./table";
import { verdicts } from "./targets";

const docs = join(import.meta.dirname, "../../docs");
const begin = "<!-- figures: begin -->";
const end = "<!-- figures: end -->";

export function writePage(line: HistoryLine): void {
  const path = join(docs, "performance.md");
  const page = readFileSync(path, "utf8");
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${path} has lost its marks ${begin} and ${end}.`);
  writeFileSync(path, `${before}${begin}\n${figures(line)}\n${end}${after}`);
}

function figures(line: HistoryLine): string {
  const { machine, runs, at, commit } = line;
  const images = join(docs, "images/performance");
  mkdirSync(images, { recursive: true });
  const shown = plots.flatMap((plot) => {
    const drawn = svg(plot, line);
    if (!drawn) return [];
    writeFileSync(join(images, `${plot.file}.svg`), drawn);
    return [`![${plot.title}](images/performance/${plot.file}.svg)`];
  });
  const taken = `Taken ${at.slice(0, 10)} at ${commit}, ${runs} interleaved runs: the median, and least to most.`;
  const where = `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; a durable write takes ${machine.syncMs} ms, the load before the start was ${machine.load.toFixed(1)}.`;
  return [
    `${taken} ${where}`,
    markdownVerdicts(verdicts(line.results)),
    ...shown,
    markdownTables(line),
    ...line.failures.map((failure) => `Not measured: ${failure}`),
  ].join("\n\n");
}
