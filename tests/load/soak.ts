/** Writing for hours with a kill now and then: what grows, and what was lost (L6). */
import { setTimeout as sleep } from "node:timers/promises";
import { patientMs } from "../chaos/chaos";
import { check } from "../chaos/check";
import { TandemServer } from "../support/tandem-server";
import { after, LoadCrowd } from "./crowd";
import type { SoakLoad } from "./gates";
import { collected, handles, metrics, used } from "./meter";
import { delayFigures, type ScenarioOptions } from "./scenario";
import { type Measured, slope } from "./verdict";

/** People go on writing so long into the server's absence, and after its return. */
const throughMs = 2000;

/** From one kill to the next. */
interface Life {
  readonly atHours: number;
  readonly rssMb: number;
  readonly heldMb: number;
  readonly handles: number;
  /** As the server counts them: more handles without more of these are people on long polling. */
  readonly connections: number;
  readonly cpuPercent: number;
  readonly healedS: number;
}

export async function soak(load: SoakLoad, options: ScenarioOptions): Promise<Measured> {
  const { seed, tell } = options;
  const server = await TandemServer.start({ measured: true });
  const crowd = new LoadCrowd(server.url);
  const lives: Life[] = [];
  const broken: string[] = [];
  const checked = new Map<string, number>();
  let versions = 0;
  let acknowledged = 0;
  try {
    await crowd.open({ ...load, seed });
    const started = performance.now();
    const hours = () => (performance.now() - started) / 3_600_000;
    while (hours() * 60 < load.minutes - load.killEveryMinutes / 2) {
      const lived = await live(server, crowd, load);
      const healedMs = await dieAndReturn(server, crowd, load);
      const shown = await crowd.shown();
      const file = `${server.dataDir}/tandem.db`;
      const figures = await check(file, crowd.writers, shown, checked);
      for (const { documentId, version } of shown) checked.set(documentId, version);
      crowd.forget();
      versions += figures.versions;
      acknowledged += figures.acknowledged;
      broken.push(...figures.broken);
      lives.push({ ...lived, atHours: hours(), healedS: healedMs / 1000 });
      tell(`life ${lives.length}: ${JSON.stringify(lives.at(-1))}`);
    }
    const worst = (of: (life: Life) => number) => Math.max(...lives.map(of));
    const first = lives[0]?.handles ?? Number.NaN;
    return {
      figures: {
        broken: broken.length,
        healedS: worst(({ healedS }) => healedS),
        rssSlopeMb: slope(lives.map(({ atHours, rssMb }) => [atHours, rssMb])),
        heldSlopeMb: slope(lives.map(({ atHours, heldMb }) => [atHours, heldMb])),
        handlesGrown: worst((life) => life.handles - first),
        kills: lives.length,
        cpuPercent: worst(({ cpuPercent }) => cpuPercent),
        rssMb: worst(({ rssMb }) => rssMb),
        ...{ versions, acknowledged },
        ...delayFigures(crowd.delays),
      },
      broken,
      notes: [],
    };
  } finally {
    crowd.close();
    await server.dispose();
  }
}

/** A life in peace, at whose end is measured. */
async function live(
  server: TandemServer,
  crowd: LoadCrowd,
  { perSecond, killEveryMinutes }: SoakLoad,
) {
  // Those of the last life alone: of eight hours there are millions.
  crowd.delays.length = 0;
  const [, use] = await used(server, () =>
    crowd.typeUntil(after(killEveryMinutes * 60), perSecond),
  );
  const open = handles(server);
  const { connections } = await metrics(server);
  const { rss, heapUsed, external } = await collected(server);
  return {
    rssMb: rss / 1e6,
    heldMb: (heapUsed + external) / 1e6,
    handles: open,
    connections,
    cpuPercent: use.cpuPercent,
  };
}

/** A kill into the midst of writing. Resolves to how long all took to be well after it. */
async function dieAndReturn(
  server: TandemServer,
  crowd: LoadCrowd,
  { perSecond }: SoakLoad,
): Promise<number> {
  const ended = new AbortController();
  const typing = crowd.typeUntil(ended.signal, perSecond);
  await sleep(throughMs / 4);
  await server.kill("SIGKILL");
  await sleep(throughMs);
  await server.launch();
  await sleep(throughMs);
  ended.abort();
  await typing;
  return crowd.settle(patientMs);
}
