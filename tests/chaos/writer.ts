/** Somebody who writes into a real server over a real socket, and remembers every promise it made. */
import { createHash } from "node:crypto";
import { DocumentSession } from "@/client/session/document-session";
import { MemoryPendingStore } from "@/client/session/memory-pending";
import { newId } from "@/client/session/new-id";
import type { Clock, Transport } from "@/client/session/ports";
import { SocketTransport } from "@/client/session/socket-transport";
import { applyChangeSchema, type StepJson } from "@/collab/protocol/client-messages";
import { schema } from "@/collab/schema/schema";
import { HeadlessEditor } from "../support/headless-editor";
import { edit } from "../support/random-edits";
import type { Trace } from "../support/tokens";

const clock: Clock = {
  now: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

/** What the server promised to keep. */
export interface Acknowledged {
  readonly documentId: string;
  readonly changeId: string;
  readonly version: number;
  /** Of the bytes that were sent, as the log keeps it. */
  readonly digest: string;
  readonly baseVersion: number;
  readonly steps: readonly StepJson[];
}

export interface WriterOptions {
  readonly url: string;
  /** The session cookie of a guest. */
  readonly cookie: string;
  readonly name: string;
  readonly documentId: string;
  readonly random: () => number;
  /** What was typed into this document, and deleted, by everybody. */
  readonly trace: Trace;
  /** Between two edits, at most. */
  readonly paceMs: number;
  acknowledged(promise: Acknowledged): void;
  /** Something happened in the editor: a key of mine, a change of somebody else's, a confirmation. */
  transacted?(editor: HeadlessEditor): void;
}

export class Writer {
  readonly acknowledged: Acknowledged[] = [];
  /** Refusals by code, so that a run says what clients were told. */
  readonly refusals = new Map<string, number>();
  readonly session: DocumentSession;
  readonly options: WriterOptions;
  editor: HeadlessEditor | undefined;
  /** One id always means the same bytes: anything else is a bug of the client. */
  readonly #sent = new Map<string, string>();
  readonly #socket: SocketTransport;
  #typing: NodeJS.Timeout | undefined;
  #unsubscribe: () => void;

  constructor(options: WriterOptions) {
    this.options = options;
    const { url, cookie, documentId, random } = options;
    this.#socket = new SocketTransport(url, { extraHeaders: { cookie } });
    this.session = new DocumentSession({
      ...{ documentId, schema, clock, random, newId },
      transport: this.#remembering(this.#socket),
      pending: new MemoryPendingStore().tab(),
      async loadVersion(id, version) {
        const path = `/api/documents/${id}/content?format=json&version=${version}`;
        const answer = await fetch(new URL(path, url), { headers: { cookie } });
        if (!answer.ok) throw new Error(`version ${version} can't be read`);
        return (await answer.json()).doc;
      },
    });
    this.#unsubscribe = this.session.subscribe(() => this.#attach());
    this.session.open();
  }

  get settled(): boolean {
    const { saved, status } = this.session.snapshot();
    return saved && status === "live";
  }

  startWriting(): void {
    const { random, paceMs, name, trace } = this.options;
    this.#typing = setTimeout(
      () => {
        if (this.editor) edit(this.editor, { name, random, trace });
        this.startWriting();
      },
      paceMs * (0.3 + 0.7 * random()),
    );
  }

  stopWriting(): void {
    clearTimeout(this.#typing);
  }

  /** Everything is settled, and what was promised was looked at: of a long run it is too much. */
  forget(): void {
    this.acknowledged.length = 0;
    this.#sent.clear();
  }

  close(): void {
    this.stopWriting();
    this.#unsubscribe();
    this.session.close();
    this.#socket.close();
  }

  #attach(): void {
    const { initialDoc } = this.session.snapshot();
    if (this.editor || initialDoc === undefined) return;
    const editor = new HeadlessEditor(initialDoc, this.session.version);
    editor.onTransaction = (tr) => {
      this.session.transacted(tr);
      this.options.transacted?.(editor);
    };
    this.editor = editor;
    this.session.attach(editor);
  }

  #remembering(socket: SocketTransport): Transport {
    const { documentId } = this.options;
    return {
      get connected() {
        return socket.connected;
      },
      on: (event, listener) => socket.on(event, listener),
      request: async (event, payload, options) => {
        const change = applyChangeSchema.safeParse(payload).data;
        if (event !== "apply_change" || !change) return socket.request(event, payload, options);
        const { changeId, baseVersion } = change;
        // As they cross the wire: attributes without a prototype become plain.
        const steps: StepJson[] = JSON.parse(JSON.stringify(change.steps));
        const digest = this.#digest(changeId, JSON.stringify([baseVersion, steps]));
        const answer = await socket.request(event, payload, options);
        if (!answer.ok) {
          const { code } = answer.error;
          this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
        } else if ("version" in answer) {
          const { version } = answer;
          const promise = { documentId, changeId, version, digest, baseVersion, steps };
          this.acknowledged.push(promise);
          this.options.acknowledged(promise);
        }
        return answer;
      },
    };
  }

  #digest(changeId: string, bytes: string): string {
    const before = this.#sent.get(changeId);
    if (before !== undefined && before !== bytes) {
      throw new Error(`${changeId} was sent again with other bytes.`);
    }
    this.#sent.set(changeId, bytes);
    return createHash("sha256").update(bytes).digest("base64url");
  }
}

/** A new guest's cookie. */
export async function guestCookie(url: string, name: string): Promise<string> {
  const answer = await fetch(new URL("/api/session", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";", 1)[0];
  if (!cookie) throw new Error(`No session: ${answer.status} ${await answer.text()}`);
  return cookie;
}

export async function newDocument(
  url: string,
  cookie: string,
  title: string,
  markdown?: string,
): Promise<string> {
  const answer = await fetch(new URL("/api/documents", url), {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ title, ...(markdown !== undefined && { markdown }) }),
  });
  if (!answer.ok) throw new Error(`No document: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).id;
}
