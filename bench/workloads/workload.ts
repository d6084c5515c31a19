/** What a workload is: something people do with an engine, measured. */
import type { Engine } from "../engines/engine";

/** Figures by name; the unit stands last in each name. */
export type Figures = Record<string, number>;

export interface Workload {
  readonly id: string;
  readonly title: string;
  /** The engines it can be run with. */
  suits(engine: string): boolean;
  run(engine: Engine): Promise<Figures>;
}

export const every = (): boolean => true;

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves when `condition` holds. @throws after `limitMs` */
export async function until(
  condition: () => boolean,
  what: string,
  limitMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`${what} did not happen in ${limitMs} ms.`);
    await sleep(5);
  }
}
