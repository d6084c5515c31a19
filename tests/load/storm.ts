/** A server that is killed under hundreds of people: how they come back (L5). */
import { setTimeout as sleep } from "node:timers/promises";
import { patientMs } from "../chaos/chaos";
import { TandemServer } from "../support/tandem-server";
import { LoadCrowd } from "./crowd";
import type { StormLoad } from "./gates";
import { endAndCheck, type ScenarioOptions } from "./scenario";
import type { Measured } from "./verdict";

export async function storm(load: StormLoad, options: ScenarioOptions): Promise<Measured> {
  const { attempts, seed, tell } = options;
  const { connections, documents, awaySeconds } = load;
  const server = await TandemServer.start();
  const crowd = new LoadCrowd(server.url);
  try {
    await crowd.open({ connections, documents, seed });
    tell(`${connections} people are there`);
    await sleep(2000);
    const errorsBefore = attempts.serverErrors;
    await server.kill("SIGKILL");
    const killed = performance.now();
    // What somebody types at each document meanwhile tells when the others have it.
    for (const typist of crowd.typists.slice(0, documents)) typist.type();
    await sleep(awaySeconds * 1000);
    await server.launch();
    const ready = performance.now();
    const [first, fifth] = [0, (awaySeconds - 1) * 1000].map((from) =>
      attempts.between(killed + from, killed + from + 1000),
    );
    const healedMs = await crowd.settle(patientMs);
    // Before the server is ended below, and everybody tries again.
    const busiest = attempts.busiest(ready, 1000);
    const { figures, broken } = await endAndCheck(
      server,
      crowd,
      () => `${server.dataDir}/tandem.db`,
      healedMs,
    );
    return {
      figures: {
        ...figures,
        startS: (ready - killed) / 1000 - awaySeconds,
        serverErrors: attempts.serverErrors - errorsBefore,
        busiestShare: busiest / connections,
        attemptsFirstSecond: first ?? Number.NaN,
        attemptsFifthSecond: fifth ?? Number.NaN,
        backoff: (fifth ?? Number.NaN) / (first ?? Number.NaN),
      },
      broken,
      notes: [],
    };
  } finally {
    crowd.close();
    await server.dispose();
  }
}
