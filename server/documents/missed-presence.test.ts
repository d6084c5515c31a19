/** However much a slow client misses, one event tells it where everybody is now. */
import { expect, test } from "vitest";
import { MissedPresence } from "./missed-presence";

const at = (sessionId: string, head: number) => {
  const user = { id: sessionId, name: sessionId, color: "#000000" };
  return { sessionId, user, version: 1, anchor: head, head };
};
const event = (users: ReturnType<typeof at>[], left: string[] = []) => {
  return { documentId: "d", users, left };
};

test("only the newest place of each counts, and who left is gone", () => {
  const missed = new MissedPresence();
  expect(missed.take("d")).toBeUndefined();
  for (let head = 1; head <= 1000; head++) missed.add(event([at("ada", head), at("ben", head)]));
  missed.add(event([at("cy", 1)], ["ben"]));
  missed.add(event([], ["dan"]));
  expect(missed.size).toBe(4);
  expect(missed.take("d")).toEqual(event([at("ada", 1000), at("cy", 1)], ["ben", "dan"]));
  expect(missed.take("d")).toBeUndefined();
});

test("who left and came back is here", () => {
  const missed = new MissedPresence();
  missed.add(event([], ["ada"]));
  missed.add(event([at("ada", 2)]));
  expect(missed.take("d")).toEqual(event([at("ada", 2)]));
});
