/** A server that is killed, or told to stop, while people write: nothing is lost, nothing doubled. */
import { expect, test } from "vitest";
import { patientMs as healWithinMs, runChaos } from "./chaos";

test("[F1] [F5] kill -9 again and again: every promise kept, every text there once", async () => {
  const report = await runChaos({ seed: 7, rounds: 3, lifeMs: 600, healWithinMs });
  expect(report.broken).toEqual([]);
  expect(report).toMatchObject({ missing: 0, doubled: 0 });
  // It was a test only if there was something to lose.
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(report.outageMs.length).toBeGreaterThan(0);
});

test("[F32] a restart in good order under load", async () => {
  const report = await runChaos({
    seed: 8,
    rounds: 1,
    signal: "SIGTERM",
    lifeMs: 600,
    healWithinMs,
  });
  expect(report.broken).toEqual([]);
  expect(report.exits).toEqual([0]);
  expect(report.acknowledged).toBeGreaterThan(0);
});
