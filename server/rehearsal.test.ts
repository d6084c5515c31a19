import { expect, test, vi } from "vitest";
import { newId } from "./adapters/identity";
import { memoryStores } from "./adapters/memory/memory-stores";
import { MemoryTables } from "./adapters/memory/memory-tables";
import { StoreError } from "./ports/store-error";
import { rehearse } from "./rehearsal";

test("a rehearsal leaves nothing in the store, and writes what a change is made of", async () => {
  const tables = new MemoryTables();
  const digest = vi.fn((text: string) => text.slice(0, 8));
  await rehearse(memoryStores(tables), { digest, newId });
  expect(tables.documents.size).toBe(0);
  expect(digest).toHaveBeenCalledWith(expect.stringContaining("a word"));
});

test("a store that is away does not keep the server from starting", async () => {
  const stores = memoryStores();
  vi.spyOn(stores.log, "open").mockRejectedValue(new StoreError("io", "The disk is gone."));
  await rehearse(stores, { digest: (text) => text, newId });
});
