import { afterEach, expect, test, vi } from "vitest";
import { browserTitle } from "./browser-title";

/** A device that keeps what it is given. */
function device(): Map<string, string> {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  return kept;
}

afterEach(() => vi.unstubAllGlobals());

test("a title is kept for whoever wrote it, and for nobody else on the same device", () => {
  const kept = device();
  const title = browserTitle("doc");
  title.keep("ada", { title: "Hers", base: "Old" });
  expect(title.kept("ben")).toBeUndefined();
  title.keep("ben", { title: "His", base: "Old" });
  title.keep("ben", undefined);
  expect(browserTitle("doc").kept("ada")).toEqual({ title: "Hers", base: "Old" });
  title.keep("ada", undefined);
  expect(kept.size).toBe(0);
});
