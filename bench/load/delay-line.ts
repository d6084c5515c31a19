/** A wire of a given length between a client and a server, in a process of its own; it counts bytes. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { freePort } from "@/tests/support/tandem-server";

export interface Carried {
  /** From clients to the server. */
  readonly up: number;
  /** From the server to clients. */
  readonly down: number;
}

export class DelayLine {
  private constructor(
    readonly port: number,
    readonly child: ChildProcess,
  ) {}

  static async start(target: number, roundTripMs: number): Promise<DelayLine> {
    const port = await freePort();
    const script = join(import.meta.dirname, "delay-line-process.mjs");
    const child = fork(script, [String(port), String(target), String(roundTripMs)]);
    await new Promise((ready) => child.once("message", ready));
    return new DelayLine(port, child);
  }

  async carried(): Promise<Carried> {
    return new Promise((answer) => {
      this.child.once("message", (message: Carried) => answer(message));
      this.child.send("carried");
    });
  }

  close(): void {
    this.child.disconnect();
  }
}
