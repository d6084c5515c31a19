/** Who is away: not at a glance elsewhere, and not while anything is done. */
import { expect, test } from "vitest";
import { Attention, hiddenMs, idleMs } from "./attention";
import { ManualClock } from "./session-world";

function attention() {
  const clock = new ManualClock();
  const told: boolean[] = [];
  return { clock, told, looks: new Attention(clock, (away) => told.push(away)) };
}

test("a hidden page is away after a while, and back as soon as it is seen", async () => {
  const { clock, told, looks } = attention();
  looks.setHidden(true);
  await clock.advance(hiddenMs - 1);
  looks.setHidden(false);
  await clock.advance(hiddenMs);
  expect(told).toEqual([]);
  looks.setHidden(true);
  await clock.advance(hiddenMs);
  expect(told).toEqual([true]);
  looks.acted();
  expect(told).toEqual([true]);
  looks.setHidden(false);
  expect(told).toEqual([true, false]);
});

test("whoever does something now and then is here, who does nothing for long is not", async () => {
  const { clock, told, looks } = attention();
  for (let i = 0; i < 10; i += 1) {
    await clock.advance(idleMs - 1);
    looks.acted();
  }
  expect(told).toEqual([]);
  await clock.advance(idleMs);
  expect(told).toEqual([true]);
  await clock.advance(idleMs);
  expect(told).toEqual([true]);
  looks.acted();
  expect(told).toEqual([true, false]);
  await clock.advance(idleMs);
  expect(told).toEqual([true, false, true]);
});

test("a page that is closed tells nothing more", async () => {
  const { clock, told, looks } = attention();
  looks.setHidden(true);
  looks.close();
  await clock.advance(2 * idleMs);
  expect(told).toEqual([]);
});
