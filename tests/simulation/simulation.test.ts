/** Everything concurrent, by seed. A seed that failed once stays here for ever. */
import { describe, expect, test } from "vitest";
import { simulate } from "./simulation";

const seeds = Number(process.env.SIMULATION_SEEDS ?? 500);
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

  test.each([20_166, 20_304])("seed %i, which failed once", async (seed) => {
    expect((await simulate({ seed })).versions).toBeGreaterThan(5);
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
