import { expect, test } from "vitest";
import { newTab, openTab } from "./session-tab";
import { FakeServer, ManualClock } from "./session-world";

const clock = new ManualClock();
const slow = { lose: 0, double: 0, delayMs: 400 };

test("a document that is left before the join is answered is left on the server, too", async () => {
  const server = new FakeServer();
  const ada = newTab(server, clock, "ada");
  ada.transport.faults = slow;
  ada.transport.connect();
  await clock.advance(10);
  ada.session.close();
  await clock.advance(5_000);
  expect(server.joined.size).toBe(0);
});

test("so is one that is left while it waits to join anew, after a break", async () => {
  const server = new FakeServer();
  const ada = await openTab(server, clock, "ada");
  ada.transport.disconnect();
  ada.transport.faults = slow;
  ada.transport.connect();
  await clock.advance(10);
  ada.session.close();
  await clock.advance(5_000);
  expect(server.joined.size).toBe(0);
});
