/**
 * What an append costs: one change alone, and fifty documents at once through the real database, as
 * the server writes it. `--inline` waits for the disk in this thread instead.
 */
import { inThisThread, inThreads } from "@/server/adapters/prisma/client";
import { prismaStores } from "@/server/adapters/prisma/stores";
import type { Append } from "@/server/ports/change-log";
import { aChange, openEpoch, seed } from "@/tests/support/log-samples";
import { temporaryDatabase } from "@/tests/support/temporary-database";

const inline = process.argv.includes("--inline");
const database = temporaryDatabase({ writers: inline ? inThisThread : inThreads });
const stores = prismaStores(database);
const ids = Array.from({ length: 50 }, (_, index) => `document-${index}`);
await seed(stores, ...ids);
const epochs = new Map<string, number>();
for (const id of ids) epochs.set(id, await openEpoch(stores, id));
const versions = new Map(ids.map((id) => [id, 0]));

function next(id: string): Append {
  const expectedVersion = versions.get(id) ?? 0;
  versions.set(id, expectedVersion + 1);
  const changes = [aChange(id, expectedVersion + 1)];
  return { documentId: id, epoch: epochs.get(id) ?? 0, expectedVersion, changes };
}

/** Appends of `at once` documents, one after the other; their durations, sorted. */
async function measure(atOnce: number, times: number): Promise<number[]> {
  const durations: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const start = performance.now();
    const results = await stores.log.append(ids.slice(0, atOnce).map(next));
    if (results.includes("fenced")) throw new Error("An append was fenced.");
    durations.push(performance.now() - start);
  }
  return durations.sort((a, b) => a - b);
}

const at = (sorted: number[], share: number) =>
  (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);

await measure(50, 50);
for (const [atOnce, times] of [
  [1, 1000],
  [50, 400],
] as const) {
  const start = performance.now();
  const sorted = await measure(atOnce, times);
  const rate = Math.round((atOnce * times * 1000) / (performance.now() - start));
  const line = `p50 ${at(sorted, 0.5)} ms  p95 ${at(sorted, 0.95)} ms  ${rate} changes/s`;
  console.log(`${String(atOnce).padStart(2)} at once: ${line}`);
}
await database.remove();
