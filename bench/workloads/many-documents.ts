/** W3: two hundred documents with two people each, all of whom type. */
import { People, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { typeSteadily } from "../load/typing";
import { quantile } from "../measure/statistics";
import { every, until, type Workload } from "./workload";

const documents = 200;
const people = 2;
const perSecond = 1;
/** Until the servers' code is compiled: what runs for weeks is not judged by its first seconds. */
const warmUpMs = 6_000;
const measuredMs = 10_000;

export const manyDocuments: Workload = {
  id: "W3",
  title: "200 documents with 2 people each",
  suits: every,
  run: (engine) =>
    Stage.with(engine, async (stage) => {
      const { port } = stage.server;
      const delays: number[] = [];
      const crowds: People[] = [];
      for (let i = 0; i < documents; i++) {
        const document = await engine.create(port, paragraphs(people));
        const crowd = { count: people, document, port: () => port, directPort: port };
        crowds.push(await People.open(engine, crowd, { arrived: (ms) => delays.push(ms) }));
      }
      const type = (ms: number) =>
        Promise.all(crowds.map((crowd, seed) => typeSteadily(crowd, people, perSecond, ms, seed)));
      await type(warmUpMs);
      delays.length = 0;
      const typed = () => crowds.reduce((sum, crowd) => sum + crowd.typed, 0);
      const before = typed();
      const used = await stage.used(async () => {
        await type(measuredMs);
        await until(() => crowds.every((crowd) => crowd.converged), "Agreement");
      });
      for (const crowd of crowds) crowd.close();
      return {
        serverCpuPercent: used.serverCpuPercent,
        serverCpuUsPerEdit: (used.serverCpuMs * 1000) / (typed() - before),
        p50Ms: quantile(delays, 0.5),
        p99Ms: quantile(delays, 0.99),
        serverMemoryMb: used.serverMemoryMb,
        loadCpuPercent: used.loadCpuPercent,
      };
    }),
};
