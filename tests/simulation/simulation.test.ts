/** Everything concurrent, by seed. A seed that failed once stays here for ever. */
import { describe, expect, test } from "vitest";
import type { ChangeLog } from "@/server/ports/change-log";
import { simulate } from "./simulation";

const seeds = Number(process.env.SIMULATION_SEEDS ?? 300);
const perTest = 50;

describe("everybody converges, and nothing typed is lost, whatever goes wrong", () => {
  for (let first = 1; first <= seeds; first += perTest) {
    const last = Math.min(seeds, first + perTest - 1);
    test(`seeds ${first} to ${last}`, { timeout: 300_000 }, async () => {
      let versions = 0;
      let faults = 0;
      let reconnections = 0;
      let rescued = 0;
      for (let seed = first; seed <= last; seed++) {
        const work = await simulate({ seed });
        versions += work.versions;
        faults += work.faults;
        reconnections += work.reconnections;
        rescued += work.rescuedOrKept;
      }
      // A simulation in which nothing happens proves nothing.
      expect(versions).toBeGreaterThan((last - first + 1) * 5);
      if (last - first < perTest - 1) return;
      expect(faults).toBeGreaterThan(0);
      expect(reconnections).toBeGreaterThan(0);
      expect(rescued).toBeGreaterThan(0);
    });
  }
});

describe("seeds that failed once", () => {
  test.each([
    [384, "a step that stood in for another had other ranges, and mapped to nowhere"],
    [397, "text that was spared was sent again as its deleter's own"],
    [656, "a restored tab took unsent steps for those in flight"],
    [953, "letters rebased between two places replaced each other"],
    [985, "what was typed into a deleted range was lost on its way"],
    [1099, "text put together again was deleted by a later step of the same change"],
  ])("seed %i: %s", async (seed) => {
    await simulate({ seed });
  });
});

test("the same seed tells the same story", async () => {
  const tell = async () => {
    const lines: string[] = [];
    await simulate({ seed: 12, trace: (line) => lines.push(line) });
    return lines;
  };
  expect(await tell()).toEqual(await tell());
});

test("an applier that crashes now and then loses nothing: it is restarted", async () => {
  let calls = 0;
  const beforeApply = () => {
    calls += 1;
    if (calls % 7 === 0) throw new Error("the applier crashed");
  };
  await simulate({ seed: 3, tree: { beforeApply } });
  expect(calls).toBeGreaterThan(7);
});

describe("planted bugs are found", () => {
  type Bug = Omit<Parameters<typeof simulate>[0], "seed">;

  const isFound = async (bug: () => Bug) => {
    for (let seed = 1; seed <= 200; seed++) {
      const failed = await simulate({ ...bug(), seed }).then(
        () => false,
        () => true,
      );
      if (failed) return true;
    }
    return false;
  };

  test("acknowledged before it is stored", async () => {
    const wrapLog = overriding((log) => ({
      append: async (entries) => {
        log.append(entries).catch(() => {});
        return entries.map(() => "stored");
      },
    }));
    expect(await isFound(() => ({ wrapLog }))).toBe(true);
  });

  test("a change sent again under another id", async () => {
    const sent = new Map<string, number>();
    const tamper: Bug["tamper"] = (event, payload) => {
      if (event !== "apply_change" || !("changeId" in payload)) return payload;
      const id = String(payload.changeId);
      const times = sent.get(id) ?? 0;
      sent.set(id, times + 1);
      return times === 0 ? payload : { ...payload, changeId: `${id}-again-${times}` };
    };
    expect(await isFound(() => ({ tamper }))).toBe(true);
  });

  function overriding(override: (log: ChangeLog) => Partial<ChangeLog>) {
    return (log: ChangeLog): ChangeLog => ({
      append: (entries) => log.append(entries),
      open: (id) => log.open(id),
      read: (...args) => log.read(...args),
      find: (...args) => log.find(...args),
      checkpointBefore: (...args) => log.checkpointBefore(...args),
      saveCheckpoint: (...args) => log.saveCheckpoint(...args),
      ...override(log),
    });
  }
});
