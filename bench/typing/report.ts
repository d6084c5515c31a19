/** The figures of a run, as a table: the product beside the floor. */
import type { Keystroke } from "./traces";

/** What one page took. */
export interface Measured {
  readonly keys: readonly Keystroke[];
  readonly firstEnters: readonly Keystroke[];
}

interface Results {
  readonly product: readonly Measured[];
  readonly floor: readonly Measured[];
  /** Keystrokes of the other writers a second, of them all. */
  readonly othersPerSecond: number;
}

const rows = [
  ["work for a key until it is painted, processor time", ({ cpuMs }: Keystroke) => cpuMs],
  ["the same, by the clock", ({ busyMs }: Keystroke) => busyMs],
  ["key to painted, waiting for its frame included", ({ latencyMs }: Keystroke) => latencyMs],
  ["key to shown, as Event Timing has it", ({ shownMs }: Keystroke) => shownMs],
] as const;

export function report({ product: pages, floor: barePages, othersPerSecond }: Results): void {
  const product = pages.flatMap(({ keys }) => keys);
  const floor = barePages.flatMap(({ keys }) => keys);
  console.log(
    `${product.length} and ${floor.length} keys; others: ${othersPerSecond.toFixed(0)}/s`,
  );
  console.log(`${" ".repeat(50)}      p50      p95      p99      max`);
  for (const [title, of] of rows) {
    const ours = figures(product.map(of));
    const bare = figures(floor.map(of));
    line(title, ours);
    line("  bare TipTap", bare);
    line(
      "  ratio",
      ours.map((value, i) => value / (bare[i] ?? 1)),
      " x",
    );
  }
  const first = (of: readonly Measured[]) => of.flatMap(({ firstEnters }) => firstEnters);
  const cpu = ({ cpuMs }: Keystroke) => cpuMs;
  line("the first Enter of a page, processor time", figures(first(pages).map(cpu)));
  line("  bare TipTap", figures(first(barePages).map(cpu)));
  console.log("of the processor time:");
  for (const name of product[0]?.parts.keys() ?? []) {
    const part = ({ parts }: Keystroke) => parts.get(name) ?? 0;
    line(name, figures(product.map(part)));
    line("  bare TipTap", figures(floor.map(part)));
  }
}

function line(title: string, values: readonly number[], unit = "ms"): void {
  const columns = values
    .map((value) => `${value.toFixed(1).padStart(6)}${unit.padEnd(3)}`)
    .join("");
  console.log(`${title.padEnd(52)}${columns}`);
}

function figures(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return [at(0.5), at(0.95), at(0.99), at(1)].map((value) => value ?? Number.NaN);
}
