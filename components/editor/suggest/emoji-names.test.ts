import { expect, test } from "vitest";
import { findEmoji, loadEmoji, namedEmoji } from "./emoji-names";

test("an emoji is found by its name, by a part of it, and by what it is about", async () => {
  const all = await loadEmoji();
  const found = (query: string) => findEmoji(all, query).map(({ sign }) => sign);
  expect(found("smile")[0]).toBe("😄");
  expect(found("thumbsu")).toContain("👍");
  expect(found("party")).toContain("🎉");
  expect(found("zzzz")).toEqual([]);
  expect(found("s").length).toBeLessThanOrEqual(8);
});

test("a whole name gives the sign at once", async () => {
  await loadEmoji();
  expect(namedEmoji("tada")).toBe("🎉");
  expect(namedEmoji("no_such_sign")).toBeUndefined();
});
