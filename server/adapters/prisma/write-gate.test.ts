import { expect, test } from "vitest";
import { WriteGate } from "./write-gate";

/** Lets everything run that waits for nothing. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("one writes at a time, in the order in which they came", async () => {
  const gate = new WriteGate();
  const seen: string[] = [];
  const write = (name: string) =>
    gate.run(async () => {
      seen.push(`${name} begins`);
      await settled();
      seen.push(`${name} ends`);
    });
  await Promise.all([write("a"), write("b"), write("c")]);
  const inTurn = ["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]);
  expect(seen).toEqual(inTurn);
});

test("the log waits for the one that writes, and for nobody who came before it", async () => {
  const gate = new WriteGate();
  const seen: string[] = [];
  const leave = await gate.enter();
  const others = ["pack", "session"].map((name) => gate.run(async () => seen.push(name)));
  const append = gate.run(async () => seen.push("append"), { first: true });
  await settled();
  expect(seen).toEqual([]);
  leave();
  await Promise.all([...others, append]);
  expect(seen).toEqual(["append", "pack", "session"]);
});

test("a log that has always more to write keeps nobody out", async () => {
  const gate = new WriteGate();
  let appended = 0;
  const log = (async () => {
    while (appended < 100) await gate.run(async () => (appended += 1), { first: true });
  })();
  await gate.run(async () => {});
  expect(appended).toBeLessThan(3);
  await log;
});

test("a write that fails lets the next one in, and leaving twice lets in one", async () => {
  const gate = new WriteGate();
  await expect(gate.run(() => Promise.reject(new Error("full")))).rejects.toThrow("full");
  const leave = await gate.enter();
  const [one, other] = [gate.enter(), gate.enter()];
  leave();
  leave();
  const leaveOne = await one;
  expect(await Promise.race([other, settled().then(() => "outside")])).toBe("outside");
  leaveOne();
  (await other)();
});
