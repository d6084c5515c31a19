import { expect, test } from "vitest";
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import { collabState } from "../collab/collab-plugin";
import { openTab } from "./session-tab";
import { FakeServer, ManualClock } from "./session-world";

const clock = new ManualClock();
const tab = (server: FakeServer, name: string) => openTab(server, clock, name);

const never = { lose: 1, double: 0, delayMs: 0 };
const fine = { lose: 0, double: 0, delayMs: 0 };

test("what is typed is stored, and only then called saved", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.type("hello");
  expect(ada.snapshot()).toMatchObject({ status: "live", saved: false, pendingChanges: 1 });
  await clock.advance(50);
  expect(server.text).toBe("hello");
  expect(ada.snapshot()).toMatchObject({ saved: true, pendingChanges: 0, version: 1 });
});

test("a socket that is up says nothing about what is saved, and neither does one that is down", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.transport.faults = never;
  ada.type("hello");
  await clock.advance(31_000);
  expect(ada.snapshot()).toMatchObject({ status: "live", saved: false });
  expect(ada.snapshot().oldestPendingMs).toBeGreaterThan(30_000);
  const ben = await tab(server, "ben");
  ben.transport.disconnect();
  await clock.advance(10_000);
  expect(ben.snapshot()).toMatchObject({ status: "offline", saved: true });
});

test("a lost answer is asked for again with the same bytes, and stored once", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.type("hello");
  await clock.advance(0);
  ada.transport.disconnect();
  ada.type("more", 6);
  await clock.advance(5_000);
  ada.transport.connect();
  await clock.advance(1_000);
  expect(server.text).toBe("hellomore");
  expect(new Set(server.log.map(({ changeId }) => changeId)).size).toBe(server.log.length);
});

test("bytes in flight are frozen, whatever is typed or comes in meanwhile", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await tab(server, "ada"), await tab(server, "ben")];
  server.refusals.push(...Array.from({ length: 3 }, () => refusal("unavailable", "later")));
  ada.type("one");
  await clock.advance(20);
  ada.type("two", 4);
  ben.type("zero");
  await clock.advance(20_000);
  const mine = server.arrived.filter((bytes) => bytes.includes("one"));
  expect(mine.length).toBeGreaterThan(1);
  expect(new Set(mine).size).toBe(1);
  expect(ada.text()).toBe(server.text);
  expect(ben.text()).toBe(server.text);
});

test("work done offline goes out on reconnection, without a keystroke", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.transport.disconnect();
  ada.type("offline");
  await clock.advance(6_000);
  expect(ada.snapshot()).toMatchObject({ status: "offline", saved: false, pendingChanges: 1 });
  ada.transport.connect();
  await clock.advance(100);
  expect(server.text).toBe("offline");
  expect(ada.snapshot()).toMatchObject({ status: "live", saved: true });
});

test("a broadcast that went missing is noticed at the next, pulled, and nothing is skipped", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await tab(server, "ada"), await tab(server, "ben")];
  ada.transport.faults = never;
  ben.type("lost ");
  await clock.advance(50);
  ada.transport.faults = fine;
  ben.type("seen ");
  await clock.advance(100);
  expect(ada.text()).toBe("seen lost ");
});

test("hundreds of versions behind, everything is pulled page by page", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await tab(server, "ada"), await tab(server, "ben")];
  ada.transport.disconnect();
  ada.type("mine");
  for (let i = 0; i < 90; i++) {
    ben.type(".");
    await clock.advance(5);
  }
  ada.transport.connect();
  await clock.advance(1_000);
  expect(ada.text()).toBe(server.text);
  expect(server.text).toContain("mine");
});

test("a change that did nothing is done with when it is acknowledged", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.type("x");
  await clock.advance(50);
  const { tr } = ada.editor.state;
  ada.editor.dispatch(tr.insertText("y", 1).delete(1, 2));
  await clock.advance(50);
  expect(ada.snapshot()).toMatchObject({ saved: true, version: 1 });
  expect(ada.text()).toBe("x");
});

