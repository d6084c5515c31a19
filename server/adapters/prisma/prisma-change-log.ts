/** The log of changes in the database; the only place that writes it. */
import { createHash } from "node:crypto";
import type {
  Append,
  AppendResult,
  ChangeLog,
  Checkpoint,
  Claim,
  Leap,
  OpenedLog,
  StoredChange,
} from "@/server/ports/change-log";
import { StoreError } from "@/server/ports/store-error";
import { assertAppendable } from "../appendable";
import type { Database } from "./client";
import { PackReader } from "./pack-reader";
import { failureOf, guarded, isUniqueConflict, storeError } from "./store-failure";
import { storedChange } from "./stored-change";

export class PrismaChangeLog implements ChangeLog {
  readonly #database: Database;
  readonly #packs: PackReader;
  readonly #warn: (message: string) => void;

  /** @param warn is told of damage that was read around */
  constructor(database: Database, warn: (message: string) => void = () => {}) {
    this.#database = database;
    this.#packs = new PackReader(database);
    this.#warn = warn;
  }

  open(documentId: string): Promise<OpenedLog | undefined> {
    return guarded(async () => {
      // After this no older owner can append, so that what is read next stands still.
      const claimed = await this.#claimIfWritable(documentId);
      const document = claimed ?? (await this.#unclaimed(documentId));
      if (!document) return undefined;
      const checkpoint = (await this.checkpointBefore(documentId, document.headVersion)) ?? null;
      const since = checkpoint?.version ?? 0;
      const tail = await this.#tail(documentId, since, document.headVersion);
      return { ...document, checkpoint, tail };
    });
  }

  async #tail(documentId: string, since: number, head: number): Promise<StoredChange[]> {
    if (since === head) return [];
    const hot = await this.#changes(documentId, since, head);
    // Only when every newer checkpoint is damaged does the tail begin in a pack.
    const whole = hot[0]?.version === since + 1;
    return whole ? hot : this.#throughPacks(documentId, since, hot);
  }

  claim(documentId: string): Promise<Claim | undefined> {
    return guarded(() => this.#raiseEpoch(documentId));
  }

  async append(entries: readonly Append[]): Promise<readonly AppendResult[]> {
    assertAppendable(entries);
    if (entries.length === 0) return [];
    try {
      const stored = await this.#database.writer.append(entries);
      this.#database.health.worked();
      return stored.map((done) => (done ? "stored" : "fenced"));
    } catch (error) {
      if (isUniqueConflict(error)) return this.#appendApart(entries);
      this.#database.health.failed(error);
      throw storeError(failureOf(error) ?? "unknown_result", error);
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
      const rows = await this.#changes(documentId, since, last);
      if (rows[0]?.version === since + 1) return rows;
      const packed = await this.#packed(documentId, since, limit, maxBytes);
      return packed.length > 0 ? packed : rows;
    });
  }

  find(documentId: string, changeId: string): Promise<StoredChange | undefined> {
    return guarded(async () => {
      const where = { documentId_changeId: { documentId, changeId } };
      const row = await this.#database.client.change.findUnique({ where });
      return row ? storedChange(row) : this.#packs.find(documentId, changeId);
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
        if (!found) return this.#packs.base(documentId, version, this.#warn);
        if (found.checksum === checksum(found.doc))
          return { version: found.version, doc: found.doc };
        this.#warn(`The checkpoint of ${documentId} at version ${found.version} is damaged.`);
        atMost = found.version - 1;
      }
    });
  }

  leaps(documentId: string, since: number, until: number): Promise<readonly Leap[]> {
    return guarded(() => this.#packs.leaps(documentId, since, until));
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

  async #raiseEpoch(documentId: string) {
    const [document] = await this.#database.client.document.updateManyAndReturn({
      where: { id: documentId },
      data: { epoch: { increment: 1 } },
      select: { epoch: true, headVersion: true, title: true },
    });
    return document;
  }

  /** While writes are known to fail nobody waits for one more: the claim comes later, by itself. */
  async #claimIfWritable(documentId: string) {
    if (this.#database.health.failure) return undefined;
    try {
      return await this.#raiseEpoch(documentId);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === "full" || failure === "busy" || failure === "io") return undefined;
      throw error;
    }
  }

  async #unclaimed(documentId: string) {
    const document = await this.#database.client.document.findUnique({
      where: { id: documentId },
      select: { headVersion: true, title: true },
    });
    return document && { ...document, epoch: undefined };
  }

  async #changes(documentId: string, since: number, last?: number): Promise<StoredChange[]> {
    const rows = await this.#database.client.change.findMany({
      where: { documentId, version: { gt: since, ...(last === undefined ? {} : { lte: last }) } },
      orderBy: { version: "asc" },
    });
    return rows.map(storedChange);
  }

  /** A page of packed changes, of as many packs as it takes. */
  async #packed(
    documentId: string,
    since: number,
    limit: number,
    maxBytes: number,
  ): Promise<readonly StoredChange[]> {
    const page: StoredChange[] = [];
    let bytes = 0;
    while (page.length < limit) {
      const pack = await this.#nextPack(documentId, since + page.length, page.length > 0);
      if (pack.length === 0) break;
      for (const change of pack) {
        bytes += Buffer.byteLength(change.steps);
        if (page.length === limit || (bytes > maxBytes && page.length > 0)) return page;
        page.push(change);
      }
    }
    return page;
  }

  /** A page that has something to show ends before a damaged pack; whoever goes on is told. */
  async #nextPack(documentId: string, since: number, optional: boolean) {
    try {
      return await this.#packs.read(documentId, since);
    } catch (error) {
      const corrupt = error instanceof StoreError && error.failure === "corrupt";
      if (optional && corrupt) return [];
      throw error;
    }
  }

  async #throughPacks(
    documentId: string,
    since: number,
    hot: StoredChange[],
  ): Promise<StoredChange[]> {
    const packed = await this.#packed(documentId, since, Number.POSITIVE_INFINITY, Infinity);
    return [...packed, ...hot];
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
        AND "version" <= ${since + limit}
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
