/** W1: twenty people in one document, five keystrokes a second each: how late the others see them. */
import { performance } from "node:perf_hooks";
import { DelayLine } from "../load/delay-line";
import { People, paragraphs } from "../load/people";
import { ServerProcess } from "../load/server-process";
import { typeSteadily } from "../load/typing";
import { quantile } from "../measure/statistics";
import { every, sleep, until, type Workload } from "./workload";

const people = 20;
const perSecond = 5;
const warmUpMs = 2_000;
const measuredMs = 10_000;

export const latency: Workload = {
  id: "W1",
  title: "20 people type in one document",
  suits: every,
  run: (engine) => measure(engine, 0),
};

export const latencyFar: Workload = {
  id: "W1far",
  title: "The same, 60 ms from the server",
  suits: every,
  run: (engine) => measure(engine, 60),
};

async function measure(engine: Parameters<Workload["run"]>[0], roundTripMs: number) {
  const server = await ServerProcess.start(engine);
  const line = roundTripMs > 0 ? await DelayLine.start(server.port, roundTripMs) : undefined;
  const delays: number[] = [];
  let measuring = false;
  try {
    const document = await engine.create(server.port, paragraphs(people));
    const port = () => line?.port ?? server.port;
    const crowd = await People.open(
      engine,
      { count: people, document, port, directPort: server.port },
      { arrived: (delayMs) => measuring && delays.push(delayMs) },
    );
    await typeSteadily(crowd, people, perSecond, warmUpMs);
    await until(() => crowd.converged, "Agreement after the warm-up");
    const before = await server.usage();
    const loop = performance.eventLoopUtilization();
    measuring = true;
    await typeSteadily(crowd, people, perSecond, measuredMs);
    await until(() => crowd.converged, "Agreement");
    measuring = false;
    const load = performance.eventLoopUtilization(loop).utilization;
    const after = await server.usage();
    await sleep(roundTripMs * 2);
    if (!crowd.equal) throw new Error("The copies differ.");
    crowd.close();
    return {
      p50Ms: quantile(delays, 0.5),
      p95Ms: quantile(delays, 0.95),
      p99Ms: quantile(delays, 0.99),
      serverCpuPercent: ((after.cpuMs - before.cpuMs) / measuredMs) * 100,
      serverMemoryMb: after.rss / 1e6,
      loadProcessPercent: load * 100,
    };
  } finally {
    line?.close();
    await server.dispose();
  }
}
