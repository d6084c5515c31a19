/** All stores in memory, over one set of tables. */
import type { NamedVersion, NamedVersionStore } from "@/server/ports/documents";
import type { Stores } from "@/server/ports/stores";
import { MemoryChangeLog } from "./memory-change-log";
import { MemoryDocuments } from "./memory-documents";
import { MemoryPacks } from "./memory-packs";
import { MemoryPeople } from "./memory-people";
import { MemorySessions } from "./memory-sessions";
import { MemoryTables } from "./memory-tables";
import { MemoryUploads } from "./memory-uploads";

export function memoryStores(tables = new MemoryTables()): Stores {
  return {
    log: new MemoryChangeLog(tables),
    documents: new MemoryDocuments(tables),
    names: new MemoryVersions(tables),
    sessions: new MemorySessions(tables),
    packs: new MemoryPacks(tables),
    people: new MemoryPeople(tables),
    uploads: new MemoryUploads(tables),
  };
}

class MemoryVersions implements NamedVersionStore {
  readonly #tables: MemoryTables;
  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  async name(version: NamedVersion): Promise<void> {
    this.#tables.documents.get(version.documentId)?.versions.set(version.version, version);
  }

  async unname(documentId: string, version: number): Promise<boolean> {
    return this.#tables.documents.get(documentId)?.versions.delete(version) ?? false;
  }

  async named(documentId: string): Promise<readonly NamedVersion[]> {
    const versions = this.#tables.documents.get(documentId)?.versions.values() ?? [];
    return [...versions].sort((a, b) => b.version - a.version);
  }
}
