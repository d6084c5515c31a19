/** A server on a small disk behind a bad line, round which everything can go wrong. */
import { setTimeout as sleep } from "node:timers/promises";
import { TandemServer } from "../support/tandem-server";
import { BadLine } from "./bad-line";
import { SmallDisk } from "./small-disk";

export type Fault = "kill" | "freeze" | "cut" | "delay" | "full" | "hold";

export interface FaultyWorldOptions {
  readonly random: () => number;
  readonly diskMb?: number;
  tell?(line: string): void;
}

export class FaultyWorld {
  /** How often each fault struck. */
  readonly struck: Partial<Record<Fault, number>> = {};

  private constructor(
    readonly server: TandemServer,
    readonly line: BadLine,
    readonly disk: SmallDisk | undefined,
    readonly random: () => number,
  ) {}

  static async open({ random, diskMb, tell }: FaultyWorldOptions): Promise<FaultyWorld> {
    const disk = await SmallDisk.make(diskMb);
    if (!disk) tell?.("No disk can be filled here: that fault is left out.");
    const server = await TandemServer.start(
      disk && { within: () => disk.within, env: { DATA_DIR: disk.folder } },
    );
    return new FaultyWorld(server, await BadLine.start(server.port), disk, random);
  }

  /** Where people go: through the line. */
  get url(): string {
    return this.line.url;
  }

  get faults(): readonly Fault[] {
    return ["kill", "freeze", "cut", "delay", ...(this.disk ? ["full" as const] : []), "hold"];
  }

  /** One fault, from its beginning to its end. */
  async strike(fault: Fault): Promise<void> {
    const { server, line, disk, random } = this;
    if (!server.running) throw new Error(`The server ended by itself.\n${server.output}`);
    this.struck[fault] = (this.struck[fault] ?? 0) + 1;
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
      case "hold": {
        const release = line.hold();
        await sleep(1000 + random() * 3000);
        return release();
      }
      case "full":
        disk?.fill();
        await sleep(500 + random() * 2500);
        disk?.empty();
    }
  }

  /** The database of a server that was stopped, where it can be opened. */
  databaseFile(): string {
    return `${this.disk?.copy() ?? this.server.dataDir}/tandem.db`;
  }

  async close(): Promise<void> {
    this.line.close();
    await this.server.dispose();
    this.disk?.remove();
  }
}
