/** What a contract suite needs of the stores it is run for. */
import type { Stores } from "@/server/ports/stores";

export interface OpenedStores {
  readonly stores: Stores;
  close(): Promise<void>;
}

/** Empty stores for one test. */
export type OpenStores = () => OpenedStores | Promise<OpenedStores>;
