/** What every store of packs must do: the log reads the same before and after. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredChange } from "@/server/ports/change-log";
import type { Stores } from "@/server/ports/stores";
import { aChange, openEpoch, seed } from "../support/log-samples";
import type { OpenedStores, OpenStores } from "./open-stores";

/** Of a packed digest 8 characters are left. */
const short = (change: StoredChange) => ({ ...change, digest: change.digest.slice(0, 8) });

/** Forty changes, with ids of every form and all that a change may have. */
const changes = Array.from({ length: 40 }, (_, index) => {
  const version = index + 1;
  const hex = version.toString(16).padStart(32, "0");
  const id = version % 3 === 0 ? `odd-${version}-id` : hex;
  const rare = version === 7 ? { kept: [0], dropped: '[{"index":1}]', origin: "revert" } : {};
  return aChange("plan", version, {
    ...{ changeId: id, userId: version % 5 ? "ada" : "ben", baseVersion: Math.max(0, index - 2) },
    ...(rare as Partial<StoredChange>),
    about: version === 9 ? '{"kind":"restored","version":2}' : null,
  });
});

export function packsContract(name: string, open: OpenStores): void {
  describe(`the packs of ${name}`, () => {
    let opened: OpenedStores;
    let stores: Stores;
    beforeEach(async () => {
      opened = await open();
      stores = opened.stores;
      await seed(stores, "plan", "song");
      const epoch = await openEpoch(stores, "plan");
      await stores.log.append([{ documentId: "plan", epoch, expectedVersion: 0, changes }]);
    });
    afterEach(() => opened.close());
    reading(() => stores);
    packing(() => stores);
  });
}

const pack = (from: number, to: number, base: string | null = null) => ({
  ...{ from, to, base, leap: `[{"leap":${to}}]` },
});

function reading(stores: () => Stores): void {
  it("reads every version, from any place, as before", async () => {
    const { log, packs } = stores();
    expect(await packs.pack("plan", pack(1, 10))).toBe(true);
    expect(await packs.pack("plan", pack(11, 25))).toBe(true);
    for (const since of [0, 1, 9, 10, 11, 24, 25, 39]) {
      const read: StoredChange[] = [];
      while (since + read.length < 40)
        read.push(...(await log.read("plan", since + read.length, 7)));
      expect(read.map(short)).toEqual(changes.slice(since).map(short));
    }
    expect(await log.read("plan", 40, 7)).toEqual([]);
  });

  it("reads pages of packs by number and by size", async () => {
    const { log, packs } = stores();
    await packs.pack("plan", pack(1, 20));
    const versions = async (...args: [since: number, limit: number, maxBytes?: number]) =>
      (await log.read("plan", ...args)).map(({ version }) => version);
    expect(await versions(5, 3)).toEqual([6, 7, 8]);
    const size = aChange("plan", 1).steps.length;
    expect(await versions(0, 500, size * 2 + 1)).toEqual([1, 2]);
    expect(await versions(0, 500, 1)).toEqual([1]);
  });

  it("finds a change by its id, for one who sends it again", async () => {
    const { log, packs } = stores();
    await packs.pack("plan", pack(1, 20));
    for (const change of changes) {
      const found = await log.find("plan", change.changeId);
      expect(found && short(found)).toEqual(short(change));
      expect(change.digest.startsWith(found?.digest ?? "none")).toBe(true);
    }
    expect(await log.find("plan", "ffffffffffffffffffffffffffffffff")).toBeUndefined();
    expect(await log.find("song", changes[0]?.changeId ?? "")).toBeUndefined();
  });

  it("goes on where it was: opening, appending, and packing what comes after", async () => {
    const { log, packs } = stores();
    await log.saveCheckpoint("plan", { version: 5, doc: "{}" });
    await log.saveCheckpoint("plan", { version: 30, doc: '{"at":30}' });
    await packs.pack("plan", pack(1, 20));
    const opened = await log.open("plan");
    expect(opened?.headVersion).toBe(40);
    expect(opened?.checkpoint).toEqual({ version: 30, doc: '{"at":30}' });
    expect(opened?.tail).toEqual(changes.slice(30));
    const next = { documentId: "plan", epoch: opened?.epoch ?? 0, expectedVersion: 40 };
    expect(await log.append([{ ...next, changes: [aChange("plan", 41)] }])).toEqual(["stored"]);
    expect(await packs.pack("plan", pack(21, 41))).toBe(true);
    expect(await packs.packedTo("plan")).toBe(41);
    expect((await log.open("plan"))?.headVersion).toBe(41);
  });
}

function packing(stores: () => Stores): void {
  it("keeps a way over each pack, and the documents that go with some", async () => {
    const { log, packs } = stores();
    await log.saveCheckpoint("plan", { version: 8, doc: '{"at":8}' });
    await packs.pack("plan", pack(1, 10));
    await packs.pack("plan", pack(11, 20, '{"at":10}'));
    await packs.pack("plan", pack(21, 30));
    const leap = (from: number, to: number) => ({ from, to, steps: `[{"leap":${to}}]` });
    expect(await log.leaps("plan", 0, 25)).toEqual([leap(1, 10), leap(11, 20)]);
    expect(await log.leaps("plan", 10, 40)).toEqual([leap(11, 20), leap(21, 30)]);
    expect(await log.leaps("plan", 5, 40)).toEqual([]);
    expect(await log.checkpointBefore("plan", 9)).toBeUndefined();
    expect(await log.checkpointBefore("plan", 10)).toEqual({ version: 10, doc: '{"at":10}' });
    expect((await log.checkpointBefore("plan", 40))?.version).toBe(10);
    await log.saveCheckpoint("plan", { version: 35, doc: "{}" });
    expect((await log.checkpointBefore("plan", 36))?.version).toBe(35);
    expect((await log.checkpointBefore("plan", 34))?.version).toBe(10);
  });

  it("packs nothing twice, nothing out of order, and nothing that is not there", async () => {
    const { log, packs } = stores();
    expect(await packs.packedTo("plan")).toBe(0);
    expect(await packs.pack("plan", pack(11, 20))).toBe(false);
    expect(await packs.pack("plan", pack(1, 20))).toBe(true);
    expect(await packs.pack("plan", pack(1, 20))).toBe(false);
    expect(await packs.pack("plan", pack(21, 41))).toBe(false);
    expect(await packs.packedTo("plan")).toBe(20);
    expect((await log.read("plan", 0, 99)).length).toBeGreaterThanOrEqual(20);
    expect(await log.read("plan", 20, 99)).toEqual(changes.slice(20));
  });
}
