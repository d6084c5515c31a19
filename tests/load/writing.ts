/** People who write at a steady pace into one or many documents: L1, L2, L3, L7, with faults or without. */
import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "@/bench/measure/statistics";
import { seededRandom } from "@/server/actors/random";
import { patientMs } from "../chaos/chaos";
import { FaultyWorld } from "../chaos/faulty-world";
import { TandemServer } from "../support/tandem-server";
import { after, LoadCrowd } from "./crowd";
import type { WritingLoad } from "./gates";
import { type Used, used } from "./meter";
import { delayFigures, endAndCheck, type ScenarioOptions } from "./scenario";
import type { Measured } from "./verdict";

/** Until code is compiled and documents are warm. */
const warmUpSeconds = 5;
/** The people's process may add so much to a time. */
const lateMs = 30;
/** Room for the log of the longest run. */
const diskMb = 512;

export function writing(load: WritingLoad, options: ScenarioOptions): Promise<Measured> {
  return options.chaos ? writingUnderFaults(load, options) : writingInPeace(load, options);
}

async function writingInPeace(load: WritingLoad, options: ScenarioOptions): Promise<Measured> {
  const { attempts, seed, tell } = options;
  const server = await TandemServer.start({ measured: true });
  const crowd = new LoadCrowd(server);
  try {
    await crowd.open({ ...load, seed });
    tell(`${load.connections} people are there`);
    const typists = crowd.typists.slice(0, load.typists);
    await crowd.typeUntil(after(Math.min(warmUpSeconds, load.seconds)), load.perSecond, typists);
    const [dropsBefore, refusedBefore] = [crowd.drops, crowd.refused()];
    crowd.delays = [];
    const [[edits, healedMs], use] = await used(server, async () => {
      const made = await crowd.typeUntil(after(load.seconds), load.perSecond, typists);
      return [made, await crowd.settle(patientMs)] as const;
    });
    const { delays } = crowd;
    const drops = crowd.drops - dropsBefore;
    const refused = crowd.refused() - refusedBefore;
    const { figures, broken } = await endAndCheck(
      crowd,
      () => `${server.dataDir}/tandem.db`,
      healedMs,
    );
    return {
      figures: {
        ...figures,
        ...delayFigures(delays),
        ...use,
        edits,
        editsPerSecond: edits / use.seconds,
        openS: quantile(crowd.openedMs, 1) / 1000,
        errors: drops + refused + attempts.serverErrors,
      },
      broken,
      notes: [...lateness(use), ...notes(crowd)],
    };
  } finally {
    crowd.close();
    await server.dispose();
  }
}

async function writingUnderFaults(load: WritingLoad, options: ScenarioOptions): Promise<Measured> {
  const { seed, tell } = options;
  const random = seededRandom(seed);
  const world = await FaultyWorld.open({ random, diskMb, tell });
  const crowd = new LoadCrowd(world.server, world.url);
  try {
    await crowd.open({ ...load, seed });
    const ended = after(load.seconds);
    const typing = crowd.typeUntil(ended, load.perSecond, crowd.typists.slice(0, load.typists));
    for (let round = 0; !ended.aborted || round < world.faults.length; round++) {
      await sleep(random() * Math.min(3000, load.seconds * 100));
      const fault = world.faults[round % world.faults.length] ?? "kill";
      tell(fault);
      await world.strike(fault);
    }
    const edits = await typing;
    const healedMs = await crowd.settle(patientMs);
    const { figures, broken } = await endAndCheck(crowd, () => world.databaseFile(), healedMs);
    const struck = Object.entries(world.struck).map(([name, times]) => `${name} ${times}`);
    const said = [`faults: ${struck.join(", ")}`, ...notes(crowd)];
    return { figures: { ...figures, edits, drops: crowd.drops }, broken, notes: said };
  } finally {
    crowd.close();
    await world.close();
  }
}

/** Times are of two processes: what the people's own adds must be small, or it is what was measured. */
function lateness({ clientLoopP99Ms, clientCpuPercent }: Used): readonly string[] {
  if (clientLoopP99Ms < lateMs) return [];
  const [ms, percent] = [clientLoopP99Ms, clientCpuPercent].map(Math.round);
  return [
    `The process of the people was itself late (p99 ${ms} ms, ${percent} % of a core): ` +
      "the times are as much its own as the server's.",
  ];
}

function notes(crowd: LoadCrowd): readonly string[] {
  const refusals = Object.entries(crowd.refusals()).map(([code, count]) => `${code} ${count}`);
  return refusals.length > 0 ? [`refusals: ${refusals.join(", ")}`] : [];
}
