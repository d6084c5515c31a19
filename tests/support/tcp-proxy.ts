/** A wire to a server that can be cut, held, and mended again. */
import { connect, createServer, type Server, type Socket } from "node:net";

type Condition = "well" | "cut" | "held";

export class TcpProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #condition: Condition = "well";

  private constructor(readonly target: number) {
    this.#server = createServer((client) => this.#carry(client));
  }

  static async start(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (typeof address !== "object" || address === null) throw new Error("The proxy is closed.");
    return `http://localhost:${address.port}`;
  }

  /** Every connection breaks, and no new one is made. */
  cut(): void {
    this.#condition = "cut";
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  /** Nothing arrives any more, and nobody is told. */
  hold(): void {
    this.#condition = "held";
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** Everything goes through again, also what was held. */
  mend(): void {
    this.#condition = "well";
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #carry(client: Socket): void {
    if (this.#condition === "cut") {
      client.destroy();
      return;
    }
    const server = connect(this.target, "127.0.0.1");
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    for (const [from, to] of [pair, [server, client] as const]) {
      from.on("data", (data) => to.write(data));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
      if (this.#condition === "held") from.pause();
    }
  }
}
