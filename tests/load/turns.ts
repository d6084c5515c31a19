/** Ten thousand documents, of which a thousand are opened one after the other: what stays (L8). */
import { setTimeout as sleep } from "node:timers/promises";
import { guestCookie, newDocument } from "../chaos/writer";
import { TandemServer } from "../support/tandem-server";
import { LoadCrowd } from "./crowd";
import type { TurnsLoad } from "./gates";
import { collected, metrics } from "./meter";
import type { ScenarioOptions } from "./scenario";
import type { Measured } from "./verdict";

/** How long a document stays in memory with nobody in it, here. */
const idleSeconds = 1;
const emptyMs = 30_000;
const atOnce = 10;
const madeAtOnce = 50;
const text = Array.from({ length: 20 }, () => "words of a paragraph ".repeat(5)).join("\n\n");

export async function turns(load: TurnsLoad, { tell, seed }: ScenarioOptions): Promise<Measured> {
  const env = { DOCUMENT_IDLE_SECONDS: String(idleSeconds) };
  const server = await TandemServer.start({ measured: true, env });
  try {
    const { url } = server;
    const { actors: atStart } = await metrics(server);
    const ids: string[] = [];
    // Those that are opened have a text.
    const warm = Math.ceil(load.opened / 10);
    while (ids.length < load.documents) {
      const some = Array.from({ length: Math.min(madeAtOnce, load.documents - ids.length) });
      const content = ids.length < warm + load.opened ? text : undefined;
      // Nobody may make so many: each fifty have an owner of their own.
      const owner = await guestCookie(url, "Owner");
      const made = some.map(() => newDocument(url, owner, "Turn", content));
      ids.push(...(await Promise.all(made)));
    }
    tell(`${ids.length} documents are there`);
    // Once before, so that code and caches are what they will be.
    await openInTurn(server, ids.slice(0, warm), seed);
    await emptied(server, atStart);
    const memoryBefore = await collected(server);
    let most = 0;
    await openInTurn(server, ids.slice(warm, warm + load.opened), seed + 1, async () => {
      most = Math.max(most, (await metrics(server)).actors);
    });
    tell(`${load.opened} documents were opened`);
    const emptiedMs = await emptied(server, atStart);
    const after = await metrics(server);
    const memory = await collected(server);
    return {
      figures: {
        actorsBefore: atStart,
        actorsMost: most,
        actorsLeft: after.actors - atStart,
        emptiedS: emptiedMs / 1000,
        rssBeforeMb: memoryBefore.rss / 1e6,
        rssMb: memory.rss / 1e6,
        rssGrownPercent: (100 * (memory.rss - memoryBefore.rss)) / memoryBefore.rss,
        heldGrownPercent: (100 * (memory.heapUsed - memoryBefore.heapUsed)) / memoryBefore.heapUsed,
      },
      broken: [],
      notes: [`A document rests after ${idleSeconds} s (DOCUMENT_IDLE_SECONDS).`],
    };
  } finally {
    await server.dispose();
  }
}

/** Each is opened, gets an edit that is kept, and is closed. */
async function openInTurn(
  server: TandemServer,
  ids: readonly string[],
  seed: number,
  look: () => Promise<void> = async () => {},
): Promise<void> {
  for (let start = 0; start < ids.length; start += atOnce) {
    const crowd = new LoadCrowd(server.url);
    const some = ids.slice(start, start + atOnce);
    await crowd.enter(some, { connections: some.length, seed });
    for (const typist of crowd.typists) typist.type();
    while (crowd.writers.some(({ settled }) => !settled)) await sleep(5);
    await look();
    crowd.close();
  }
}

/** Until no more than `actors` live, or nothing more goes. */
async function emptied(server: TandemServer, actors: number): Promise<number> {
  const started = performance.now();
  let [last, since] = [Number.POSITIVE_INFINITY, started];
  for (;;) {
    const now = (await metrics(server)).actors;
    if (now < last) [last, since] = [now, performance.now()];
    if (now <= actors) return performance.now() - started;
    if (performance.now() - since > Math.min(emptyMs, 5000 + idleSeconds * 1000)) {
      return performance.now() - started;
    }
    await sleep(250);
  }
}