test.each(["poisoned", "invalid_change", "too_large", "change_mismatch", "forbidden"] as const)(
  "a change refused as %s is taken back, kept for its author, and work goes on",
  async (code) => {
    const server = new FakeServer();
    const ada = await tab(server, "ada");
    server.refusals.push(refusal(code, "No."));
    ada.type("refused");
    await clock.advance(50);
    expect(ada.text()).toBe("");
    expect(ada.snapshot().unmerged).toMatchObject([{ text: "refused", why: "No." }]);
    ada.type("accepted");
    await clock.advance(50);
    expect(server.text).toBe("accepted");
  },
);

test("while an input method composes nothing comes in and nothing is frozen, up to a limit", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await tab(server, "ada"), await tab(server, "ben")];
  for (const round of [1, 2]) {
    const before = ada.text();
    ada.editor.composing = true;
    ben.type(`${round}`);
    await clock.advance(4_000);
    expect(ada.text()).toBe(before);
    await clock.advance(2_000);
    expect(ada.text()).toContain(`${round}`);
    ada.type("か");
    await clock.advance(1_000);
    expect(collabState(ada.editor.state).inflight).toBe(null);
    ada.editor.composing = false;
    ada.session.compositionEnded();
    await clock.advance(100);
    expect(ada.text()).toBe(server.text);
  }
});

test("a composition that ended unannounced does not shorten the next", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await tab(server, "ada"), await tab(server, "ben")];
  ada.editor.composing = true;
  ben.type("a");
  await clock.advance(100);
  ada.editor.composing = false;
  ben.type("b");
  await clock.advance(10_000);
  ada.editor.composing = true;
  ben.type("c");
  await clock.advance(1_000);
  expect(ada.text()).toBe("ba");
});

test("a step too large for the wire never leaves: it is kept here, the rest goes", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.transport.disconnect();
  ada.type("x".repeat(limits.messageBytes));
  ada.type("small");
  ada.transport.connect();
  await clock.advance(1_000);
  expect(server.text).toBe("small");
  expect(ada.text()).toBe("small");
  expect(ada.snapshot().unmerged[0]?.why).toMatch(/too large/i);
  expect(server.arrived.every((bytes) => bytes.length < limits.messageBytes)).toBe(true);
});

test("a role that is lost takes what was not sent back, and keeps it; without one, I am out", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.transport.faults = never;
  ada.type("sent");
  await clock.advance(20);
  ada.transport.faults = fine;
  ada.type("unsent", 5);
  server.refusals.push(refusal("forbidden", "You may only read."));
  ada.transport.push("document_updated", { documentId: "doc", role: "viewer" });
  await clock.advance(40_000);
  expect(ada.text()).toBe("");
  expect(ada.snapshot().saved).toBe(true);
  expect(ada.snapshot().unmerged.map(({ text }) => text)).toEqual(["sent", "unsent"]);
  ada.transport.push("document_updated", { documentId: "doc", role: null });
  await clock.advance(10);
  expect(ada.snapshot()).toMatchObject({ status: "refused", refusal: { code: "forbidden" } });
});

test("what went to the trash while I was away is told when I am back, and so is its return", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  for (const trashed of [true, false]) {
    ada.transport.disconnect();
    server.trashed = trashed;
    ada.transport.connect();
    await clock.advance(100);
    expect(ada.snapshot()).toMatchObject({ status: "live", deleted: trashed });
  }
});

test("whoever was refused, and is let in on another connection, is refused no more", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.transport.push("document_updated", { documentId: "doc", role: null });
  await clock.advance(10);
  expect(ada.snapshot().refusal).toBeDefined();
  ada.transport.disconnect();
  ada.transport.connect();
  await clock.advance(100);
  expect(ada.snapshot()).toMatchObject({ status: "live", refusal: undefined });
});

test("how long an answer is owed counts on one connection, and ends with the answer", async () => {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.transport.faults = never;
  ada.type("one");
  await clock.advance(6_000);
  expect(ada.snapshot().unansweredMs).toBeGreaterThan(4_900);
  ada.type("two");
  ada.transport.disconnect();
  await clock.advance(10_000);
  expect(ada.snapshot().unansweredMs).toBe(null);
  ada.transport.connect();
  ada.transport.faults = fine;
  await clock.advance(12_000);
  ada.type("three");
  expect(ada.snapshot().unansweredMs ?? 0).toBeLessThan(1_000);
  await clock.advance(12_000);
  expect(ada.snapshot()).toMatchObject({ saved: true, unansweredMs: null });
});
