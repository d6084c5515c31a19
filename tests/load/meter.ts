/** What a server and the load itself use while something goes on, sampled once a second. */
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { LoopDelay } from "@/server/adapters/loop-delay";
import { adminToken, type TandemServer, type Usage } from "../support/tandem-server";

const everyMs = 1000;

export interface Used {
  readonly seconds: number;
  /** Of one core, all threads together. */
  readonly cpuPercent: number;
  /** The most there was, garbage included. */
  readonly rssMb: number;
  /** The median and the worst second. */
  readonly loopP99Ms: number;
  readonly loopWorstMs: number;
  /** Of the process that types: near 100 it is what limits. */
  readonly clientCpuPercent: number;
  readonly clientLoopP99Ms: number;
}

/** What was used while `act` went on. */
export async function used<T>(server: TandemServer, act: () => Promise<T>): Promise<[T, Used]> {
  const samples: Metrics[] = [];
  const loop = new LoopDelay();
  const before = await server.usage();
  await metrics(server);
  const mine = process.cpuUsage();
  const started = performance.now();
  loop.start();
  const ended = new AbortController();
  const sampling = sample(server, ended.signal, samples);
  const result = await act();
  const seconds = (performance.now() - started) / 1000;
  ended.abort();
  await sampling;
  loop.stop();
  const { user, system } = process.cpuUsage(mine);
  const after = await server.usage();
  const loops = samples.map(({ loopP99Ms }) => loopP99Ms).sort((a, b) => a - b);
  return [
    result,
    {
      seconds,
      cpuPercent: (after.cpuMs - before.cpuMs) / seconds / 10,
      rssMb: Math.max(...samples.map(({ rssMb }) => rssMb)),
      loopP99Ms: loops[loops.length >> 1] ?? Number.NaN,
      loopWorstMs: loops.at(-1) ?? Number.NaN,
      clientCpuPercent: (user + system) / 1e4 / seconds,
      clientLoopP99Ms: loop.readP99Ms(),
    },
  ];
}

async function sample(server: TandemServer, ended: AbortSignal, into: Metrics[]): Promise<void> {
  do {
    await sleep(everyMs, undefined, { signal: ended }).catch(() => {});
    into.push(await metrics(server));
  } while (!ended.aborted);
}

export interface Metrics {
  readonly actors: number;
  readonly connections: number;
  readonly rssMb: number;
  /** Since the last reading. */
  readonly loopP99Ms: number;
}

export async function metrics(server: TandemServer): Promise<Metrics> {
  // A connection of its own: one that is kept may just be closing.
  const headers = { authorization: `Bearer ${adminToken}`, connection: "close" };
  const answer = await fetch(`${server.url}/metrics`, { headers });
  const text = await answer.text();
  const read = (name: string) => Number(text.match(new RegExp(`^${name} (.+)$`, "m"))?.[1]);
  return {
    actors: read("tandem_actors"),
    connections: read("tandem_connections"),
    rssMb: read("tandem_resident_memory_bytes") / 1e6,
    loopP99Ms: read("tandem_event_loop_delay_p99_seconds") * 1000,
  };
}

/** Memory after a collection; the second one finds what the first set free. */
export async function collected(server: TandemServer): Promise<Usage> {
  await server.held();
  return server.held();
}

/** Open files and sockets of the server; NaN where the system does not tell. */
export function handles({ pid }: TandemServer): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return Number.NaN;
  }
}
