/** W8: one document with fifty people who type and a hundred and fifty who read. */
import { People, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { typeSteadily } from "../load/typing";
import { quantile } from "../measure/statistics";
import { sleep, until, type Workload } from "./workload";

const people = 200;
const typists = 50;
const perSecond = 2;
const measuredMs = 8_000;

export const crowded: Workload = {
  id: "W8",
  title: "50 people type and 150 read in one document",
  suits: (engine) => engine !== "ShareDB",
  run: (engine) =>
    Stage.with(engine, async (stage) => {
      const { port } = stage.server;
      const delays: number[] = [];
      const document = await engine.create(port, paragraphs(typists));
      const crowd = await People.open(
        engine,
        { count: people, typists, document, port: () => port, directPort: port },
        { arrived: (delayMs) => delays.push(delayMs) },
      );
      await typeSteadily(crowd, typists, perSecond, 2000);
      await until(() => crowd.converged, "Agreement after the warm-up");
      delays.length = 0;
      const used = await stage.used(async () => {
        await typeSteadily(crowd, typists, perSecond, measuredMs);
        await until(() => crowd.converged, "Agreement");
      });
      await sleep(100);
      if (!crowd.equal) throw new Error("The copies differ.");
      crowd.close();
      return {
        p50Ms: quantile(delays, 0.5),
        p95Ms: quantile(delays, 0.95),
        p99Ms: quantile(delays, 0.99),
        serverCpuPercent: used.serverCpuPercent,
        loadCpuPercent: used.loadCpuPercent,
      };
    }),
};
