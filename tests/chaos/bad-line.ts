/** A bad line between the writers and their server: TCP that is cut, comes late, or not at all. */
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../support/tandem-server";

export class BadLine {
  /** Each piece is this much late, at least; nothing overtakes. */
  delayMs = 0;
  readonly #open = new Set<Socket>();
  #held: Promise<void> = Promise.resolve();

  private constructor(
    readonly port: number,
    readonly listener: Server,
  ) {}

  static async start(target: number): Promise<BadLine> {
    const listener = createServer();
    const line = new BadLine(await freePort(), listener);
    listener.on("connection", (near) => line.#join(near, connect(target, "127.0.0.1")));
    await new Promise<void>((resolve) => listener.listen(line.port, "127.0.0.1", resolve));
    return line;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Resets every connection, in the middle of whatever it carries. */
  cut(): void {
    for (const socket of this.#open) socket.resetAndDestroy();
  }

  /** Nothing arrives any more, and nobody is told, until what is returned is called. */
  hold(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  close(): void {
    this.cut();
    this.listener.close();
  }

  #join(near: Socket, far: Socket): void {
    this.#carry(near, far);
    this.#carry(far, near);
  }

  #carry(from: Socket, to: Socket): void {
    this.#open.add(from);
    let last: Promise<unknown> = Promise.resolve();
    from.on("data", (data) => {
      const due = performance.now() + this.delayMs;
      last = last
        .then(() => sleep(Math.max(0, due - performance.now())))
        .then(() => this.#held)
        .then(() => to.writable && to.write(data));
    });
    // The other end learns of the end by a reset, as from a line that broke.
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#open.delete(from);
      last.finally(() => to.destroy());
    });
  }
}
