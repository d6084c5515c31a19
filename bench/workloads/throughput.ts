/** W2: eight people type in one document as fast as they are let; how many edits a second arrive. */
import { People, type Person, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { every, sleep, until, type Workload } from "./workload";

const people = 8;
const warmUpMs = 1_500;
const measuredMs = 6_000;
/** Keystrokes of a person that somebody has not seen yet; with so many under way they wait. */
const ahead = 256;

export const throughput: Workload = {
  id: "W2",
  title: "8 people type flat out in one document",
  suits: every,
  run: (engine) =>
    Stage.with(engine, async (stage) => {
      const { port } = stage.server;
      const document = await engine.create(port, paragraphs(people));
      const crowd = { count: people, document, port: () => port, directPort: port };
      const crowded = await People.open(engine, crowd);
      await flatOut(crowded, warmUpMs);
      let edits = 0;
      const used = await stage.used(async () => {
        edits = await flatOut(crowded, measuredMs);
      });
      await sleep(50);
      if (!crowded.equal) throw new Error("The copies differ.");
      crowded.close();
      return {
        editsPerSecond: edits / used.seconds,
        serverCpuPercent: used.serverCpuPercent,
        serverCpuUsPerEdit: (used.serverCpuMs * 1000) / edits,
        loadCpuPercent: used.loadCpuPercent,
      };
    }),
};

/** Resolves, with the number of edits, when everybody has everything. */
async function flatOut(crowd: People, forMs: number): Promise<number> {
  const before = crowd.typed;
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
  return crowd.typed - before;
}

function underWay(crowd: People, author: number, { typedAt }: Person): number {
  let fewest = typedAt.length;
  for (const [reader, { seen }] of crowd.all.entries()) {
    if (reader !== author) fewest = Math.min(fewest, seen[author] ?? 0);
  }
  return typedAt.length - fewest;
}
