/** W7: what a keystroke costs on the wire, from its author and to each of the others. */
import { DelayLine } from "../load/delay-line";
import { People, paragraphs } from "../load/people";
import { ServerProcess } from "../load/server-process";
import { typeSteadily } from "../load/typing";
import { every, sleep, until, type Workload } from "./workload";

const people = 4;
const perSecond = 5;
const measuredMs = 8_000;

export const bytes: Workload = {
  id: "W7",
  title: "Bytes of a keystroke",
  suits: every,
  async run(engine) {
    const server = await ServerProcess.start(engine);
    const line = await DelayLine.start(server.port, 0);
    try {
      const document = await engine.create(server.port, paragraphs(people));
      const port = () => line.port;
      const crowd = await People.open(
        engine,
        { count: people, document, port, directPort: server.port },
        { arrived: () => {} },
      );
      await sleep(500);
      const before = await line.carried();
      await typeSteadily(crowd, people, perSecond, measuredMs);
      await until(() => crowd.converged, "Agreement");
      await sleep(300);
      const after = await line.carried();
      const edits = crowd.all.reduce((sum, { typedAt }) => sum + typedAt.length, 0);
      crowd.close();
      return {
        upBytesPerKeystroke: (after.up - before.up) / edits,
        downBytesPerKeystroke: (after.down - before.down) / edits / people,
      };
    } finally {
      line.close();
      await server.dispose();
    }
  },
};
