/** W11: one person 500 ms away among twenty who are near: how long until what they type is kept. */
import { People, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { typeSteadily } from "../load/typing";
import { quantile } from "../measure/statistics";
import { sleep, until, type Workload } from "./workload";

const near = 20;
const perSecond = 5;
const roundTripMs = 500;
const measuredMs = 15_000;

export const slowPerson: Workload = {
  id: "W11",
  title: "one person 500 ms away among 20 who are near",
  suits: (engine) => !engine.startsWith("y-websocket"),
  run: (engine) =>
    Stage.with(engine, async (stage) => {
      const { port: directPort } = stage.server;
      const line = await stage.line(roundTripMs);
      const document = await engine.create(directPort, paragraphs(near + 1));
      const delays: number[] = [];
      const crowd = await People.open(
        engine,
        {
          count: near + 1,
          document,
          port: (index) => (index === near ? line.port : directPort),
          directPort,
        },
        { confirmed: (delayMs, author) => author === near && delays.push(delayMs) },
      );
      await typeSteadily(crowd, near + 1, perSecond, measuredMs);
      await until(() => crowd.converged, "Agreement");
      await sleep(2 * roundTripMs);
      crowd.close();
      return {
        slowP50RoundTrips: quantile(delays, 0.5) / roundTripMs,
        slowP99RoundTrips: quantile(delays, 0.99) / roundTripMs,
      };
    }),
};
