/** Thousands who have a document open and do nothing: what a connection keeps in memory (L4). */
import { setTimeout as sleep } from "node:timers/promises";
import { TandemServer } from "../support/tandem-server";
import { LoadCrowd } from "./crowd";
import type { IdleLoad } from "./gates";
import { collected, metrics } from "./meter";
import type { ScenarioOptions } from "./scenario";
import type { Measured } from "./verdict";

/** These come first, so that what is made once is not counted. */
const firstComers = 100;
const quietMs = 3000;

export async function idle(load: IdleLoad, { seed, tell }: ScenarioOptions): Promise<Measured> {
  const server = await TandemServer.start({ measured: true });
  const [first, others] = [new LoadCrowd(server.url), new LoadCrowd(server.url)];
  try {
    const { documents, seconds } = load;
    const early = Math.min(firstComers, load.connections >> 1);
    const connections = load.connections - early;
    const ids = await first.open({ connections: early, documents, seed });
    await sleep(quietMs);
    const before = await collected(server);
    // The documents of those who came first, so that it is connections that are counted.
    await others.enter(ids, { connections, seed: seed + 1 });
    tell(`${load.connections} people are there`);
    await sleep(quietMs);
    const after = await collected(server);
    await sleep(1000);
    await metrics(server);
    await sleep(seconds * 1000);
    const { loopP99Ms, connections: open } = await metrics(server);
    const held = (usage: typeof after) => usage.heapUsed + usage.external;
    return {
      figures: {
        connectionKb: (after.rss - before.rss) / connections / 1000,
        connectionHeldKb: (held(after) - held(before)) / connections / 1000,
        loopP99Ms,
        open,
        rssMb: after.rss / 1e6,
        drops: first.drops + others.drops,
      },
      broken: [],
      notes: open < load.connections ? [`Only ${open} connections are open.`] : [],
    };
  } finally {
    first.close();
    others.close();
    await server.dispose();
  }
}
