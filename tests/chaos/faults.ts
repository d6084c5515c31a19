/** Everything that goes wrong around a server, in turn: kills, freezes, a bad line, a full disk. */
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@/server/actors/random";
import { TandemServer } from "../support/tandem-server";
import { BadLine } from "./bad-line";
import { type ChaosOptions, Crowd, healMs } from "./chaos";
import { check, type Figures } from "./check";
import { SmallDisk } from "./small-disk";

type Fault = "kill" | "freeze" | "cut" | "delay" | "full";

export interface FaultsReport extends Figures {
  readonly healedMs: number;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  readonly refusals: Readonly<Record<string, number>>;
}

interface World {
  readonly server: TandemServer;
  readonly line: BadLine;
  readonly disk: SmallDisk | undefined;
  readonly random: () => number;
}

export async function runFaults(options: ChaosOptions): Promise<FaultsReport> {
  const { seed, rounds, tell, healWithinMs = healMs } = options;
  const random = seededRandom(seed);
  const disk = await SmallDisk.make();
  if (!disk) tell?.("No disk can be filled here: that fault is left out.");
  const server = await TandemServer.start(
    disk && { within: () => disk.within, env: { DATA_DIR: disk.folder } },
  );
  const line = await BadLine.start(server.port);
  const crowd = new Crowd(server, line.url);
  const world: World = { server, line, disk, random };
  const faults: Partial<Record<Fault, number>> = {};
  try {
    await crowd.join(options);
    const kinds: Fault[] = ["kill", "freeze", "cut", "delay", ...(disk ? ["full" as const] : [])];
    for (let round = 0; round < rounds; round++) {
      if (random() < 0.8) await Promise.race([crowd.nextAcknowledgement(), sleep(healMs)]);
      await sleep(random() * (options.lifeMs ?? 1500));
      if (!server.running) throw new Error(`The server ended by itself.\n${server.output}`);
      // All in turn, so that a short run has each of them.
      const fault = kinds[round % kinds.length] ?? "kill";
      faults[fault] = (faults[fault] ?? 0) + 1;
      await strike(fault, world);
      if ((round + 1) % 10 === 0) tell?.(`${round + 1} of ${rounds}`);
    }
    const healedMs = await crowd.settle(healWithinMs);
    const shown = await crowd.shown();
    await server.kill("SIGTERM");
    const file = `${disk?.copy() ?? server.dataDir}/tandem.db`;
    const figures = await check(file, crowd.writers, shown);
    const broken = [...figures.broken];
    if (healedMs > healWithinMs) broken.push(`I11: it took ${Math.round(healedMs)} ms to settle`);
    return { ...figures, broken, healedMs, faults, refusals: crowd.refusals() };
  } finally {
    crowd.close();
    line.close();
    await server.dispose();
    disk?.remove();
  }
}

/** One fault, from its beginning to its end. */
async function strike(fault: Fault, { server, line, disk, random }: World): Promise<void> {
  switch (fault) {
    case "kill":
      await server.kill("SIGKILL");
      return server.launch();
    case "freeze":
      process.kill(server.pid, "SIGSTOP");
      await sleep(300 + random() * 2200);
      process.kill(server.pid, "SIGCONT");
      return;
    case "cut":
      for (let cuts = 0; cuts < 3; cuts++) {
        line.cut();
        await sleep(random() * 800);
      }
      return;
    case "delay":
      line.delayMs = 50 + random() * 350;
      await sleep(2000);
      line.delayMs = 0;
      return;
    case "full":
      disk?.fill();
      await sleep(500 + random() * 2500);
      disk?.empty();
  }
}
