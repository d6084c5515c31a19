/** A gate's outcome as lines of text: figure, measured, limit, verdict. */
import type { Machine } from "@/bench/measure/machine";
import type { Gate } from "./gates";
import type { Measured, Row } from "./verdict";

const words = { met: "met", missed: "MISSED", unjudged: "not judged" };

export function report(gate: Gate, rows: readonly Row[], measured: Measured): string {
  const cells = [
    ["figure", "measured", "limit", "verdict"],
    ...rows.map(({ label, measured: value, most, verdict }) => [
      label,
      shown(value),
      shown(most),
      words[verdict],
    ]),
  ];
  const judged = new Set(rows.map(({ label }) => label));
  const widths = [0, 1, 2, 3].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const table = cells.map((row) =>
    row
      .map((cell, at) =>
        at === 1 || at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  const others = Object.entries(measured.figures)
    .filter(([name]) => !judged.has(name))
    .map(([name, value]) => `${name} ${shown(value)}`);
  return [
    `\n${gate.id}  ${gate.title}`,
    ...table.map((line) => `  ${line}`),
    `  all figures: ${others.join(", ")}`,
    ...measured.notes.map((note) => `  ${note}`),
    ...measured.broken.slice(0, 20).map((sentence) => `  BROKEN ${sentence}`),
  ].join("\n");
}

export function about({ cpu, cores, memoryGb, node, syncMs, load }: Machine): string {
  return (
    `${cores} cores (${cpu}), ${memoryGb} GB, Node ${node}, a durable write of 4 kB ${syncMs} ms, ` +
    `load at the start ${load.toFixed(1)}`
  );
}

function shown(value: number): string {
  if (Number.isNaN(value)) return "-";
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}
