/** Tandem itself: its built server, and the session and the editor state of its own browser side. */
import { Node } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import { BareEditor } from "@/client/collab/bare-editor";
import { collabState } from "@/client/collab/collab-plugin";
import { DocumentSession } from "@/client/session/document-session";
import { MemoryPendingStore } from "@/client/session/memory-pending";
import { newId } from "@/client/session/new-id";
import type { Clock } from "@/client/session/ports";
import { SocketTransport } from "@/client/session/socket-transport";
import type { ClientEvent } from "@/collab/protocol/client-messages";
import type { ClientAnswers, WireChange } from "@/collab/protocol/server-messages";
import { schema } from "@/collab/schema/schema";
import { nodeOptions, serverScript } from "@/tests/support/start-line";
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
    script: serverScript,
    nodeOptions,
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
  identity: guest,
  async open(options) {
    const { identity, directPort, port } = options;
    const replica = new TandemReplica(options, identity ?? (await guest(directPort ?? port)));
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

/** Tells of every change that comes, by whichever message. */
class HeardTransport extends SocketTransport {
  heard: (changes: readonly WireChange[]) => void = () => {};

  override async request<E extends ClientEvent>(
    event: E,
    payload: object,
    options: { readonly timeoutMs: number },
  ): Promise<ClientAnswers[E]> {
    const answer = await super.request(event, payload, options);
    if (answer.ok && "changes" in answer) this.heard(answer.changes ?? []);
    return answer;
  }
}

class TandemReplica implements Replica {
  readonly ready: Promise<void>;
  readonly #transport: HeardTransport;
  readonly #session: DocumentSession;
  readonly #place: number;
  readonly #textListeners: ((text: string) => void)[] = [];
  readonly #confirmedListeners: (() => void)[] = [];
  #edits = 0;
  /** The version up to which listeners were told. */
  #told = 0;
  /** Versions that came over the wire, and are not in the editor yet. */
  readonly #arrived = new Map<number, string>();
  #editor: BareEditor | undefined;

  constructor({ port, document, place }: OpenOptions, cookie: string) {
    this.#place = place;
    this.#transport = new HeardTransport(address(port), { extraHeaders: { cookie } });
    this.#transport.heard = (changes) => this.#heard(changes);
    this.#transport.on("broadcast_change", ({ changes }) => this.#heard(changes));
    this.#session = new DocumentSession({
      documentId: document,
      transport: this.#transport,
      pending: new MemoryPendingStore().tab(),
      schema,
      clock,
      random: Math.random,
      newId,
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
    this.#edits += 1;
    this.#mounted.dispatch(state.tr.insertText(text));
  }

  splice({ paragraph, offset, before }: Spot, remove: number, insert: string): void {
    const at = before + 2 * paragraph + 1 + offset;
    const { state } = this.#mounted;
    this.#edits += 1;
    this.#mounted.dispatch(state.tr.insertText(insert, at, at + remove));
  }

  onText(listener: (text: string) => void): void {
    this.#textListeners.push(listener);
  }

  /** An edit is one step, which is unconfirmed until the server has stored it. */
  get confirmed(): number {
    return this.#edits - collabState(this.#mounted.state).unconfirmed.length;
  }

  onConfirmed(listener: () => void): void {
    this.#confirmedListeners.push(listener);
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
    this.#told = this.#session.version;
    const place = Math.min(this.#place, doc.childCount - 1);
    let end = 0;
    for (let index = 0; index <= place; index++) end += doc.child(index).nodeSize;
    this.#session.attach(editor);
    editor.dispatch(editor.state.tr.setSelection(TextSelection.create(doc, end - 1)));
  }

  #heard(changes: readonly WireChange[]): void {
    for (const { version, steps } of changes) {
      if (version > this.#told) this.#arrived.set(version, steps.map(insertedText).join(""));
    }
  }

  #transacted(transaction: Transaction): void {
    this.#session.transacted(transaction);
    for (const listener of this.#confirmedListeners) listener();
    const { version } = collabState(this.#mounted.state);
    if (version === this.#told) return;
    let text = "";
    while (this.#told < version) {
      this.#told += 1;
      text += this.#arrived.get(this.#told) ?? "";
      this.#arrived.delete(this.#told);
    }
    if (text) for (const listener of this.#textListeners) listener(text);
  }
}

/** The text a step puts into the document; all that these people write is plain text. */
function insertedText(step: unknown): string {
  const { slice } = step as { slice?: { content?: readonly { text?: string }[] } };
  return (slice?.content ?? []).map(({ text = "" }) => text).join("");
}
