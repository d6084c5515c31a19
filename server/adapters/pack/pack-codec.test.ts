import { createHash, randomBytes, randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Origin, StoredChange } from "@/server/ports/change-log";
import { keyOf } from "./change-key";
import { decompress } from "./compress";
import { digestLength, packChanges, unpackChanges } from "./pack-codec";

const anyText = fc.string({ unit: "binary", maxLength: 20 });

const typed = fc.record({ from: fc.nat(5000), length: fc.nat(3), text: anyText }).map((edit) => {
  const { from, length, text } = edit;
  const slice = { slice: { content: [{ type: "text", text }] } };
  return [{ stepType: "replace", from, to: from + length, ...(text ? slice : {}) }];
});
const other = fc.constantFrom(
  [{ stepType: "addMark", mark: { type: "bold" }, from: 1, to: 3 }],
  [{ stepType: "replace", from: 1, to: 2, structure: true }],
  [{ stepType: "replace", to: 1, from: 1, slice: { content: [{ type: "text", text: "a" }] } }],
  [{ stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: '"}]}}]' }] } }],
  [],
);
const steps = fc.oneof({ weight: 6, arbitrary: typed }, { weight: 1, arbitrary: other });
const id = fc.oneof(
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((b) => Buffer.from(b).toString("hex")),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((b) => Buffer.from(b).toString("base64url")),
  fc.uuid(),
  fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/),
);
const change = fc.record({
  changeId: id,
  userId: fc.constantFrom("ada", "ben"),
  behind: fc.constantFrom(0, 0, 0, 3),
  steps: steps.map((json) => JSON.stringify(json)),
  kept: fc.constantFrom(null, null, [], [0, 2]),
  dropped: fc.constantFrom(null, null, '[{"index":0}]'),
  origin: fc.constantFrom<Origin>("typing", "typing", "restore"),
  about: fc.constantFrom(null, null, '{"kind":"restored","version":3}'),
  createdAt: fc.nat(2_000_000_000_000),
});

type Made = Omit<StoredChange, "documentId" | "version" | "baseVersion" | "digest"> & {
  readonly behind: number;
};

test("every change comes out as it went in", async () => {
  let rows = 0;
  const check = async (made: readonly Made[], from: number) => {
    const changes = made.map(({ behind, ...fields }, index): StoredChange => {
      const version = from + 10 + index;
      const digest = createHash("sha256").update(String(index)).digest("base64url");
      return { documentId: "plan", version, baseVersion: version - 1 - behind, digest, ...fields };
    });
    const { ids, body } = await packChanges(changes);
    const back = await unpackChanges(ids, body);
    const short = (one: StoredChange) => ({ ...one, digest: one.digest.slice(0, digestLength) });
    expect(back).toEqual(changes.map(short));
    for (const [index, one] of changes.entries()) {
      expect(ids.subarray(index * 16, index * 16 + 16).equals(keyOf(one.changeId))).toBe(true);
    }
    rows += changes.length;
  };
  const changes = fc.array(change, { minLength: 1, maxLength: 40 });
  await fc.assert(fc.asyncProperty(changes, fc.nat(1000), check), { numRuns: 300, seed: 1 });
  expect(rows).toBeGreaterThan(1500);
});

test("a damaged byte is noticed, wherever it is", async () => {
  const steps = JSON.stringify([{ stepType: "replace", from: 1, to: 2 }]);
  const fields = { documentId: "plan", version: 1, baseVersion: 0, userId: "ada", steps };
  const rest = { kept: null, dropped: null, digest: "12345678", about: null, createdAt: 5 };
  const changes = [randomUUID(), randomBytes(16).toString("hex")].map(
    (changeId, index): StoredChange => ({
      ...{ ...fields, ...rest, changeId, origin: "typing", version: index + 1 },
    }),
  );
  const { ids, body } = await packChanges(changes);
  for (let at = 0; at < body.length; at += 3) {
    const broken = Buffer.from(body);
    broken[at] = (broken[at] ?? 0) ^ 1;
    await expect(decompress(broken)).rejects.toThrow("damaged");
  }
  await expect(unpackChanges(ids.subarray(16), body)).rejects.toThrow("ids of a pack");
});
