/** W2: eight people type in one document as fast as they are let; how many edits a second arrive. */
import { performance } from "node:perf_hooks";
import { People, type Person, paragraphs } from "../load/people";
import { ServerProcess } from "../load/server-process";
import { every, until, type Workload } from "./workload";

const people = 8;
const warmUpMs = 1_500;
const measuredMs = 6_000;
/** Keystrokes of a person that somebody has not seen yet; with so many under way they wait. */
const ahead = 256;

export const throughput: Workload = {
  id: "W2",
  title: "8 people type flat out in one document",
  suits: every,
  async run(engine) {
    const server = await ServerProcess.start(engine);
    try {
      const document = await engine.create(server.port, paragraphs(people));
      const port = () => server.port;
      const crowd = await People.open(
        engine,
        { count: people, document, port, directPort: server.port },
        { arrived: () => {} },
      );
      await flatOut(crowd, warmUpMs);
      const before = await server.usage();
      const loop = performance.eventLoopUtilization();
      const started = performance.now();
      const edits = await flatOut(crowd, measuredMs);
      const seconds = (performance.now() - started) / 1000;
      const load = performance.eventLoopUtilization(loop).utilization;
      const after = await server.usage();
      if (!crowd.equal) throw new Error("The copies differ.");
      crowd.close();
      return {
        editsPerSecond: edits / seconds,
        serverCpuPercent: ((after.cpuMs - before.cpuMs) / seconds / 1000) * 100,
        serverCpuUsPerEdit: ((after.cpuMs - before.cpuMs) * 1000) / edits,
        loadProcessPercent: load * 100,
      };
    } finally {
      await server.dispose();
    }
  },
};

/** Resolves, with the number of edits, when everybody has everything. */
async function flatOut(crowd: People, forMs: number): Promise<number> {
  const before = crowd.all.reduce((sum, { typedAt }) => sum + typedAt.length, 0);
  const deadline = performance.now() + forMs;
  while (performance.now() < deadline) {
    let typed = false;
    for (const [author, person] of crowd.all.entries()) {
      if (underWay(crowd, author, person) >= ahead) continue;
      crowd.type(person);
      typed = true;
    }
    // Waiting must not cost the server the processor that it may share with us.
    await new Promise((next) => (typed ? setImmediate(next) : setTimeout(next, 1)));
  }
  await until(() => crowd.converged, "Agreement");
  return crowd.all.reduce((sum, { typedAt }) => sum + typedAt.length, 0) - before;
}

function underWay(crowd: People, author: number, { typedAt }: Person): number {
  let fewest = typedAt.length;
  for (const [reader, { seen }] of crowd.all.entries()) {
    if (reader !== author) fewest = Math.min(fewest, seen[author] ?? 0);
  }
  return typedAt.length - fewest;
}
