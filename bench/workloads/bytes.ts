/** W7: what a keystroke costs on the wire, from its author and to each of the others. */
import { People, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { typeSteadily } from "../load/typing";
import { every, sleep, until, type Workload } from "./workload";

const people = 4;
const perSecond = 5;
const measuredMs = 8_000;

export const bytes: Workload = {
  id: "W7",
  title: "bytes of a keystroke, carets included",
  suits: every,
  run: (engine) =>
    Stage.with(engine, async (stage) => {
      const { port: directPort } = stage.server;
      const line = await stage.line(0);
      const document = await engine.create(directPort, paragraphs(people));
      const crowd = { count: people, document, port: () => line.port, directPort };
      const crowded = await People.open(engine, crowd);
      await sleep(500);
      const before = await line.carried();
      await typeSteadily(crowded, people, perSecond, measuredMs);
      await until(() => crowded.converged, "Agreement");
      await sleep(300);
      const after = await line.carried();
      crowded.close();
      return {
        upBytesPerKeystroke: (after.up - before.up) / crowded.typed,
        downBytesPerKeystroke: (after.down - before.down) / crowded.typed / people,
      };
    }),
};
