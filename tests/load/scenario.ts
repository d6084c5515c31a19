/** What every scenario is given, and what a crowd's writing came to. */
import { quantile } from "@/bench/measure/statistics";
import { check } from "../chaos/check";
import type { TandemServer } from "../support/tandem-server";
import type { Attempts } from "./attempts";
import type { LoadCrowd } from "./crowd";
import type { Readers } from "./readers";
import type { Figures } from "./verdict";

export interface ScenarioOptions {
  readonly seed: number;
  readonly chaos: boolean;
  readonly attempts: Attempts;
  tell(line: string): void;
}

export function delayFigures(delays: readonly number[]): Figures {
  return {
    p50Ms: quantile(delays, 0.5),
    p95Ms: quantile(delays, 0.95),
    p99Ms: quantile(delays, 0.99),
    worstMs: quantile(delays, 1),
  };
}

/**
 * Ends the server in good order and holds its database against what the crowd was promised.
 * @param healedMs how long it took until everybody was saved and saw the same
 */
export async function endAndCheck(
  server: TandemServer,
  crowd: LoadCrowd,
  databaseFile: () => string,
  healedMs: number,
  readers?: Readers,
): Promise<{ figures: Figures; broken: readonly string[] }> {
  const shown = await crowd.shown();
  const strayed = (await readers?.strayed(shown)) ?? [];
  await server.kill("SIGTERM");
  const { broken: found, ...figures } = await check(databaseFile(), crowd.writers, shown);
  const broken = [...found, ...strayed];
  return { figures: { ...figures, broken: broken.length, healedS: healedMs / 1000 }, broken };
}
