import { expect, test } from "vitest";
import { DeadLetters } from "./dead-letters";

test("the ring keeps the newest, and the counters everything", () => {
  const letters = new DeadLetters(3);
  for (const tag of ["a", "b", "c", "d", "e"]) {
    letters.add({ cause: "noproc", to: "x", message: { tag }, at: 0 });
  }
  expect(letters.list().map(({ message }) => message.tag)).toEqual(["c", "d", "e"]);
  expect([letters.count("noproc"), letters.count("overloaded"), letters.total]).toEqual([5, 0, 5]);
});
