import { expect, test } from "vitest";
import { memoryStores } from "@/server/adapters/memory/memory-stores";
import { aChange, noon, openEpoch, seed } from "@/tests/support/log-samples";
import { overviewOf } from "./history-overview";
import { advanceSessions } from "./session-writer";

/** A history in which Ada and Ben take turns; Ben writes ten letters at a time, Ada one. */
async function history(length: number) {
  const stores = memoryStores();
  await seed(stores, "doc");
  const epoch = await openEpoch(stores, "doc");
  const changes = Array.from({ length }, (_, index) => {
    const [userId, text] = index % 2 === 0 ? ["ada", "a"] : ["ben", "b".repeat(10)];
    const slice = { content: [{ type: "text", text }] };
    const steps = JSON.stringify([{ stepType: "replace", from: 1, to: 1, slice }]);
    return aChange("doc", index + 1, { userId, steps, createdAt: noon + index * 1000 });
  });
  if (length > 0) {
    await stores.log.append([{ documentId: "doc", epoch, expectedVersion: 0, changes }]);
  }
  const progress = await advanceSessions(stores, "doc", length, Math.ceil(length / 200));
  return (buckets: number) => overviewOf(stores, "doc", progress, buckets);
}

test("in a short history every bar is whose it seems, and as high as what they did", async () => {
  const { version, buckets } = await (await history(6))(100);
  expect(version).toBe(6);
  expect(buckets.map(({ from, to, work }) => [from, to, work])).toEqual(
    [1, 2, 3, 4, 5, 6].map((at) => [
      at,
      at,
      [{ userId: at % 2 ? "ada" : "ben", changes: 1, size: at % 2 ? 1 : 10 }],
    ]),
  );
  expect(buckets[2]?.startedAt).toBe(noon + 2000);
});

test("in a long one a session's work is spread over its bars, and nothing is lost", async () => {
  const { buckets, people } = await (await history(1200))(10);
  expect(buckets).toHaveLength(10);
  expect(people.map(({ id }) => id).sort()).toEqual(["ada", "ben"]);
  const total = (userId: string) =>
    buckets
      .flatMap(({ work }) => work.filter((one) => one.userId === userId))
      .reduce((sum, { size }) => sum + size, 0);
  expect(total("ada")).toBeCloseTo(600, 0);
  expect(total("ben")).toBeCloseTo(6000, 0);
});

test("what is empty has no bars", async () => {
  expect((await (await history(0))(10)).buckets).toEqual([]);
});
