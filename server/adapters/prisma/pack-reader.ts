/** Reading the log where it is packed: changes, ways over them, and documents kept with them. */
import { createHash } from "node:crypto";
import type { Checkpoint, Leap, StoredChange } from "@/server/ports/change-log";
import { StoreError } from "@/server/ports/store-error";
import { keyBytes, keyOf } from "../pack/change-key";
import { decompress } from "../pack/compress";
import { unpackChanges } from "../pack/pack-codec";
import type { Database } from "./client";
import { failureOf, storeError } from "./store-failure";

/** Packs unpacked last: whoever steps through versions asks for the same one again. */
const rememberedPacks = 4;
/** Packs leapt over in one go. */
const leapsAtOnce = 64;

interface PackRow {
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly ids: Uint8Array;
  readonly body: Uint8Array;
  readonly checksum: string;
}

export class PackReader {
  readonly #client: Database["client"];
  readonly #remembered = new Map<string, Promise<readonly StoredChange[]>>();

  constructor({ client }: Database) {
    this.#client = client;
  }

  /** Changes after `since`, of one pack; empty when what follows is not packed. */
  async read(documentId: string, since: number): Promise<readonly StoredChange[]> {
    const version = since + 1;
    const place = await this.#client.historyPack.findFirst({
      where: { documentId, ready: true, fromVersion: { lte: version } },
      orderBy: { fromVersion: "desc" },
      select: { fromVersion: true, toVersion: true },
    });
    if (!place || place.toVersion < version) return [];
    const changes = await this.#unpacked(documentId, place.fromVersion);
    return changes.slice(version - place.fromVersion);
  }

  async find(documentId: string, changeId: string): Promise<StoredChange | undefined> {
    const key = keyOf(changeId);
    const found = await this.#client.$queryRaw<{ fromVersion: number; place: number }[]>`
      SELECT "fromVersion", instr("ids", ${key}) AS "place" FROM "HistoryPack"
      WHERE "documentId" = ${documentId} AND "ready" AND instr("ids", ${key}) > 0`;
    for (const { fromVersion, place } of found) {
      const index = (Number(place) - 1) / keyBytes;
      // The bytes may also happen to straddle two keys.
      if (!Number.isInteger(index)) continue;
      const change = (await this.#unpacked(documentId, Number(fromVersion)))[index];
      if (change?.changeId === changeId) return change;
    }
    return undefined;
  }

  /** The nearest document kept with a pack; a damaged one is passed over for an older one. */
  async base(
    documentId: string,
    atMost: number,
    warn: (message: string) => void,
  ): Promise<Checkpoint | undefined> {
    for (let before = atMost + 1; ; ) {
      const row = await this.#client.historyPack.findFirst({
        where: { documentId, ready: true, fromVersion: { lte: before }, base: { not: null } },
        orderBy: { fromVersion: "desc" },
        select: { fromVersion: true, base: true },
      });
      if (!row?.base) return undefined;
      try {
        return { version: row.fromVersion - 1, doc: await decompress(row.base) };
      } catch {
        warn(`The document at version ${row.fromVersion - 1} of ${documentId} is damaged.`);
        before = row.fromVersion - 1;
      }
    }
  }

  /** From version `since` on, pack by pack, up to the first that is damaged. */
  async leaps(documentId: string, since: number, until: number): Promise<readonly Leap[]> {
    const rows = await this.#client.historyPack.findMany({
      where: {
        ...{ documentId, ready: true },
        ...{ fromVersion: { gt: since }, toVersion: { lte: until } },
      },
      orderBy: { fromVersion: "asc" },
      select: { fromVersion: true, toVersion: true, leap: true },
      take: leapsAtOnce,
    });
    // All at once: each is small, and takes a turn of one of Node's threads.
    const read = await Promise.all(rows.map(({ leap }) => decompress(leap).catch(() => undefined)));
    const leaps: Leap[] = [];
    let next = since + 1;
    for (const [index, { fromVersion: from, toVersion: to }] of rows.entries()) {
      const steps = read[index];
      if (from !== next || steps === undefined) break;
      leaps.push({ from, to, steps });
      next = to + 1;
    }
    return leaps;
  }

  #unpacked(documentId: string, fromVersion: number): Promise<readonly StoredChange[]> {
    const key = `${fromVersion} ${documentId}`;
    const known = this.#remembered.get(key);
    if (known) return known;
    const reading = this.#unpack(documentId, fromVersion);
    this.#remembered.set(key, reading);
    // A damaged pack stays damaged; a store that was away is asked again.
    reading.catch((error) => {
      if (!(error instanceof StoreError)) this.#remembered.delete(key);
    });
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= rememberedPacks) break;
      this.#remembered.delete(oldest);
    }
    return reading;
  }

  async #unpack(documentId: string, fromVersion: number): Promise<readonly StoredChange[]> {
    const row = await this.#client.historyPack
      .findUnique({
        where: { documentId_fromVersion: { documentId, fromVersion } },
        select: { fromVersion: true, toVersion: true, ids: true, body: true, checksum: true },
      })
      .catch((error: unknown) => {
        throw failureOf(error) === "corrupt" ? storeError("corrupt", error) : error;
      });
    return row ? unpack(documentId, row) : [];
  }
}

/** @throws StoreError `corrupt` when not every change comes out */
export async function unpack(documentId: string, row: PackRow): Promise<readonly StoredChange[]> {
  const { fromVersion, toVersion, ids, body, checksum } = row;
  const which = `Versions ${fromVersion} to ${toVersion} of ${documentId}`;
  try {
    if (packChecksum(ids, body) !== checksum) throw new RangeError("its checksum is another");
    const changes = await unpackChanges(ids, body);
    const [first] = changes;
    const whole = changes.length === toVersion - fromVersion + 1;
    if (whole && first?.version === fromVersion && first.documentId === documentId) return changes;
  } catch (cause) {
    throw new StoreError("corrupt", `${which} can't be read.`, { cause });
  }
  throw new StoreError("corrupt", `${which} are not what their pack says.`);
}

export function packChecksum(ids: Uint8Array, body: Uint8Array): string {
  return createHash("sha256").update(ids).update(body).digest("hex");
}
