/** The trace in Tandem's own store, packed as the server packs it, and how fast versions read. */
import { createHash, randomBytes } from "node:crypto";
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { emptyDocument, schema } from "@/collab/schema/schema";
import { seededRandom } from "@/server/actors/random";
import { prismaStores } from "@/server/adapters/prisma/stores";
import { packHistory } from "@/server/documents/history-packing";
import { documentAt } from "@/server/documents/history-reader";
import { loadDocument } from "@/server/documents/load-document";
import { advanceSessions } from "@/server/documents/session-writer";
import type { StoredChange } from "@/server/ports/change-log";
import type { Stores } from "@/server/ports/stores";
import { openEpoch, seed } from "@/tests/support/log-samples";
import { type TemporaryDatabase, temporaryDatabase } from "@/tests/support/temporary-database";
import type { Edit, TimedEdit } from "./trace";

const documentId = "plan";
const changesAtOnce = 500;
const checkpointEvery = 200;
const since = Date.UTC(2026, 0, 1, 9);

export class TandemLog {
  readonly #database: TemporaryDatabase = temporaryDatabase();
  readonly #stores: Stores = prismaStores(this.#database, () => {});
  #epoch = 0;
  #page: StoredChange[] = [];
  #doc: Node = emptyDocument();
  #version = 0;
  /** The document's JSON at some versions, to compare what is read with. */
  readonly known = new Map<number, string>();

  async open(): Promise<void> {
    await seed(this.#stores, documentId);
    this.#epoch = await openEpoch(this.#stores, documentId);
  }

  /** `recent`: so near the end that its checkpoints will not have gone into packs. */
  async add({ edit, author, at }: TimedEdit, remember: boolean, recent: boolean): Promise<void> {
    const json = stepOf(edit, this.#doc);
    const { doc, failed } = Step.fromJSON(schema, json).apply(this.#doc);
    if (!doc) throw new Error(failed ?? "the step does not apply");
    this.#doc = doc;
    this.#version += 1;
    const steps = JSON.stringify([json]);
    this.#page.push({
      ...{ documentId, version: this.#version, changeId: randomBytes(16).toString("base64url") },
      ...{ userId: `author-${author}`, baseVersion: this.#version - 1, steps },
      ...{ kept: null, dropped: null, about: null, origin: "typing" },
      ...{ digest: createHash("sha256").update(steps).digest("base64url"), createdAt: since + at },
    });
    if (remember) this.known.set(this.#version, JSON.stringify(doc.toJSON()));
    const due = recent && this.#version % checkpointEvery === 0;
    if (due || this.#page.length === changesAtOnce) await this.flush();
    if (due) await this.#saveCheckpoint();
  }

  async flush(): Promise<void> {
    const changes = this.#page;
    this.#page = [];
    if (changes.length === 0) return;
    const expectedVersion = this.#version - changes.length;
    await this.#stores.log.append([{ documentId, epoch: this.#epoch, expectedVersion, changes }]);
    if (this.#version % 10_000 === 0) await this.#lookAfter();
  }

  /** What the server does beside the writing: checkpoints, sessions, packs. */
  async #lookAfter(): Promise<void> {
    await this.#saveCheckpoint();
    await advanceSessions(this.#stores, documentId, this.#version, 999);
    for await (const _ of packHistory(this.#stores, documentId, this.#version));
  }

  #saveCheckpoint(): Promise<void> {
    const doc = JSON.stringify(this.#doc.toJSON());
    return this.#stores.log.saveCheckpoint(documentId, { version: this.#version, doc });
  }

  async close(): Promise<{ bytes: number; letters: number }> {
    await this.flush();
    await this.#lookAfter();
    return { bytes: await this.#usedBytes(), letters: this.#doc.textContent.length };
  }

  async #usedBytes(): Promise<number> {
    const ask = async (pragma: string) => {
      const [row] = await this.#database.client.$queryRawUnsafe<Record<string, bigint>[]>(
        `PRAGMA ${pragma}`,
      );
      return Number(Object.values(row ?? {})[0]);
    };
    return ((await ask("page_count")) - (await ask("freelist_count"))) * (await ask("page_size"));
  }

  /** Milliseconds to read versions by accident, each with nothing remembered; and to open. */
  async read(times: number): Promise<{ versions: number[]; steps: number[]; open: number[] }> {
    const next = seededRandom(7);
    const [versions, steps, open]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < times; i++) {
      const version = 1 + Math.floor(next() * (this.#version - 1));
      const cold = prismaStores(this.#database, () => {});
      versions.push(await timed(() => documentAt(cold.log, documentId, version)));
      steps.push(await timed(() => cold.log.read(documentId, version, 1)));
      open.push(await timed(() => loadDocument(this.#stores.log, documentId)));
    }
    for (const [version, doc] of this.known) {
      const read = await documentAt(this.#stores.log, documentId, version);
      if (!read.ok || JSON.stringify(read.head.doc.toJSON()) !== doc) {
        throw new Error(`version ${version} is not what it was`);
      }
    }
    return { versions, steps, open };
  }

  remove(): Promise<void> {
    return this.#database.remove();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function stepOf(edit: Edit, doc: Node): object {
  let start = 1;
  for (let i = 0; i < edit.paragraph; i++) start += doc.child(i).nodeSize;
  if (edit.kind === "split") {
    const at = start + doc.child(edit.paragraph).content.size;
    const paragraph = { type: "paragraph" };
    const slice = { content: [paragraph, paragraph], openStart: 1, openEnd: 1 };
    return { stepType: "replace", from: at, to: at, slice, structure: true };
  }
  if (edit.kind === "join") {
    return { stepType: "replace", from: start - 2, to: start, structure: true };
  }
  const from = start + edit.offset;
  if (edit.kind === "delete") return { stepType: "replace", from, to: from + 1 };
  const slice = { content: [{ type: "text", text: edit.text }] };
  return { stepType: "replace", from, to: from, slice };
}
