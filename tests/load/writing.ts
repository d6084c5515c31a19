/** People who write at a steady pace into one or many documents (L1, L2, L3, L7). */
import { quantile } from "@/bench/measure/statistics";
import { TandemServer } from "../support/tandem-server";
import { after } from "./crowd";
import type { WritingLoad } from "./gates";
import { Gathering } from "./gathering";
import { type Used, used } from "./meter";
import { delayFigures, endAndCheck, type ScenarioOptions } from "./scenario";
import type { Measured } from "./verdict";

/** Until code is compiled and documents are warm. */
const warmUpSeconds = 5;
/** The people's process may add so much to a time. */
const lateMs = 30;

export async function writing(
  load: WritingLoad,
  { attempts, seed, tell }: ScenarioOptions,
): Promise<Measured> {
  const { connections, perSecond, seconds } = load;
  const server = await TandemServer.start({ measured: true });
  let gathering: Gathering | undefined;
  try {
    const people = await Gathering.open(server.url, load, seed);
    gathering = people;
    const { crowd, readers } = people;
    tell(`${connections} people are there`);
    await crowd.typeUntil(after(Math.min(warmUpSeconds, seconds)), perSecond);
    const errors = () => crowd.drops + crowd.refused() + attempts.serverErrors;
    const errorsBefore = errors();
    crowd.delays.length = 0;
    const [[edits, healedMs], use] = await used(server, async () => {
      const made = await crowd.typeUntil(after(seconds), perSecond);
      return [made, await people.settle()] as const;
    });
    const measured = {
      ...delayFigures(crowd.delays),
      ...use,
      edits,
      editsPerSecond: edits / seconds,
      openS: quantile(crowd.openedMs, 1) / 1000,
      errors: errors() - errorsBefore,
    };
    const file = () => `${server.dataDir}/tandem.db`;
    const { figures, broken } = await endAndCheck(server, crowd, file, healedMs, readers);
    const notes = [...lateness(use), ...people.notes()];
    return { figures: { ...figures, ...measured }, broken, notes };
  } finally {
    gathering?.close();
    await server.dispose();
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
