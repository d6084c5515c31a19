/** The two floors: what Socket.IO and the disk cost before anybody thinks about documents. */
import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Engine, OpenOptions, Replica, Spot } from "./engine";

/** As often as a person's caret is told by Tandem. */
const presenceMs = 60;

export const relay = floor("relay", false);
export const durableRelay = floor("durable relay", true);

function floor(name: string, durable: boolean): Engine {
  return {
    name,
    kind: "floor",
    storing: durable ? "every edit" : "nothing",
    server: (port, dataDir) => ({
      script: "bench/floors/relay-server.ts",
      env: { PORT: String(port), DATA_DIR: dataDir, DURABLE: durable ? "yes" : "no" },
    }),
    answers: async (port) => (await fetch(`http://127.0.0.1:${port}/`)).ok,
    create: async () => randomUUID(),
    async open(options) {
      const replica = new RelayReplica(options);
      await replica.ready;
      return replica;
    },
  };
}

class RelayReplica implements Replica {
  readonly ready: Promise<void>;
  readonly #socket: Socket;
  readonly #documentId: string;
  readonly #textListeners: ((text: string) => void)[] = [];
  readonly #confirmedListeners: (() => void)[] = [];
  readonly #mine = new Set<string>();
  #version = 0;
  #confirmed = 0;
  #presence: NodeJS.Timeout | undefined;

  constructor({ port, document }: OpenOptions) {
    this.#documentId = document;
    this.#socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
    this.#socket.on("broadcast_change", ({ changes }) => {
      const [{ version, changeId, steps }] = changes;
      this.#version = version;
      if (this.#mine.delete(changeId)) return;
      for (const listener of this.#textListeners) listener(steps[0].slice.content[0].text);
    });
    this.#socket.on("presence", () => {});
    this.ready = new Promise((resolve) => {
      this.#socket.on("connect", () => this.#socket.emit("join", document, resolve));
    });
  }

  type(text: string): void {
    const slice = { content: [{ type: "text", text }] };
    const at = 1000 + this.#version;
    const steps = [{ stepType: "replace", from: at, to: at, slice }];
    const changeId = randomUUID();
    this.#mine.add(changeId);
    const documentId = this.#documentId;
    const payload = { documentId, changeId, baseVersion: this.#version, steps };
    this.#socket.emit("apply_change", payload, () => {
      this.#confirmed += 1;
      for (const listener of this.#confirmedListeners) listener();
    });
    this.#presence ??= setTimeout(() => {
      this.#presence = undefined;
      const caret = { documentId, version: this.#version, anchor: at, head: at };
      this.#socket.emit("presence", caret, () => {});
    }, presenceMs);
  }

  splice(_spot: Spot, _remove: number, insert: string): void {
    this.type(insert);
  }

  onText(listener: (text: string) => void): void {
    this.#textListeners.push(listener);
  }

  get confirmed(): number {
    return this.#confirmed;
  }

  onConfirmed(listener: () => void): void {
    this.#confirmedListeners.push(listener);
  }

  /** A relay has no document. */
  text(): string {
    return "";
  }

  close(): void {
    clearTimeout(this.#presence);
    this.#socket.disconnect();
  }
}
