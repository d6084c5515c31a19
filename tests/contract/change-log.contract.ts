/** What every change log must do, whatever it is made of. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Stores } from "@/server/ports/stores";
import { aChange, anAppend, openEpoch, seed } from "../support/log-samples";
import type { OpenedStores, OpenStores } from "./open-stores";

export function changeLogContract(name: string, open: OpenStores): void {
  describe(`the change log of ${name}`, () => {
    let opened: OpenedStores;
    let stores: Stores;
    beforeEach(async () => {
      opened = await open();
      stores = opened.stores;
      await seed(stores, "plan", "song");
    });
    afterEach(() => opened.close());
    appending(() => stores);
    fencing(() => stores);
    reading(() => stores);
    opening(() => stores);
  });
}

function appending(stores: () => Stores): void {
  it("stores a change and gives back the same bytes", async () => {
    const epoch = await openEpoch(stores(), "plan");
    const change = aChange("plan", 1, {
      steps: '[{"text":"é 😀 \\ud83d \\" \\u0000 \\n"}]',
      kept: [0, 2],
      dropped: '[{"slice":null}]',
      origin: "restore",
      about: '{"kind":"restored","version":7}',
    });
    const append = { documentId: "plan", epoch, expectedVersion: 0, changes: [change] };
    expect(await stores().log.append([append])).toEqual(["stored"]);
    expect(await stores().log.find("plan", change.changeId)).toEqual(change);
    expect(await stores().log.read("plan", 0, 10)).toEqual([change]);
  });

  it("stores many changes of many documents at once", async () => {
    const plan = await openEpoch(stores(), "plan");
    const song = await openEpoch(stores(), "song");
    const entries = [anAppend("plan", plan, 1, 40), anAppend("song", song, 1, 3)];
    expect(await stores().log.append(entries)).toEqual(["stored", "stored"]);
    expect((await stores().log.read("plan", 0, 100)).map(({ version }) => version)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    expect(await stores().log.read("song", 0, 100)).toHaveLength(3);
  });

  it("says when the document was changed last, and by whom", async () => {
    const epoch = await openEpoch(stores(), "plan");
    await stores().log.append([anAppend("plan", epoch, 1, 2)]);
    const row = await stores().documents.find("plan");
    const { createdAt } = aChange("plan", 2);
    expect(row).toMatchObject({ headVersion: 2, updatedBy: "ada", updatedAt: createdAt });
  });

  it("does nothing for no entries", async () => {
    expect(await stores().log.append([])).toEqual([]);
  });

  it("refuses a hole in the versions, and one document twice, as the caller's bugs", async () => {
    const epoch = await openEpoch(stores(), "plan");
    const hole = { ...anAppend("plan", epoch, 2), expectedVersion: 0 };
    await expect(stores().log.append([hole])).rejects.toBeInstanceOf(RangeError);
    const twice = [anAppend("plan", epoch, 1), anAppend("plan", epoch, 2)];
    await expect(stores().log.append(twice)).rejects.toBeInstanceOf(RangeError);
  });
}

function fencing(stores: () => Stores): void {
  it("fences an older epoch and stores the rest of the group", async () => {
    const old = await openEpoch(stores(), "plan");
    const current = await openEpoch(stores(), "plan");
    const song = await openEpoch(stores(), "song");
    const results = await stores().log.append([
      anAppend("plan", old, 1),
      anAppend("song", song, 1),
      { ...anAppend("plan", current, 1), changes: [aChange("plan", 1, { changeId: "new" })] },
    ]);
    expect(results).toEqual(["fenced", "stored", "stored"]);
    expect((await stores().log.read("plan", 0, 9)).map(({ changeId }) => changeId)).toEqual([
      "new",
    ]);
  });

  it("claims a document for a new owner, and says where the log ended for the old one", async () => {
    const old = await openEpoch(stores(), "plan");
    await stores().log.append([anAppend("plan", old, 1, 3)]);
    const claim = await stores().log.claim("plan");
    expect(claim?.headVersion).toBe(3);
    expect(await stores().log.append([anAppend("plan", old, 4)])).toEqual(["fenced"]);
    const mine = anAppend("plan", claim?.epoch ?? 0, 4);
    expect(await stores().log.append([mine])).toEqual(["stored"]);
    expect(await stores().log.claim("gone")).toBeUndefined();
  });

  it("fences a head that is not as expected", async () => {
    const epoch = await openEpoch(stores(), "plan");
    await stores().log.append([anAppend("plan", epoch, 1, 2)]);
    expect(await stores().log.append([anAppend("plan", epoch, 2)])).toEqual(["fenced"]);
    expect(await stores().log.append([anAppend("plan", epoch, 5)])).toEqual(["fenced"]);
    expect(await stores().log.append([anAppend("plan", epoch, 3)])).toEqual(["stored"]);
  });

  it("fences the very same append when it comes again", async () => {
    const epoch = await openEpoch(stores(), "plan");
    await stores().log.append([anAppend("plan", epoch, 1, 2)]);
    expect(await stores().log.append([anAppend("plan", epoch, 1, 2)])).toEqual(["fenced"]);
    expect(await stores().log.read("plan", 0, 9)).toHaveLength(2);
  });

  it("fences a document that is not there", async () => {
    expect(await stores().log.append([anAppend("gone", 1, 1)])).toEqual(["fenced"]);
  });

  it("never stores one change id twice, and lets only its own document suffer", async () => {
    const plan = await openEpoch(stores(), "plan");
    const song = await openEpoch(stores(), "song");
    await stores().log.append([anAppend("plan", plan, 1)]);
    const again = aChange("plan", 2, { changeId: aChange("plan", 1).changeId });
    const results = await stores().log.append([
      { documentId: "plan", epoch: plan, expectedVersion: 1, changes: [again] },
      anAppend("song", song, 1),
    ]);
    expect(results).toEqual(["fenced", "stored"]);
    expect((await stores().documents.find("plan"))?.headVersion).toBe(1);
    const other = {
      ...anAppend("song", song, 2),
      changes: [aChange("song", 2, { changeId: "x" })],
    };
    expect(await stores().log.append([other])).toEqual(["stored"]);
  });
}

function reading(stores: () => Stores): void {
  it("reads pages in order, by number and by size", async () => {
    const epoch = await openEpoch(stores(), "plan");
    await stores().log.append([anAppend("plan", epoch, 1, 20)]);
    const versions = async (...args: [since: number, limit: number, maxBytes?: number]) =>
      (await stores().log.read("plan", ...args)).map(({ version }) => version);
    expect(await versions(5, 3)).toEqual([6, 7, 8]);
    expect(await versions(18, 500)).toEqual([19, 20]);
    expect(await versions(20, 500)).toEqual([]);
    const size = aChange("plan", 1).steps.length;
    expect(await versions(0, 500, size * 2 + 1)).toEqual([1, 2]);
    expect(await versions(0, 500, 1)).toEqual([1]);
    expect(await versions(0, 3, 1_000_000)).toEqual([1, 2, 3]);
  });

  it("finds nothing where there is nothing", async () => {
    expect(await stores().log.find("plan", "none")).toBeUndefined();
    expect(await stores().log.read("gone", 0, 10)).toEqual([]);
    expect(await stores().log.checkpointBefore("plan", 10)).toBeUndefined();
  });

  it("finds the nearest checkpoint at or before a version", async () => {
    const { log } = stores();
    await log.saveCheckpoint("plan", { version: 100, doc: '{"at":100}' });
    await log.saveCheckpoint("plan", { version: 200, doc: '{"at":200}' });
    expect(await log.checkpointBefore("plan", 99)).toBeUndefined();
    expect(await log.checkpointBefore("plan", 100)).toEqual({ version: 100, doc: '{"at":100}' });
    expect((await log.checkpointBefore("plan", 199))?.version).toBe(100);
    expect((await log.checkpointBefore("plan", 5000))?.version).toBe(200);
  });

  it("keeps one checkpoint per version, however often it is saved", async () => {
    const { log } = stores();
    await log.saveCheckpoint("plan", { version: 1, doc: "{}" });
    await log.saveCheckpoint("plan", { version: 1, doc: "[]" });
    expect(await log.checkpointBefore("plan", 1)).toEqual({ version: 1, doc: "[]" });
  });
}

function opening(stores: () => Stores): void {
  it("raises the epoch each time and yields the changes since the last checkpoint", async () => {
    const epoch = await openEpoch(stores(), "plan");
    await stores().log.append([anAppend("plan", epoch, 1, 5)]);
    await stores().log.saveCheckpoint("plan", { version: 3, doc: '{"at":3}' });
    const opened = await stores().log.open("plan");
    expect(opened).toEqual({
      epoch: epoch + 1,
      headVersion: 5,
      title: "Title of plan",
      checkpoint: { version: 3, doc: '{"at":3}' },
      tail: [aChange("plan", 4), aChange("plan", 5)],
    });
  });

  it("opens a document that nobody has changed", async () => {
    const opened = await stores().log.open("plan");
    expect(opened).toMatchObject({ epoch: 1, headVersion: 0, checkpoint: null, tail: [] });
  });

  it("does not open what is not there", async () => {
    expect(await stores().log.open("gone")).toBeUndefined();
  });
}
