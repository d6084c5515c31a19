/** An interactive transaction would hold every writer up, and once lost their writes: none exists. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const server = join(import.meta.dirname, "../..");

/** Calls of `$transaction` with anything but a list. */
function interactive(source: string): string[] {
  return source.match(/\$transaction\s*(?:<[^>]*>)?\(\s*[^[\s][^\n]*/g) ?? [];
}

describe("interactive transactions", () => {
  it("are not in the server's sources", () => {
    const files = readdirSync(server, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
    );
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((name) => interactive(readFileSync(join(server, name), "utf8")));
    expect(found).toEqual([]);
  });

  it("would be found", () => {
    expect(interactive("await client.$transaction(async (tx) => {")).toHaveLength(1);
    expect(interactive("client.$transaction(\n  work,")).toHaveLength(1);
    expect(interactive("client.$transaction([\n  a,")).toEqual([]);
  });
});
