import { expect, test, vi } from "vitest";
import { refusal } from "@/collab/protocol/refusals";
import { schema } from "@/collab/schema/schema";
import { HeadlessEditor } from "@/tests/support/headless-editor";
import { collabState } from "../collab/collab-plugin";
import { MemoryPendingStore } from "./memory-pending";
import type { PendingStore } from "./ports";
import { backWithRefused, newTab, openTab } from "./session-tab";
import { FakeServer, ManualClock } from "./session-world";

const clock = new ManualClock();

test("what a closed tab had not sent arrives, once, when the document is opened again", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const first = drawers.tab();
  const ada = await openTab(server, clock, "ada", { pending: first });
  ada.transport.disconnect();
  ada.type("kept");
  await clock.advance(1_000);
  first.abandon();
  const tabs = [
    await openTab(server, clock, "ada", { pending: drawers.tab() }),
    await openTab(server, clock, "ada", { pending: drawers.tab() }),
  ];
  await clock.advance(1_000);
  expect(server.text).toBe("kept");
  for (const tab of tabs) expect(tab.text()).toBe("kept");
  expect(drawers.works).toEqual([]);
});

test("a tab that dies while another has the document open is inherited by that one", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const dying = drawers.tab();
  const ada = await openTab(server, clock, "ada", { pending: dying });
  ada.transport.disconnect();
  ada.type("kept");
  await clock.advance(1_000);
  const other = await openTab(server, clock, "ada", { pending: drawers.tab() });
  await clock.advance(30_000);
  expect(server.text).toBe("");
  dying.abandon();
  await clock.advance(15_000);
  expect(server.text).toBe("kept");
  expect(other.text()).toBe("kept");
  expect(drawers.works).toEqual([]);
});

test("a change that was in flight when its tab was killed is not stored twice", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const first = drawers.tab();
  const ada = await openTab(server, clock, "ada", { pending: first });
  ada.type("once");
  // Sent and stored; the answer never came.
  ada.transport.faults = { lose: 0, double: 0, delayMs: 0 };
  while (server.log.length === 0) await clock.advance(0);
  ada.transport.disconnect();
  const kept = drawers.works;
  expect(kept).toHaveLength(1);
  first.abandon();
  await openTab(server, clock, "ada", { pending: drawers.tab() });
  await clock.advance(1_000);
  expect(server.text).toBe("once");
});

test("work of a closed tab that can't be delivered is told as one's own: how old, why, and what", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const first = drawers.tab();
  const ada = await openTab(server, clock, "ada", { pending: first });
  ada.transport.disconnect();
  ada.type("kept");
  await clock.advance(1_000);
  first.abandon();
  const full = refusal("unavailable", "The server's disk is full.");
  server.refusals.push(...Array.from({ length: 100 }, () => full));
  const next = await openTab(server, clock, "ada", { pending: drawers.tab() });
  await clock.advance(31_000);
  expect(next.snapshot()).toMatchObject({ saved: false, trouble: full.message });
  expect(next.snapshot().oldestPendingMs).toBeGreaterThan(30_000);
  expect(next.session.unsentText()).toBe("kept");
  server.refusals.length = 0;
  await clock.advance(60_000);
  expect(next.snapshot()).toMatchObject({ saved: true, oldestPendingMs: null, trouble: null });
});

test("two offline tabs each deliver their own", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const tabs = [
    await openTab(server, clock, "ada", { pending: drawers.tab() }),
    await openTab(server, clock, "ada", { pending: drawers.tab() }),
  ];
  for (const [index, tab] of tabs.entries()) {
    tab.transport.disconnect();
    tab.type(`(${index})`);
  }
  await clock.advance(1_000);
  for (const tab of tabs) tab.transport.connect();
  await clock.advance(1_000);
  expect([...server.text.matchAll(/\(\d\)/g)].map(String).sort()).toEqual(["(0)", "(1)"]);
});

test("somebody else's work on the same computer waits for them", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const first = drawers.tab();
  const ada = await openTab(server, clock, "ada", { pending: first });
  ada.transport.disconnect();
  ada.type("hers");
  await clock.advance(1_000);
  first.abandon();
  await openTab(server, clock, "ben", { pending: drawers.tab() });
  await clock.advance(1_000);
  expect(server.text).toBe("");
  expect(drawers.works).toHaveLength(1);
});

test("what could not be merged survives the tab as well", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const again = await backWithRefused(server, clock, drawers);
  expect(again.snapshot().unmerged).toMatchObject([{ text: "refused", why: "No." }]);
});

test("a step that lost its place leaves the drawer too, though there is nothing to keep of it", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const ada = await openTab(server, clock, "ada", { pending: drawers.tab() });
  const ben = await openTab(server, clock, "ben");
  ben.type("doomed");
  await clock.advance(100);
  ada.transport.disconnect();
  const { tr } = ada.editor.state;
  ada.editor.dispatch(tr.addMark(1, 7, schema.mark("bold")));
  await clock.advance(1_000);
  expect(drawers.works).toHaveLength(1);
  ben.editor.dispatch(ben.editor.state.tr.delete(1, 7));
  await clock.advance(100);
  ada.transport.connect();
  await clock.advance(1_000);
  expect(ada.snapshot().saved).toBe(true);
  expect(drawers.works).toEqual([]);
});

