/** Packs in memory: nothing is smaller for them, but reading them is the same. */
import type { Pack, PackStore } from "@/server/ports/history";
import type { MemoryTables } from "./memory-tables";

export class MemoryPacks implements PackStore {
  readonly #tables: MemoryTables;
  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  async packedTo(documentId: string): Promise<number> {
    return this.#tables.documents.get(documentId)?.packs.at(-1)?.to ?? 0;
  }

  async pack(documentId: string, pack: Pack): Promise<boolean> {
    const record = this.#tables.documents.get(documentId);
    const there = record && pack.to <= record.changes.length;
    if (!there || pack.from !== (await this.packedTo(documentId)) + 1) return false;
    record.packs.push(pack);
    for (const version of [...record.checkpoints.keys()]) {
      if (version <= pack.to) record.checkpoints.delete(version);
    }
    return true;
  }
}
