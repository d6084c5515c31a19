/**
 * Unsent work in IndexedDB, one record a tab. A tab holds a lock on its record while it lives, so a
 * record whose lock is free belongs to a tab that is gone, and is adopted by exactly one other.
 */
import { type DBSchema, openDB } from "idb";
import { Connection } from "./connection";
import { newId } from "./new-id";
import type { PendingDrawer, PendingStore, PendingWork } from "./ports";

interface Schema extends DBSchema {
  work: { key: string; value: PendingWork; indexes: { document: string } };
}

export class IndexedDbPendingStore implements PendingStore {
  readonly #database = new Connection((lost) =>
    openDB<Schema>("tandem", 1, {
      upgrade(database) {
        database.createObjectStore("work").createIndex("document", "documentId");
      },
      terminated: lost,
      blocking: lost,
    }),
  );

  async open(_documentId: string): Promise<PendingDrawer> {
    const key = newId();
    const release = await hold(key);
    if (!release) throw new Error("A fresh key is locked.");
    return this.#drawer(key, release);
  }

  async adopt(documentId: string, userId: string) {
    const keys = await this.#database.use((database) =>
      database.getAllKeysFromIndex("work", "document", documentId),
    );
    for (const key of keys) {
      const kept = await this.#read(key);
      const release = kept?.userId === userId ? await hold(key) : undefined;
      if (!release) continue;
      // Read after the lock is held: its last owner may have emptied it meanwhile.
      const work = await this.#read(key);
      if (work) return { drawer: this.#drawer(key, release), work };
      release();
    }
    return undefined;
  }

  /** What is kept of a document by this person's tabs, to be read only. */
  async all(documentId: string, userId: string): Promise<readonly PendingWork[]> {
    const works = await this.#database.use((database) =>
      database.getAllFromIndex("work", "document", documentId),
    );
    return works.filter((work) => work.userId === userId);
  }

  #read(key: string): Promise<PendingWork | undefined> {
    return this.#database.use((database) => database.get("work", key));
  }

  #drawer(key: string, release: () => void): PendingDrawer {
    return {
      save: (work) =>
        this.#database.use(async (database) => {
          const transaction = database.transaction("work", "readwrite");
          const put = transaction.store.put(work, key);
          // By itself it would commit when the page is told of the put, which may be gone by then.
          transaction.commit();
          await Promise.all([put, transaction.done]);
        }),
      clear: () => this.#database.use((database) => database.delete("work", key)),
      release: async () => release(),
    };
  }
}

/**
 * Takes the lock of a record until it is released or this page is gone; undefined when somebody
 * else has it. Only secure contexts have locks: over plain HTTP, away from localhost, this throws,
 * and work lives as long as its tab.
 */
function hold(key: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`tandem-work-${key}`, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}
