/** The log of changes in the database; the only place that writes it. */
import { createHash } from "node:crypto";
import type {
  Append,
  AppendResult,
  ChangeLog,
  Checkpoint,
  OpenedLog,
  StoredChange,
} from "@/server/ports/change-log";
import { StoreError } from "@/server/ports/store-error";
import { assertAppendable } from "../appendable";
import { appendGroup } from "./append-statements";
import type { Database } from "./client";
import { failureOf, guarded, isUniqueConflict, storeError } from "./store-failure";
import { storedChange } from "./stored-change";

export class PrismaChangeLog implements ChangeLog {
  readonly #database: Database;
  readonly #warn: (message: string) => void;

  /** @param warn is told of damage that was read around */
  constructor(database: Database, warn: (message: string) => void = () => {}) {
    this.#database = database;
    this.#warn = warn;
  }

  open(documentId: string): Promise<OpenedLog | undefined> {
    return guarded(async () => {
      // After this no older owner can append, so that what is read next stands still.
      const [document] = await this.#database.writer.client.document.updateManyAndReturn({
        where: { id: documentId },
        data: { epoch: { increment: 1 } },
        select: { epoch: true, headVersion: true, title: true },
      });
      if (!document) return undefined;
      const checkpoint = (await this.checkpointBefore(documentId, document.headVersion)) ?? null;
      const tail = await this.#changes(documentId, checkpoint?.version ?? 0);
      return { ...document, checkpoint, tail };
    });
  }

  async append(entries: readonly Append[]): Promise<readonly AppendResult[]> {
    assertAppendable(entries);
    if (entries.length === 0) return [];
    try {
      const stored = await appendGroup(this.#database.writer.client, entries);
      return stored.map((done) => (done ? "stored" : "fenced"));
    } catch (error) {
      if (isUniqueConflict(error)) return this.#appendApart(entries);
      const failure = failureOf(error) ?? "unknown_result";
      if (failure !== "busy" && failure !== "full") await this.#database.writer.reopen();
      throw storeError(failure, error);
    }
  }

  /**
   * One entry holds a version or a change id that the log already has, and it alone shall suffer.
   * Its transaction was rolled back; its document must look again at what is stored.
   */
  async #appendApart(entries: readonly Append[]): Promise<readonly AppendResult[]> {
    if (entries.length === 1) return ["fenced"];
    const results: AppendResult[] = [];
    for (const entry of entries) {
      try {
        results.push(...(await this.append([entry])));
      } catch (error) {
        if (!results.includes("stored")) throw error;
        throw new StoreError("unknown_result", "A part of the group was stored.", { cause: error });
      }
    }
    return results;
  }

  read(
    documentId: string,
    since: number,
    limit: number,
    maxBytes = Number.POSITIVE_INFINITY,
  ): Promise<readonly StoredChange[]> {
    return guarded(async () => {
      const last = await this.#lastWithin(documentId, since, limit, maxBytes);
      return this.#changes(documentId, since, last);
    });
  }

  find(documentId: string, changeId: string): Promise<StoredChange | undefined> {
    return guarded(async () => {
      const where = { documentId_changeId: { documentId, changeId } };
      const row = await this.#database.client.change.findUnique({ where });
      return row ? storedChange(row) : undefined;
    });
  }

  /** Passes over a checkpoint whose checksum is wrong: an older one and more changes do as well. */
  checkpointBefore(documentId: string, version: number): Promise<Checkpoint | undefined> {
    return guarded(async () => {
      let atMost = version;
      for (;;) {
        const found = await this.#database.client.checkpoint.findFirst({
          where: { documentId, version: { lte: atMost } },
          orderBy: { version: "desc" },
        });
        if (!found) return undefined;
        if (found.checksum === checksum(found.doc))
          return { version: found.version, doc: found.doc };
        this.#warn(`The checkpoint of ${documentId} at version ${found.version} is damaged.`);
        atMost = found.version - 1;
      }
    });
  }

  saveCheckpoint(documentId: string, { version, doc }: Checkpoint): Promise<void> {
    return guarded(async () => {
      const row = { doc, checksum: checksum(doc) };
      await this.#database.client.checkpoint.upsert({
        where: { documentId_version: { documentId, version } },
        create: { documentId, version, ...row },
        update: row,
      });
    });
  }

  async #changes(documentId: string, since: number, last?: number): Promise<StoredChange[]> {
    const rows = await this.#database.client.change.findMany({
      where: { documentId, version: { gt: since, ...(last === undefined ? {} : { lte: last }) } },
      orderBy: { version: "asc" },
    });
    return rows.map(storedChange);
  }

  /** The version at which a page of this size ends. A page has one change, however large it is. */
  async #lastWithin(
    documentId: string,
    since: number,
    limit: number,
    maxBytes: number,
  ): Promise<number> {
    if (maxBytes === Number.POSITIVE_INFINITY) return since + limit;
    const sizes = await this.#database.client.$queryRaw<{ version: number; bytes: number }[]>`
      SELECT "version", octet_length("steps") AS "bytes" FROM "Change"
      WHERE "documentId" = ${documentId} AND "version" > ${since}
      ORDER BY "version" LIMIT ${limit}`;
    let bytes = 0;
    let last = since;
    for (const change of sizes) {
      bytes += Number(change.bytes);
      if (bytes > maxBytes && last > since) break;
      last = change.version;
    }
    return last;
  }
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