test("an editor that is replaced hands over what it had not sent", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await openTab(server, clock, "ada"), await openTab(server, clock, "ben")];
  ada.transport.disconnect();
  ada.type("mine ");
  ben.type("theirs ");
  ada.session.detach(ada.editor);
  expect(ada.snapshot()).toMatchObject({ saved: false, pendingChanges: 1 });
  ada.mount();
  expect(ada.text()).toBe("mine ");
  ada.transport.connect();
  await clock.advance(1_000);
  expect(ada.text()).toBe(server.text);
  expect(server.text).toMatch(/mine/);
  expect(server.text).toMatch(/theirs/);
});

test("an editor made before the last one went begins where that one was left", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await openTab(server, clock, "ada"), await openTab(server, clock, "ben")];
  // As React does in development: the second editor is there before the first is gone.
  const early = new HeadlessEditor(ada.snapshot().initialDoc, 0);
  ben.type("theirs ");
  await clock.advance(100);
  ada.transport.disconnect();
  ada.type("mine ");
  early.onTransaction = (tr) => ada.session.transacted(tr);
  const last = ada.editor;
  ada.editor = early;
  ada.session.attach(early);
  ada.session.detach(last);
  ada.transport.connect();
  await clock.advance(1_000);
  expect(early.state.doc.eq(server.doc)).toBe(true);
  expect(server.text).toBe("mine theirs ");
});

test("a page that is left delivers what it has, without an editor, and only then leaves", async () => {
  const server = new FakeServer();
  const ada = await openTab(server, clock, "ada");
  ada.type("last words");
  ada.session.close();
  await clock.advance(1_000);
  expect(server.text).toBe("last words");
  expect(server.joined.size).toBe(0);
});

test("offline, a page that is left releases its work to the next that is opened", async () => {
  const server = new FakeServer();
  const drawers = new MemoryPendingStore();
  const pending = drawers.tab();
  const ada = await openTab(server, clock, "ada", { pending });
  ada.transport.disconnect();
  ada.type("kept");
  ada.session.close();
  await clock.advance(60_000);
  const again = await openTab(server, clock, "ada", { pending });
  await clock.advance(1_000);
  expect(server.text).toBe("kept");
  expect(again.text()).toBe("kept");
});

test("a page that was closed and opened again stays in the document", async () => {
  const server = new FakeServer();
  const ada = await openTab(server, clock, "ada");
  ada.session.close();
  await clock.advance(100);
  expect(server.joined.size).toBe(0);
  const again = newTab(server, clock, "ada", { transport: ada.transport });
  await clock.advance(100);
  expect(again.snapshot().status).toBe("live");
  expect(server.joined.size).toBe(1);
});

test.each<[string, PendingStore["open"]]>([
  ["fails", () => Promise.reject(new Error("no storage"))],
  ["never answers", () => new Promise(() => {})],
])("storage that %s keeps nothing from being sent", async (_, open) => {
  const server = new FakeServer();
  const adopt = async () => undefined;
  const ada = await openTab(server, clock, "ada", { pending: { open, adopt } });
  ada.type("sent");
  await clock.advance(3_000);
  expect(server.text).toBe("sent");
  expect(ada.snapshot().saved).toBe(true);
});

test("a drawer that fails once stays the only one", async () => {
  const server = new FakeServer();
  let opened = 0;
  const pending: PendingStore = {
    open: async () => {
      opened += 1;
      return {
        save: () => Promise.reject(new Error("full")),
        clear: async () => {},
        release: async () => {},
      };
    },
    adopt: async () => undefined,
  };
  const ada = await openTab(server, clock, "ada", { pending });
  for (let i = 0; i < 5; i++) {
    ada.type("x");
    await clock.advance(1_000);
  }
  expect(opened).toBe(1);
});

test("a server that was set back takes me along, with what it never had of mine", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await openTab(server, clock, "ada"), await openTab(server, clock, "ben")];
  ben.type("old ");
  await clock.advance(100);
  const backup = new FakeServer();
  ada.transport.disconnect();
  ada.type("unsent ");
  // Restored from before `old`: a document without it, at a version I am past.
  Object.assign(server, { doc: backup.doc });
  server.log.length = 0;
  ada.transport.connect();
  await clock.advance(2_000);
  expect(collabState(ada.editor.state).version).toBe(server.log.length);
  expect(ada.editor.state.doc.eq(server.doc)).toBe(true);
  expect(server.text).toContain("unsent");
});

test("a change that can't be applied here ends in the document as a whole", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const server = new FakeServer();
  const [ada, ben] = [await openTab(server, clock, "ada"), await openTab(server, clock, "ben")];
  ben.type("theirs ");
  await clock.advance(100);
  ada.transport.disconnect();
  ada.type("mine ");
  const broken = { stepType: "replace", from: 500, to: 600 };
  server.log.push({ version: 2, changeId: "broken", userId: "u", steps: [broken], createdAt: 0 });
  ada.transport.connect();
  await clock.advance(5_000);
  expect(ada.snapshot().status).toBe("live");
  expect(ada.text()).toContain("theirs");
  expect(ada.text()).toContain("mine");
  expect(collabState(ada.editor.state).version).toBeGreaterThanOrEqual(2);
  expect(told).toHaveBeenCalled();
  told.mockRestore();
});
