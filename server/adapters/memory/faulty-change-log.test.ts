/** Injected faults leave the log as real ones do. */
import { describe, expect, it } from "vitest";
import { anAppend, openEpoch, seed } from "@/tests/support/log-samples";
import { FaultyChangeLog, type LogFaults } from "./faulty-change-log";
import { memoryStores } from "./memory-stores";

async function faulty(faults: Partial<LogFaults>) {
  const stores = memoryStores();
  await seed(stores, "plan");
  const epoch = await openEpoch(stores, "plan");
  const slept: number[] = [];
  const source = { random: () => 0.5, sleep: async (ms: number) => void slept.push(ms) };
  const log = new FaultyChangeLog(stores.log, source, faults);
  const head = async () => (await stores.documents.find("plan"))?.headVersion;
  return { log, slept, head, append: () => log.append([anAppend("plan", epoch, 1)]) };
}

describe("the faulty change log", () => {
  it("does what the log does when nothing is to fail", async () => {
    const { append, log } = await faulty({ busy: 0.5 });
    expect(await append()).toEqual(["stored"]);
    expect(log.injected).toEqual([]);
  });

  it("writes nothing when it is busy or fails before", async () => {
    const busy = await faulty({ busy: 0.51 });
    await expect(busy.append()).rejects.toMatchObject({ failure: "busy" });
    expect(await busy.head()).toBe(0);
    const before = await faulty({ failBefore: 1 });
    await expect(before.append()).rejects.toMatchObject({ failure: "io" });
    expect(await before.head()).toBe(0);
  });

  it("has written when the answer is lost", async () => {
    const { append, head, log } = await faulty({ failAfter: 1 });
    await expect(append()).rejects.toMatchObject({ failure: "unknown_result" });
    expect(await head()).toBe(1);
    expect(log.injected).toEqual(["after"]);
  });

  it("fails reads, and takes its time", async () => {
    const { log, slept } = await faulty({ failRead: 1, delayMs: [10, 30] });
    await expect(log.open("plan")).rejects.toMatchObject({ failure: "unreachable" });
    expect(slept).toEqual([20]);
    log.faults = { ...log.faults, failRead: 0 };
    expect(await log.open("plan")).toMatchObject({ headVersion: 0 });
  });
});
