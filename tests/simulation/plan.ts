/** What a seed decides before anything happens: who takes part, and how bad the world is. */
import { seededRandom } from "@/server/actors/random";
import type { NetworkConditions } from "./network";

export interface Plan {
  readonly documents: number;
  readonly people: number;
  readonly rounds: number;
  /** Between two edits, at most. */
  readonly paceMs: number;
  readonly network: NetworkConditions;
  readonly logFaults: { busy: number; failBefore: number; failAfter: number; failRead: number };
  readonly logDelayMs: number;
  /** Chances, a round. */
  readonly actorCrashes: number;
  readonly serverCrashes: number;
  readonly tabKills: number;
  readonly clockJumps: number;
}

export function planOf(seed: number): Plan {
  const random = seededRandom(seed * 7919 + 13);
  const between = (least: number, most: number) => least + random() * (most - least);
  const calm = random() < 0.25;
  /** Most troubles are absent from most worlds, so that each is also seen without the others. */
  const sometimes = (chance: number, most: number) =>
    random() < chance && !calm ? between(0, most) : 0;
  return {
    documents: random() < 0.7 ? 1 : 2 + Math.floor(random() * 2),
    people: random() < 0.8 ? 2 + Math.floor(random() * 4) : 6 + Math.floor(random() * 3),
    rounds: 30 + Math.floor(random() * 60),
    paceMs: between(20, 400),
    network: {
      latencyMs: [1, calm ? 5 : between(5, 2000)],
      breaks: sometimes(0.5, 0.03),
      awayMs: between(100, 6000),
      loses: sometimes(0.2, 0.3),
      doubles: sometimes(0.2, 0.5),
      lingersMs: sometimes(0.4, 4000),
    },
    logFaults: {
      busy: sometimes(0.3, 0.2),
      failBefore: sometimes(0.3, 0.1),
      failAfter: sometimes(0.3, 0.1),
      failRead: sometimes(0.3, 0.2),
    },
    logDelayMs: between(0, random() < 0.8 ? 300 : 1000),
    actorCrashes: sometimes(0.4, 0.05),
    serverCrashes: sometimes(0.3, 0.03),
    tabKills: sometimes(0.3, 0.04),
    clockJumps: sometimes(0.2, 0.05),
  };
}
