/** W6: what a server keeps for an idle connection, and for a document that one person has open. */
import type { Replica } from "../engines/engine";
import { Stage } from "../load/stage";
import { sleep, type Workload } from "./workload";

const count = 300;
/** About 5 kB of text. */
const pages = Array.from({ length: 40 }, (_, i) =>
  `${i} ${"words of a paragraph ".repeat(6)}`.trim(),
);

export const memory: Workload = {
  id: "W6",
  title: "memory of an idle connection, and of a document of 5 kB that one person has open",
  suits: (engine) => !engine.endsWith("relay"),
  run: (engine) =>
    Stage.with(engine, async ({ server }) => {
      const { port } = server;
      const replicas: Replica[] = [];
      const open = async (document: string) => {
        replicas.push(await engine.open({ port, document, place: 0 }));
      };
      const first = await engine.create(port, pages);
      for (let i = 0; i < 20; i++) await open(first);
      const before = await settled();
      for (let i = 0; i < count; i++) await open(first);
      const connected = await settled();
      const documents: string[] = [];
      for (let i = 0; i < count; i++) documents.push(await engine.create(port, pages));
      const made = await settled();
      for (const document of documents) await open(document);
      const opened = await settled();
      for (const replica of replicas) replica.close();
      return {
        connectionKb: (connected.held - before.held) / count / 1000,
        connectionRssKb: (connected.rss - before.rss) / count / 1000,
        documentKb: (opened.held - made.held) / count / 1000,
        serverMemoryMb: opened.rss / 1e6,
      };

      async function settled() {
        await sleep(1000);
        await server.held();
        const { heapUsed, external, rss } = await server.held();
        return { held: heapUsed + external, rss };
      }
    }),
};
