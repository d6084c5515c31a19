import { expect, test } from "vitest";
import { MemoryPendingStore } from "./memory-pending";
import { backWithRefused, openTab } from "./session-tab";
import { FakeServer, ManualClock } from "./session-world";

const clock = new ManualClock();

const step = (node: object) => ({
  ...{ stepType: "replace", from: 1, to: 1 },
  slice: { content: [node] },
});
const written = (text: string) => step({ type: "text", text });
/** Of a schema that this one does not know. */
const strange = step({ type: "hologram", content: [{ type: "text", text: "saved" }] });

/** Leaves work on a device as a tab does that is gone. */
async function leave(drawers: MemoryPendingStore, ...works: readonly object[]): Promise<void> {
  const tab = drawers.tab();
  for (const work of works) {
    const whose = { documentId: "doc", userId: "ada" };
    const nothing = { version: 0, steps: [], wires: [], inflight: null, unmerged: [] };
    await (await tab.open("doc")).save({ ...whose, ...nothing, ...work });
  }
  tab.abandon();
}

test("what could not be merged, and was let go, does not come back", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const again = await backWithRefused(server, clock, drawers);
  const [item] = again.snapshot().unmerged;
  expect(item?.text).toBe("refused");
  again.session.dismissUnmerged(item?.id ?? "");
  await clock.advance(60_000);
  expect(again.snapshot().unmerged).toEqual([]);
  expect(drawers.works).toEqual([]);
});

test("kept work that can't be read is no obstacle: its text is offered, the rest is delivered", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const good = { steps: [written("good")], wires: [null] };
  await leave(drawers, { steps: [written("first "), strange], wires: [null, null] }, good);
  const ada = await openTab(server, clock, "ada", { pending: drawers.tab() });
  await clock.advance(20_000);
  expect(server.text).toBe("good");
  expect(ada.snapshot().unmerged.map(({ text }) => text)).toEqual(["first ", "saved"]);
  for (const { id } of ada.snapshot().unmerged) ada.session.insertUnmerged(id);
  await clock.advance(20_000);
  for (const text of ["first", "saved", "good"]) expect(server.text).toContain(text);
  expect(ada.snapshot()).toMatchObject({ saved: true, unmerged: [] });
  expect(drawers.works).toEqual([]);
});

test("so is work that is damaged, whichever of it", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const fine = { steps: [written("x")], wires: [null] };
  await leave(
    drawers,
    { steps: "none" },
    { ...fine, version: "new" },
    { ...fine, wires: undefined },
    { ...fine, inflight: { changeId: "c", baseVersion: 0, steps: [strange], counts: [1] } },
    { unmerged: [{ text: "no id" }, { id: "a", text: "b", why: "c", slice: { content: [1] } }] },
    { steps: [written("good")], wires: [null] },
  );
  const ada = await openTab(server, clock, "ada", { pending: drawers.tab() });
  await clock.advance(100_000);
  expect(server.text).toBe("good");
  expect(ada.snapshot().unmerged.map(({ text }) => text)).toEqual(["x", "no id", "b"]);
});

test("a version that can't be had keeps its work in the drawer, for later", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  await leave(drawers, { steps: [written("later")], wires: [null] });
  const readings = [{ type: "hologram" }, undefined, server.doc.toJSON()];
  const loadVersion = async () => readings.shift();
  await openTab(server, clock, "ada", { pending: drawers.tab(), loadVersion });
  await clock.advance(15_000);
  expect(server.text).toBe("");
  await clock.advance(15_000);
  expect(server.text).toBe("later");
  expect(drawers.works).toEqual([]);
});
