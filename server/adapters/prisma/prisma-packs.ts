/** Packing old changes: written beside them, read back, and only then put in their place. */
import type { StoredChange } from "@/server/ports/change-log";
import type { Pack, PackStore } from "@/server/ports/history";
import { compress } from "../pack/compress";
import { digestLength, packChanges } from "../pack/pack-codec";
import type { Database } from "./client";
import { packChecksum, unpack } from "./pack-reader";
import { guarded } from "./store-failure";
import { storedChange } from "./stored-change";

export class PrismaPacks implements PackStore {
  readonly #database: Database;
  constructor(database: Database) {
    this.#database = database;
  }

  packedTo(documentId: string): Promise<number> {
    return guarded(async () => {
      const last = await this.#database.client.historyPack.findFirst({
        where: { documentId, ready: true },
        orderBy: { fromVersion: "desc" },
        select: { toVersion: true },
      });
      return last?.toVersion ?? 0;
    });
  }

  pack(documentId: string, pack: Pack): Promise<boolean> {
    return guarded(async () => {
      const { from, to } = pack;
      if (from !== (await this.packedTo(documentId)) + 1) return false;
      const version = { gte: from, lte: to };
      const rows = await this.#database.client.change.findMany({
        where: { documentId, version },
        orderBy: { version: "asc" },
      });
      if (rows.length !== to - from + 1) return false;
      const changes = rows.map(storedChange);
      await this.#write(documentId, pack, changes);
      if (!(await this.#readsBack(documentId, from, changes))) return false;
      await this.#replace(documentId, from, to);
      return true;
    });
  }

  /** A pack that is not ready is nothing to any reader; one left by a crash is written again. */
  async #write(documentId: string, pack: Pack, changes: readonly StoredChange[]): Promise<void> {
    const { from: fromVersion, to: toVersion } = pack;
    const { ids, body } = await packChanges(changes);
    const checksum = packChecksum(ids, body);
    const row = {
      ...{ toVersion, ready: false, checksum },
      ...{ ids: bytes(ids), body: bytes(body), leap: bytes(await compress(pack.leap)) },
      base: pack.base === null ? null : bytes(await compress(pack.base)),
    };
    await this.#database.client.historyPack.upsert({
      where: { documentId_fromVersion: { documentId, fromVersion } },
      create: { documentId, fromVersion, ...row },
      update: row,
    });
  }

  async #readsBack(documentId: string, fromVersion: number, changes: readonly StoredChange[]) {
    const row = await this.#database.client.historyPack.findUnique({
      where: { documentId_fromVersion: { documentId, fromVersion } },
    });
    if (!row || row.ready) return false;
    const read = await unpack(documentId, row);
    const wanted = changes.map((one) => ({ ...one, digest: one.digest.slice(0, digestLength) }));
    return read.every((change, index) => sameText(change, wanted[index]));
  }

  /** All or nothing: the pack counts, and what it holds is gone from where it was. */
  async #replace(documentId: string, from: number, to: number): Promise<void> {
    const { client } = this.#database;
    const version = { gte: from, lte: to };
    await client.$transaction([
      client.historyPack.update({
        where: { documentId_fromVersion: { documentId, fromVersion: from } },
        data: { ready: true },
        select: { fromVersion: true },
      }),
      client.change.deleteMany({ where: { documentId, version } }),
      client.checkpoint.deleteMany({ where: { documentId, version: { lte: to } } }),
    ]);
  }
}

function sameText(one: StoredChange, other: StoredChange | undefined): boolean {
  if (!other) return false;
  const keys = Object.keys(other) as (keyof StoredChange)[];
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

/** Prisma wants an array over memory of its own. */
function bytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}
