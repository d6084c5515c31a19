/** Kills, freezes, a bad line and a full disk, one after the other, while people write. */
import { expect, test } from "vitest";
import { patientMs as healWithinMs } from "./chaos";
import { runFaults } from "./faults";

test("[F1] [F11] [F17] [F19] whatever happens round a server, every promise is kept", async () => {
  const report = await runFaults({ seed: 9, rounds: 5, lifeMs: 300, healWithinMs });
  expect(report.broken).toEqual([]);
  expect(report).toMatchObject({ missing: 0, doubled: 0 });
  expect(report.faults).toMatchObject({ kill: 1, freeze: 1, cut: 1, delay: 1 });
  expect(report.acknowledged).toBeGreaterThan(0);
});
