/** Bars as SVG: every engine's figure under one workload, shorter or longer, whichever is better. */
import type { Measured, Results } from "./results";

interface Plot {
  readonly file: string;
  readonly workload: string;
  readonly figure: string;
  readonly title: string;
}

export const plots: readonly Plot[] = [
  {
    file: "latency",
    workload: "W1",
    figure: "p99Ms",
    title: "From a keystroke to everybody else, p99, ms (less is better)",
  },
  {
    file: "latency-far",
    workload: "W1far",
    figure: "p99Ms",
    title: "The same with 60 ms to the server and back, p99, ms (less is better)",
  },
  {
    file: "throughput",
    workload: "W2",
    figure: "editsPerSecond",
    title: "Edits a second in one document (more is better)",
  },
  {
    file: "processor",
    workload: "W3",
    figure: "serverCpuUsPerEdit",
    title: "The server's processor time for a keystroke, 200 documents, µs (less is better)",
  },
  {
    file: "opening",
    workload: "W4",
    figure: "coldMs",
    title: "Opening 100,000 edits just after a start, ms (less is better)",
  },
  {
    file: "memory",
    workload: "W6",
    figure: "documentKb",
    title: "Memory of an open document, kB (less is better)",
  },
];

const width = 720;
const labelWidth = 190;
const rowHeight = 30;
const top = 44;
const barWidth = width - labelWidth - 110;

/** An SVG which reads on a light and on a dark page; undefined when nothing was measured. */
export function svg({ workload, figure, title }: Plot, results: Results): string | undefined {
  const bars = Object.entries(results[workload] ?? {})
    .map(([engine, figures]) => ({ engine, measured: figures[figure] }))
    .filter((bar): bar is { engine: string; measured: Measured } => isNumber(bar.measured));
  if (bars.length === 0) return undefined;
  const most = Math.max(...bars.map(({ measured }) => measured.most));
  const scale = barWidth / (most || 1);
  const height = top + bars.length * rowHeight + 10;
  const rows = bars.map((bar, index) =>
    row(bar.engine, bar.measured, top + index * rowHeight, scale),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>${title}</title>
<style>text{font:14px system-ui,sans-serif;fill:#57606a}.own{fill:#2f6fdd}.other{fill:#9aa4b2}</style>
<text x="8" y="24" font-weight="600">${title}</text>
${rows.join("\n")}
</svg>
`;
}

function row(engine: string, { median, least, most }: Measured, y: number, scale: number): string {
  const kind = engine === "Tandem" ? "own" : "other";
  const middle = y + rowHeight / 2 - 4;
  const end = labelWidth + Math.max(2, median * scale);
  return [
    `<text x="8" y="${y + 16}">${engine}</text>`,
    `<rect class="${kind}" x="${labelWidth}" y="${y + 2}" width="${Math.max(2, median * scale).toFixed(1)}" height="18" rx="3"/>`,
    `<path d="M${x(least, scale)} ${middle}H${x(most, scale)}" stroke="#57606a" stroke-width="2"/>`,
    `<text x="${(Math.max(end, labelWidth + most * scale) + 8).toFixed(1)}" y="${y + 16}">${Number(median.toPrecision(3))}</text>`,
  ].join("");
}

function x(value: number, scale: number): string {
  return (labelWidth + value * scale).toFixed(1);
}

function isNumber(measured: Measured | undefined): boolean {
  return measured !== undefined && Number.isFinite(measured.median);
}
