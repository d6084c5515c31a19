/** W9: a server that is restarted under five hundred people; how long until all are back in. */
import { performance } from "node:perf_hooks";
import { People, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { sleep, until, type Workload } from "./workload";

const documents = 100;
const people = 5;

export const rejoin: Workload = {
  id: "W9",
  title: "500 people come back after a restart",
  suits: (engine) => ["Tandem", "Hocuspocus", "y-websocket + LevelDB"].includes(engine),
  run: (engine) =>
    Stage.with(engine, async ({ server }) => {
      const { port } = server;
      const crowds: People[] = [];
      for (let i = 0; i < documents; i++) {
        const document = await engine.create(port, paragraphs(people));
        const crowd = { count: people, document, port: () => port, directPort: port };
        crowds.push(await People.open(engine, crowd));
      }
      await sleep(3000);
      await server.kill("SIGKILL");
      await sleep(500);
      await server.launch();
      const started = performance.now();
      // What one of them typed in the meantime tells when the others are back.
      for (const crowd of crowds) for (const person of crowd.all.slice(0, 1)) crowd.type(person);
      const back: number[] = [];
      await until(
        () => {
          const all = crowds.filter((crowd) => crowd.converged).length;
          while (back.length < all) back.push((performance.now() - started) / 1000);
          return all === crowds.length;
        },
        "The return of everybody",
        120_000,
      );
      for (const crowd of crowds) crowd.close();
      return {
        allBackSeconds: back.at(-1) ?? Number.NaN,
        halfBackSeconds: back[documents / 2] ?? Number.NaN,
      };
    }),
};
