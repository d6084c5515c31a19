/** W5: the server is killed while people type; what they were told is kept must be there afterwards. */
import type { Engine } from "../engines/engine";
import { People, paragraphs } from "../load/people";
import { Stage } from "../load/stage";
import { typeSteadily } from "../load/typing";
import { seeded } from "../measure/statistics";
import { sleep, type Workload } from "./workload";

const rounds = 20;
const people = 5;
const perSecond = 8;

export const crash: Workload = {
  id: "W5",
  title: "edits told to be kept that are missing after kill -9, 20 rounds",
  suits: (engine) => ["Tandem", "Hocuspocus", "y-websocket + LevelDB"].includes(engine),
  run: (engine) =>
    Stage.with(engine, async (stage) => {
      const random = seeded(5);
      let [lost, told, typed] = [0, 0, 0];
      for (let round = 0; round < rounds; round++) {
        const result = await killed(engine, stage, 300 + random() * 1500, round);
        lost += result.lost;
        told += result.told;
        typed += result.typed;
      }
      return { lostEdits: lost, toldEdits: told, typedEdits: typed };
    }),
};

/** A round: a document, people who type for a while, a kill, and a look at what is left. */
async function killed(engine: Engine, { server }: Stage, typeMs: number, seed: number) {
  const { port } = server;
  const document = await engine.create(port, paragraphs(people));
  // A new document is stored some seconds later by some; its loss is not what is measured.
  await sleep(engine.name === "Hocuspocus" ? 3000 : 300);
  const crowd = await People.open(engine, {
    count: people,
    document,
    port: () => port,
    directPort: port,
  });
  await typeSteadily(crowd, people, perSecond, typeMs, seed);
  const told = crowd.all.map((person, author) => toldTo(crowd, person.confirmed, author));
  await server.kill("SIGKILL");
  // Their computers go as well: nobody brings back what the server has lost.
  crowd.close();
  await server.launch();
  const reader = await engine.open({ port, document, place: 0 });
  await sleep(200);
  const text = reader.text();
  reader.close();
  const present = crowd.all.map(({ letter }) => text.split(letter).length - 1);
  const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
  return {
    lost: sum(told.map((count, author) => Math.max(0, count - (present[author] ?? 0)))),
    told: sum(told),
    typed: crowd.typed,
  };
}

/** Where an engine tells its authors nothing, what somebody else has seen counts as told. */
function toldTo(crowd: People, confirmed: number, author: number): number {
  if (crowd.all[author]?.replica.confirmed !== undefined) return confirmed;
  return Math.max(
    ...crowd.all.map(({ seen }, reader) => (reader === author ? 0 : (seen[author] ?? 0))),
  );
}
