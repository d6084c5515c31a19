/** Everything that goes wrong around a server, in turn: kills, freezes, a bad line, a full disk. */
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@/server/actors/random";
import { type ChaosOptions, Crowd, healMs } from "./chaos";
import { check, type Figures } from "./check";
import { type Fault, FaultyWorld } from "./faulty-world";

export interface FaultsReport extends Figures {
  readonly healedMs: number;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  readonly refusals: Readonly<Record<string, number>>;
}

export async function runFaults(options: ChaosOptions): Promise<FaultsReport> {
  const { seed, rounds, tell, healWithinMs = healMs } = options;
  const random = seededRandom(seed);
  const world = await FaultyWorld.open({ random, ...(tell && { tell }) });
  const crowd = new Crowd(world.url);
  try {
    await crowd.join(options);
    const { faults } = world;
    for (let round = 0; round < rounds; round++) {
      if (random() < 0.8) await Promise.race([crowd.nextAcknowledgement(), sleep(healMs)]);
      await sleep(random() * (options.lifeMs ?? 1500));
      // All in turn, so that a short run has each of them.
      await world.strike(faults[round % faults.length] ?? "kill");
      if ((round + 1) % 10 === 0) tell?.(`${round + 1} of ${rounds}`);
    }
    const healedMs = await crowd.settle(healWithinMs);
    const shown = await crowd.shown();
    await world.server.kill("SIGTERM");
    const figures = await check(world.databaseFile(), crowd.writers, shown);
    const broken = [...figures.broken];
    if (healedMs > healWithinMs) broken.push(`I11: it took ${Math.round(healedMs)} ms to settle`);
    return { ...figures, broken, healedMs, faults: world.struck, refusals: crowd.refusals() };
  } finally {
    crowd.close();
    await world.close();
  }
}
