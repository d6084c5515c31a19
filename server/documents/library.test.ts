import { expect, test } from "vitest";
import { limits } from "@/collab/protocol/limits";
import { WireServer } from "@/tests/support/wire-server";
import { cleanTitle } from "./library";

test("a title is one line, within its limit, and never ends in half a character", () => {
  expect(cleanTitle(" Two\nlines\u0000 ")).toBe("Two lines");
  expect(cleanTitle("\ud83c")).toBeUndefined();
  const almost = "x".repeat(limits.titleLength - 1);
  expect(cleanTitle(`${almost}🌊`)).toBe(almost);
  expect(cleanTitle(`${almost.slice(1)}🌊`)).toBe(`${almost.slice(1)}🌊`);
});

test("a copy says that it is one, however long the title", async () => {
  const server = await WireServer.start();
  const { library } = server;
  const { person } = await server.guest("Ada");
  const titleOf = async (title: string) => {
    const made = await library.create(person, title);
    if (!made.ok) return made.error.message;
    const copy = await library.copy(person, made.value.id);
    return copy.ok ? copy.value.title : copy.error.message;
  };
  expect(await titleOf("Plan")).toBe("Plan (copy)");
  const long = "🌊".repeat(limits.titleLength / 2);
  expect(await titleOf(long)).toBe(`${"🌊".repeat(limits.titleLength / 2 - 4)} (copy)`);
  // An odd one: the cut would be within a character.
  const odd = `x${long.slice(2)}`;
  expect(await titleOf(odd)).toBe(`x${"🌊".repeat(limits.titleLength / 2 - 4)} (copy)`);
  await server.close();
});
