/** W4: opening a document made of 100,000 edits, just after the server started, and once more. */
import { performance } from "node:perf_hooks";
import type { Engine, Replica } from "../engines/engine";
import { writeLong } from "../load/long-document";
import type { Usage } from "../load/server-process";
import { Stage } from "../load/stage";
import { sleep, until, type Workload } from "./workload";

const edits = 100_000;
/** Hocuspocus stores ten seconds after an edit at the latest. */
const storedMs = 11_000;
const warmOpenings = 5;

export const opening: Workload = {
  id: "W4",
  title: "opening a document made of 100,000 edits",
  suits: (engine) => ["Tandem", "Hocuspocus", "y-websocket + LevelDB"].includes(engine),
  run: (engine) =>
    Stage.with(engine, async (stage) => {
      const { server } = stage;
      const document = await writeLong(engine, server.port, edits);
      await sleep(storedMs);
      await server.kill("SIGTERM");
      await server.launch();
      const identity = await engine.identity?.(server.port);
      const line = await stage.line(0);
      const open = () =>
        timed(engine, { port: line.port, directPort: server.port, document, place: 0, identity });
      const heldBefore = await server.held();
      const before = await server.usage();
      const cold = await open();
      const after = await server.usage();
      const held = await server.held();
      const { down } = await line.carried();
      const warm: number[] = [];
      for (let i = 0; i < warmOpenings; i++) {
        const again = await open();
        if (again.replica.text() !== cold.replica.text()) throw new Error("The copies differ.");
        warm.push(again.ms);
        again.replica.close();
      }
      const letters = cold.replica.text().length;
      cold.replica.close();
      return {
        coldMs: cold.ms,
        warmMs: Math.min(...warm),
        openingKb: down / 1000,
        copyMb: cold.heldMb,
        serverMb: (heapOf(held) - heapOf(heldBefore)) / 1e6,
        serverCpuMs: after.cpuMs - before.cpuMs,
        letters,
      };
    }),
};

function heapOf({ heapUsed, external }: Pick<Usage, "heapUsed" | "external">): number {
  return heapUsed + external;
}

async function timed(engine: Engine, options: Parameters<Engine["open"]>[0]) {
  const before = held();
  const started = performance.now();
  const replica: Replica = await engine.open(options);
  await until(() => replica.text().length > 0, "The text");
  const ms = performance.now() - started;
  return { replica, ms, heldMb: (held() - before) / 1e6 };
}

function held(): number {
  globalThis.gc?.();
  return heapOf(process.memoryUsage());
}
