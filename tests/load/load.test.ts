/** Gates in a short form, with real servers: what holds on any machine, however busy. No times. */
import { expect, test } from "vitest";
import { type Gate, gatesNamed, type Load } from "./gates";
import { runGate } from "./run-gate";

function gate(id: string, load: Load): Gate {
  const [named] = gatesNamed(id);
  if (!named) throw new Error(`The gate ${id} is gone.`);
  return { ...named, load };
}

const options = { seed: 3, chaos: false, tell() {} };

test("[I1] [I2] [I3] [I4] [I12] thirty people write while everything goes wrong", async () => {
  const load = {
    kind: "writing" as const,
    connections: 30,
    documents: 6,
    perSecond: 2,
    seconds: 2,
  };
  const { measured } = await runGate(gate("L1", load), { ...options, chaos: true });
  expect(measured.broken).toEqual([]);
  // It was a test only if there was something to lose.
  expect(measured.figures.acknowledged).toBeGreaterThan(30);
  expect(measured.figures.drops).toBeGreaterThan(0);
});

test("[I10] documents that were opened in turn leave memory again", async () => {
  const load = { kind: "turns" as const, documents: 40, opened: 20 };
  const { measured } = await runGate(gate("L8", load), options);
  const { actorsBefore, actorsMost = 0, actorsLeft } = measured.figures;
  expect(actorsMost).toBeGreaterThan(actorsBefore ?? 0);
  expect(actorsLeft).toBeLessThanOrEqual(0);
});
