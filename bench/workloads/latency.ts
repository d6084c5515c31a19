/** W1: twenty people in one document, five keystrokes a second each: how late the others see them. */
import type { Engine } from "../engines/engine";
import { People, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { typeSteadily } from "../load/typing";
import { quantile } from "../measure/statistics";
import { every, type Figures, sleep, until, type Workload } from "./workload";

const people = 20;
const perSecond = 5;
/** Until the servers' code is compiled: what runs for weeks is not judged by its first seconds. */
const warmUpMs = 6_000;
const measuredMs = 10_000;

export const latency: Workload = {
  id: "W1",
  title: "20 people type in one document",
  suits: every,
  run: (engine) => measure(engine, 0),
};

export const latencyFar: Workload = {
  id: "W1far",
  title: "the same, with 60 ms to the server and back",
  suits: every,
  run: (engine) => measure(engine, 60),
};

function measure(engine: Engine, roundTripMs: number): Promise<Figures> {
  return Stage.with(engine, async (stage) => {
    const { port: directPort } = stage.server;
    const line = roundTripMs > 0 ? await stage.line(roundTripMs) : undefined;
    const document = await engine.create(directPort, paragraphs(people));
    const seen: number[] = [];
    const confirmed: number[] = [];
    const crowd = await People.open(
      engine,
      { count: people, document, port: () => line?.port ?? directPort, directPort },
      {
        arrived: (delayMs) => seen.push(delayMs),
        confirmed: (delayMs) => confirmed.push(delayMs),
      },
    );
    await typeSteadily(crowd, people, perSecond, warmUpMs);
    await until(() => crowd.converged, "Agreement after the warm-up");
    await sleep(roundTripMs * 2);
    seen.length = 0;
    confirmed.length = 0;
    const before = crowd.typed;
    const used = await stage.used(async () => {
      await typeSteadily(crowd, people, perSecond, measuredMs);
      await until(() => crowd.converged, "Agreement");
    });
    await sleep(50 + roundTripMs * 2);
    if (!crowd.equal) throw new Error("The copies differ.");
    crowd.close();
    return {
      p50Ms: quantile(seen, 0.5),
      p95Ms: quantile(seen, 0.95),
      p99Ms: quantile(seen, 0.99),
      confirmedP50Ms: quantile(confirmed, 0.5),
      confirmedP99Ms: quantile(confirmed, 0.99),
      serverCpuPercent: used.serverCpuPercent,
      serverCpuUsPerEdit: (used.serverCpuMs * 1000) / (crowd.typed - before),
      serverMemoryMb: used.serverMemoryMb,
      loadCpuPercent: used.loadCpuPercent,
    };
  });
}
