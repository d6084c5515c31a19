/** People who write while everything goes wrong, in turn: what must hold all the same. */
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@/server/actors/random";
import { FaultyWorld } from "../chaos/faulty-world";
import type { WritingLoad } from "./gates";
import { Gathering } from "./gathering";
import { endAndCheck, type ScenarioOptions } from "./scenario";
import type { Measured } from "./verdict";

/** Room for the log of the longest run. */
const diskMb = 512;
/** Between the end of a fault and the next one, at most. */
const peaceMs = 3000;

export async function writingUnderFaults(
  load: WritingLoad,
  { seed, tell }: ScenarioOptions,
): Promise<Measured> {
  const random = seededRandom(seed);
  const world = await FaultyWorld.open({ random, diskMb, tell });
  let gathering: Gathering | undefined;
  try {
    gathering = await Gathering.open(world.url, load, seed);
    const { crowd, readers } = gathering;
    const ended = new AbortController();
    const typing = crowd.typeUntil(ended.signal, load.perSecond);
    const until = performance.now() + load.seconds * 1000;
    // Each of them at least once, in however short a run.
    for (let round = 0; performance.now() < until || round < world.faults.length; round++) {
      await sleep(random() * Math.min(peaceMs, load.seconds * 100));
      const fault = world.faults[round % world.faults.length] ?? "kill";
      tell(fault);
      await world.strike(fault);
    }
    ended.abort();
    const edits = await typing;
    const healedMs = await gathering.settle();
    const file = () => world.databaseFile();
    const { figures, broken } = await endAndCheck(world.server, crowd, file, healedMs, readers);
    const struck = Object.entries(world.struck).map((entry) => entry.join(" "));
    return {
      figures: { ...figures, edits, drops: crowd.drops },
      broken,
      notes: [`faults: ${struck.join(", ")}`, ...gathering.notes()],
    };
  } finally {
    gathering?.close();
    await world.close();
  }
}
