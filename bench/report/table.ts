/** The figures as tables in Markdown. */
import type { Measured, Results } from "./results";
import type { Verdict } from "./targets";

/** An engine a row, a figure a column; the median, and the spread beside it. */
export function markdownTable(ofWorkload: Results[string]): string {
  const figures = [...new Set(Object.values(ofWorkload).flatMap((one) => Object.keys(one)))];
  const rows = Object.entries(ofWorkload).map(([engine, measured]) => {
    const cells = figures.map((figure) => cell(measured[figure]));
    return `| ${engine} | ${cells.join(" | ")} |`;
  });
  const head = `| | ${figures.map(heading).join(" | ")} |`;
  const rule = `| --- |${" --: |".repeat(figures.length)}`;
  return [head, rule, ...rows].join("\n");
}

export function markdownVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    ({ workload, target, value, limit, met }) =>
      `| ${workload} | ${target} | ${short(value)} | ${limit} | ${met ? "met" : "**missed**"} |`,
  );
  return ["| | target | measured | limit | |", "| --- | --- | --: | --: | --- |", ...rows].join(
    "\n",
  );
}

function cell(measured: Measured | undefined): string {
  if (!measured || !Number.isFinite(measured.median)) return "";
  const { median, least, most } = measured;
  if (least === most) return short(median);
  return `${short(median)} (${short(least)}–${short(most)})`;
}

function short(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(2)));
}

/** `serverCpuPercent` as "server cpu percent". */
function heading(figure: string): string {
  return figure.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
