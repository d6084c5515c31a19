/** Drawers in memory, for tests and for browsers without storage. */
import type { PendingDrawer, PendingStore, PendingWork } from "./ports";

interface Kept {
  work: PendingWork;
  owner: symbol | undefined;
}

export class MemoryPendingStore implements PendingStore {
  readonly #kept = new Map<number, Kept>();
  #next = 0;

  /** Everything kept, whoever owns it. */
  get works(): readonly PendingWork[] {
    return [...this.#kept.values()].map(({ work }) => work);
  }

  /** A store as one tab sees it; `abandon` is what happens when the tab is gone. */
  tab(): PendingStore & { abandon(): void } {
    const owner = Symbol("tab");
    const tab = { alive: true };
    return {
      open: async () => this.#drawer(this.#next++, owner, tab),
      adopt: async (documentId, userId) => {
        for (const [key, kept] of this.#kept) {
          if (!tab.alive || kept.owner !== undefined || kept.work.documentId !== documentId)
            continue;
          if (kept.work.userId !== userId) continue;
          kept.owner = owner;
          return { drawer: this.#drawer(key, owner, tab), work: kept.work };
        }
        return undefined;
      },
      abandon: () => {
        tab.alive = false;
        for (const kept of this.#kept.values()) {
          if (kept.owner === owner) kept.owner = undefined;
        }
      },
    };
  }

  open(): Promise<PendingDrawer> {
    return this.tab().open("");
  }

  async adopt(): Promise<undefined> {}

  #drawer(key: number, owner: symbol, tab: { readonly alive: boolean }): PendingDrawer {
    return {
      save: async (work) => {
        if (tab.alive) this.#kept.set(key, { work, owner });
      },
      clear: async () => {
        if (tab.alive) this.#kept.delete(key);
      },
      release: async () => {
        const kept = this.#kept.get(key);
        if (tab.alive && kept) kept.owner = undefined;
      },
    };
  }
}
