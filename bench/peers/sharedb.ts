/** ShareDB: operational transformation, whose clients send again when they were too late. */
import { randomUUID } from "node:crypto";
import richText from "rich-text";
import type { Doc, LocalPresence } from "sharedb/lib/client";
import ShareDB from "sharedb/lib/client";
import WebSocket from "ws";
import type { Engine, Replica, Spot } from "../engines/engine";

ShareDB.types.register(richText.type);

interface Insertion {
  readonly insert?: unknown;
}

export const engine: Engine = {
  name: "ShareDB",
  kind: "peer",
  storing: "nothing",
  server: (port) => ({
    script: "bench/peers/sharedb-server.ts",
    env: { PORT: String(port) },
  }),
  answers: async (port) => (await fetch(`http://127.0.0.1:${port}/`)).ok,
  async create(port, paragraphs) {
    const document = randomUUID();
    const { doc, socket } = connect(port, document);
    const insert = `${paragraphs.join("\n")}\n`;
    await told((done) => doc.create([{ insert }], richText.type.uri, done));
    socket.close();
    return document;
  },
  async open({ port, document, place }) {
    const { doc, socket, presence } = connect(port, document);
    await told((done) => doc.subscribe(done));
    await told((done) => presence.subscribe(done));
    return new ShareDbReplica(doc, presence.create(randomUUID()), socket, place);
  },
};

function connect(port: number, document: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const connection = new ShareDB.Connection(socket);
  const doc: Doc = connection.get("documents", document);
  return { doc, socket, presence: connection.getDocPresence("documents", document) };
}

function told(ask: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    ask((error) => (error ? reject(error) : resolve()));
  });
}

class ShareDbReplica implements Replica {
  #caret: number;
  #confirmed = 0;
  readonly #confirmedListeners: (() => void)[] = [];

  constructor(
    readonly doc: Doc,
    readonly presence: LocalPresence,
    readonly socket: WebSocket,
    place: number,
  ) {
    const lines = this.#whole().split("\n").slice(0, -1);
    const upTo = lines.slice(0, Math.min(place, lines.length - 1) + 1);
    this.#caret = upTo.join("\n").length;
    doc.on("op", (op, source) => {
      if (!source) this.#caret = new richText.Delta(op).transformPosition(this.#caret);
    });
  }

  type(text: string): void {
    this.#submit([{ retain: this.#caret }, { insert: text }]);
    this.#caret += text.length;
    this.presence.submit({ index: this.#caret, length: 0 });
  }

  splice({ paragraph, offset, before }: Spot, remove: number, insert: string): void {
    const op = [
      { retain: before + paragraph + offset },
      ...(insert ? [{ insert }] : []),
      ...(remove > 0 ? [{ delete: remove }] : []),
    ];
    this.#submit(op);
  }

  onText(listener: (text: string) => void): void {
    this.doc.on("op", (op, source) => {
      if (source) return;
      const text = insertedBy(op);
      if (text) listener(text);
    });
  }

  get confirmed(): number {
    return this.#confirmed;
  }

  onConfirmed(listener: () => void): void {
    this.#confirmedListeners.push(listener);
  }

  text(): string {
    return this.#whole().replaceAll("\n", "");
  }

  close(): void {
    this.socket.close();
  }

  #submit(op: readonly object[]): void {
    this.doc.submitOp(op, {}, () => {
      this.#confirmed += 1;
      for (const listener of this.#confirmedListeners) listener();
    });
  }

  #whole(): string {
    return insertedBy(this.doc.data);
  }
}

/** The text of a delta, which comes as a list, or as an object that holds one. */
function insertedBy(delta: unknown): string {
  const list: unknown = Array.isArray(delta) ? delta : Reflect.get(Object(delta), "ops");
  const ops: readonly Insertion[] = Array.isArray(list) ? list : [];
  return ops.map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}
