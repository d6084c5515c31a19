/** The real actors and clients over a real SQLite file, whose disk can be broken and mended. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { collabState } from "@/client/collab/collab-plugin";
import { DocumentSession } from "@/client/session/document-session";
import { MemoryPendingStore } from "@/client/session/memory-pending";
import { newId } from "@/client/session/new-id";
import { schema } from "@/collab/schema/schema";
import { ActorSystem } from "@/server/actors/system";
import { nodeHost } from "@/server/adapters/node-host";
import { ThreadLogWriter } from "@/server/adapters/prisma/log-writer";
import { prismaStores, whyNotReady } from "@/server/adapters/prisma/stores";
import { ThreadedSqlite } from "@/server/adapters/prisma/threaded-sqlite";
import { translated } from "@/server/adapters/worker-code";
import { documentAt } from "@/server/documents/history-reader";
import { startTree, type Tree } from "@/server/documents/tree";
import type { Stores } from "@/server/ports/stores";
import { BadLog, type Disk, turnDisk } from "../support/bad-disk";
import { DirectTransport } from "../support/direct-transport";
import { HeadlessEditor } from "../support/headless-editor";
import { seed } from "../support/log-samples";
import { type TemporaryDatabase, temporaryDatabase } from "../support/temporary-database";

const worker = new URL("../support/bad-disk-worker.ts", import.meta.url);
const user = { id: "ada", name: "Ada", color: "#aa3355" };

export class BadDiskWorld {
  readonly authors: Author[] = [];

  private constructor(
    readonly database: TemporaryDatabase,
    readonly stores: Stores,
    readonly system: ActorSystem,
    readonly tree: Tree,
    readonly turn: (disk: Disk) => Promise<void>,
  ) {}

  /** Two documents, `plan` and `song`, which nobody has open. */
  static async start(): Promise<BadDiskWorld> {
    let turn: BadDiskWorld["turn"] = async () => {};
    const database = temporaryDatabase({
      writers(path, gate) {
        const log = new BadLog(new ThreadLogWriter(path, gate));
        const rest = new ThreadedSqlite(path, translated(worker));
        turn = (disk) => {
          log.disk = disk;
          return turnDisk(rest, disk);
        };
        return { log, rest };
      },
    });
    const stores = prismaStores(database);
    await seed(stores, "plan", "song");
    const system = new ActorSystem(nodeHost(), { node: "local", cloneMessages: true });
    const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
    const tree = await startTree(system, { ...stores, digest });
    return new BadDiskWorld(database, stores, system, tree, turn);
  }

  /** Somebody opens a document. */
  async opens(documentId: string): Promise<Author> {
    const author = new Author(this, documentId);
    this.authors.push(author);
    await author.transport.connect(this.tree, user, newId());
    await until(() => author.session.snapshot().status === "live");
    return author;
  }

  /** Why the server would get no traffic. */
  async notReady(): Promise<string | undefined> {
    const waits = this.tree.journalStatistics()?.waitsFor;
    return waits ?? (await whyNotReady(this.database));
  }

  /** What is stored: no hole, nothing twice, and all authors see it. Returns the text. */
  async check(documentId: string): Promise<string> {
    const log = await this.stores.log.read(documentId, 0, 10_000);
    const ids = new Set(log.map(({ changeId }) => changeId));
    if (ids.size !== log.length) throw new Error("A change is stored twice.");
    if (log.some(({ version }, index) => version !== index + 1))
      throw new Error("There is a hole.");
    const at = await documentAt(this.stores.log, documentId, log.length);
    if (!at.ok) throw new Error(at.error.message);
    for (const { editor, options } of this.authors) {
      if (options !== documentId || editor?.state.doc.eq(at.head.doc)) continue;
      throw new Error(`Somebody sees ${editor?.state.doc}, and stored is ${at.head.doc}.`);
    }
    return at.head.doc.textContent;
  }

  async stop(): Promise<void> {
    for (const { session } of this.authors) session.close();
    await this.system.stop();
    await this.database.remove();
  }
}

export class Author {
  readonly transport: DirectTransport;
  readonly session: DocumentSession;
  editor: HeadlessEditor | undefined;

  constructor(
    { system, stores }: BadDiskWorld,
    readonly options: string,
  ) {
    this.transport = new DirectTransport(system);
    const { clock } = nodeHost();
    this.session = new DocumentSession({
      ...{ documentId: options, schema, clock, random: Math.random, newId },
      transport: this.transport,
      pending: new MemoryPendingStore().tab(),
      async loadVersion(id, version) {
        const at = await documentAt(stores.log, id, version);
        if (!at.ok) throw new Error(at.error.message);
        return at.head.doc.toJSON();
      },
    });
    this.session.subscribe(() => this.#attach());
    this.session.open();
  }

  get saved(): boolean {
    return this.session.snapshot().saved;
  }

  get trouble(): string | null {
    return this.session.snapshot().trouble;
  }

  get text(): string {
    return this.editor?.state.doc.textContent ?? "";
  }

  types(text: string): void {
    const { editor } = this;
    if (!editor) throw new Error("There is no editor yet.");
    editor.dispatch(editor.state.tr.insertText(text, editor.state.doc.content.size - 1));
  }

  async saves(): Promise<void> {
    await until(() => this.saved);
    if (this.editor && collabState(this.editor.state).unconfirmed.length > 0) {
      throw new Error("It says that it is saved, and it is not.");
    }
  }

  #attach(): void {
    const { initialDoc } = this.session.snapshot();
    if (this.editor || initialDoc === undefined) return;
    const editor = new HeadlessEditor(initialDoc, this.session.version);
    editor.onTransaction = (tr) => this.session.transacted(tr);
    this.editor = editor;
    this.session.attach(editor);
  }
}

/** The promise of every outage: once it is over, everything is well within ten seconds. */
export async function until(holds: () => boolean, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Still not so: ${holds}`);
    await sleep(10);
  }
}
