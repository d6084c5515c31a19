import { expect, test } from "vitest";
import { limits } from "@/collab/protocol/limits";
import { cleanName } from "./identity";

test("a name is within its limit, without what can't be seen, and never ends in half a character", () => {
  expect(cleanName(" A\u200bda ")).toBe("Ada");
  expect(cleanName("\ud83c ")).toBeUndefined();
  const almost = "x".repeat(limits.nameLength - 1);
  expect(cleanName(`${almost}🌊`)).toBe(almost);
});
