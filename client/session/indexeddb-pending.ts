/**
 * Unsent work in IndexedDB, one record a tab. A tab holds a lock on its record while it lives, so a
 * record whose lock is free belongs to a tab that is gone, and is adopted by exactly one other.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { PendingDrawer, PendingStore, PendingWork } from "./ports";

interface Schema extends DBSchema {
  work: { key: string; value: PendingWork; indexes: { document: string } };
}

export class IndexedDbPendingStore implements PendingStore {
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  async open(_documentId: string): Promise<PendingDrawer> {
    const key = crypto.randomUUID();
    await hold(key);
    return this.#drawer(key);
  }

  async adopt(documentId: string, userId: string) {
    const database = await this.#open();
    const keys = await database.getAllKeysFromIndex("work", "document", documentId);
    for (const key of keys) {
      const kept = await database.get("work", key);
      if (kept?.userId !== userId || !(await hold(key))) continue;
      // Read after the lock is held: its last owner may have emptied it meanwhile.
      const work = await database.get("work", key);
      if (work) return { drawer: this.#drawer(key), work };
    }
    return undefined;
  }

  #drawer(key: string): PendingDrawer {
    return {
      save: async (work) => {
        const database = await this.#open();
        await database.put("work", work, key);
      },
      clear: async () => {
        const database = await this.#open();
        await database.delete("work", key);
      },
    };
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>("tandem", 1, {
      upgrade(database) {
        database.createObjectStore("work").createIndex("document", "documentId");
      },
    });
    return this.#database;
  }
}

/** Takes the lock of a record until this page is gone; false when somebody else has it. */
function hold(key: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`tandem-work-${key}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>(() => {}) : undefined;
      })
      .catch(reject);
  });
}
