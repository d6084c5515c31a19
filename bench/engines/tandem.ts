/** Tandem itself: its built server, and the session and the editor state of its own browser side. */
import { randomUUID } from "node:crypto";
import { Node } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import { BareEditor } from "@/client/collab/bare-editor";
import { collabState } from "@/client/collab/collab-plugin";
import { DocumentSession } from "@/client/session/document-session";
import { MemoryPendingStore } from "@/client/session/memory-pending";
import type { Clock } from "@/client/session/ports";
import { SocketTransport } from "@/client/session/socket-transport";
import type { WireChange } from "@/collab/protocol/server-messages";
import { schema } from "@/collab/schema/schema";
import type { Engine, OpenOptions, Replica, Spot } from "./engine";

const clock: Clock = {
  now: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

export const tandem: Engine = {
  name: "Tandem",
  kind: "tandem",
  storing: "every edit",
  server: (port, dataDir) => ({
    script: "build/main.js",
    env: { PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir, LOG_LEVEL: "warn" },
  }),
  answers: async (port) => (await fetch(`${address(port)}/readyz`)).ok,
  async create(port, paragraphs) {
    const answer = await fetch(`${address(port)}/api/documents`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: await guest(port) },
      body: JSON.stringify({ markdown: paragraphs.join("\n\n") }),
    });
    const { id } = await answer.json();
    return id;
  },
  async open(options) {
    const replica = new TandemReplica(options, await guest(options.directPort ?? options.port));
    await replica.ready;
    return replica;
  },
};

function address(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** The cookie of somebody new. */
async function guest(port: number): Promise<string> {
  const answer = await fetch(`${address(port)}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

class TandemReplica implements Replica {
  readonly ready: Promise<void>;
  readonly #transport: SocketTransport;
  readonly #session: DocumentSession;
  readonly #place: number;
  readonly #textListeners: ((text: string) => void)[] = [];
  readonly #savedListeners: (() => void)[] = [];
  /** Versions that came over the wire, and are not in the editor yet. */
  #arrived: { version: number; text: string }[] = [];
  #editor: BareEditor | undefined;

  constructor({ port, document, place }: OpenOptions, cookie: string) {
    this.#place = place;
    this.#transport = new SocketTransport(address(port), { extraHeaders: { cookie } });
    this.#transport.on("broadcast_change", ({ changes }) => this.#heard(changes));
    this.#session = new DocumentSession({
      documentId: document,
      transport: this.#transport,
      pending: new MemoryPendingStore().tab(),
      schema,
      clock,
      random: Math.random,
      newId: randomUUID,
      loadVersion: () => Promise.reject(new Error("nobody asks for it here")),
    });
    this.ready = new Promise((resolve, reject) => {
      this.#session.subscribe(() => {
        const { initialDoc, refusal } = this.#session.snapshot();
        if (refusal) reject(new Error(refusal.message));
        if (initialDoc === undefined || this.#editor) return;
        this.#mount(initialDoc);
        resolve();
      });
    });
    this.#session.open();
  }

  type(text: string): void {
    const { state } = this.#mounted;
    this.#mounted.dispatch(state.tr.insertText(text));
  }

  splice({ paragraph, offset, before }: Spot, remove: number, insert: string): void {
    const at = before + 2 * paragraph + 1 + offset;
    const { state } = this.#mounted;
    this.#mounted.dispatch(state.tr.insertText(insert, at, at + remove));
  }

  onText(listener: (text: string) => void): void {
    this.#textListeners.push(listener);
  }

  get saved(): boolean {
    return this.#session.snapshot().saved;
  }

  onSaved(listener: () => void): void {
    this.#savedListeners.push(listener);
  }

  text(): string {
    const { doc } = this.#mounted.state;
    return doc.textBetween(0, doc.content.size);
  }

  close(): void {
    this.#session.close();
    this.#transport.close();
  }

  get #mounted(): BareEditor {
    if (!this.#editor) throw new Error("The document is not open yet.");
    return this.#editor;
  }

  #mount(initialDoc: unknown): void {
    const doc = Node.fromJSON(schema, initialDoc);
    const transacted = (transaction: Transaction) => this.#transacted(transaction);
    const editor = new BareEditor(doc, this.#session.version, transacted);
    this.#editor = editor;
    const place = Math.min(this.#place, doc.childCount - 1);
    let end = 0;
    for (let index = 0; index <= place; index++) end += doc.child(index).nodeSize;
    this.#session.attach(editor);
    editor.dispatch(editor.state.tr.setSelection(TextSelection.create(doc, end - 1)));
  }

  #heard(changes: readonly WireChange[]): void {
    for (const { version, steps } of changes) {
      this.#arrived.push({ version, text: steps.map(insertedText).join("") });
    }
  }

  #transacted(transaction: Transaction): void {
    this.#session.transacted(transaction);
    if (this.#session.snapshot().saved) for (const listener of this.#savedListeners) listener();
    const { version } = collabState(this.#mounted.state);
    if ((this.#arrived[0]?.version ?? Number.POSITIVE_INFINITY) > version) return;
    const ready = this.#arrived.filter((change) => change.version <= version);
    this.#arrived = this.#arrived.filter((change) => change.version > version);
    const text = ready.map((change) => change.text).join("");
    if (text) for (const listener of this.#textListeners) listener(text);
  }
}

/** The text a step puts into the document. */
function insertedText(step: unknown): string {
  const texts: string[] = [];
  JSON.stringify(step, (key, value) => {
    if (key === "text" && typeof value === "string") texts.push(value);
    return value;
  });
  return texts.join("");
}
