/** Where I am is told when it is news, and for as long as the server may not know it. */
import { TextSelection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { refusal } from "@/collab/protocol/refusals";
import type { Presence } from "@/collab/protocol/server-messages";
import { openTab } from "./session-tab";
import { FakeServer, ManualClock } from "./session-world";

const clock = new ManualClock();
const tab = (server: FakeServer, name: string) => openTab(server, clock, name);

const never = { lose: 1, double: 0, delayMs: 0 };
const fine = { lose: 0, double: 0, delayMs: 0 };

test("what others do is not answered with presence of mine; my own caret is, once stored", async () => {
  const server = new FakeServer();
  const [ada, ben] = [await tab(server, "ada"), await tab(server, "ben")];
  await clock.advance(1_000);
  server.presence.length = 0;
  for (let i = 0; i < 20; i++) {
    ben.transport.push("broadcast_change", { documentId: "doc", changes: [] });
    server.apply({
      changeId: `foreign-${i}`,
      baseVersion: server.log.length,
      steps: [
        { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "x" }] } },
      ],
    });
    await clock.advance(100);
  }
  expect(server.presence).toEqual([]);
  ada.editor.dispatch(ada.editor.state.tr.insertText("typed"));
  await clock.advance(1_000);
  const { head } = ada.editor.state.selection;
  expect(server.presence.at(-1)).toMatchObject({ version: 21, head });
});

/** What she typed is stored, and everybody knows where she is. */
async function atRest() {
  const server = new FakeServer();
  const ada = await tab(server, "ada");
  ada.type("here");
  await clock.advance(1_000);
  server.presence.length = 0;
  return { server, ada };
}

test("who is away says so once, also on a new connection, and where they are when back", async () => {
  const { server, ada } = await atRest();
  ada.session.setAway(true);
  await clock.advance(100);
  ada.session.setAway(true);
  await clock.advance(100);
  expect(server.presence).toEqual([{ documentId: "doc", away: true }]);
  ada.transport.disconnect();
  ada.transport.connect();
  await clock.advance(100);
  expect(server.presence.slice(1)).toEqual([{ documentId: "doc", away: true }]);
  ada.session.setAway(false);
  await clock.advance(100);
  const { anchor, head } = ada.editor.state.selection;
  expect(server.presence.at(-1)).toEqual({ documentId: "doc", version: 1, anchor, head });
});

test("where I was before what I typed is not told after it", async () => {
  const { server, ada } = await atRest();
  server.refusals.push(refusal("unavailable", "later"));
  const { tr } = ada.editor.state;
  ada.editor.dispatch(tr.setSelection(TextSelection.create(tr.doc, 3)));
  ada.type("x", 3);
  await clock.advance(100);
  expect(server.presence).toEqual([]);
  await clock.advance(5_000);
  expect(server.text).toBe("hexre");
  const { anchor, head } = ada.editor.state.selection;
  expect(server.presence).toEqual([{ documentId: "doc", version: 2, anchor, head }]);
});

test("a new connection is told where my caret is, though it has not moved", async () => {
  const { server, ada } = await atRest();
  ada.transport.disconnect();
  await clock.advance(1_000);
  ada.transport.connect();
  await clock.advance(1_000);
  expect(server.presence).toHaveLength(1);
});

function put(caret: number, { editor }: Awaited<ReturnType<typeof atRest>>["ada"]) {
  const { tr } = editor.state;
  editor.dispatch(tr.setSelection(TextSelection.create(tr.doc, caret)));
}

test("a place that was refused is told again, as it is by then, and told once", async () => {
  const { server, ada } = await atRest();
  const busy = () => refusal("rate_limited", "Too many.");
  server.presenceRefusals.push(busy(), busy());
  put(2, ada);
  await clock.advance(100);
  put(3, ada);
  await clock.advance(100);
  expect(server.presence).toEqual([]);
  await clock.advance(20_000);
  expect(server.presence).toEqual([{ documentId: "doc", version: 1, anchor: 3, head: 3 }]);
});

test("a place that got lost on the way is told again", async () => {
  const { server, ada } = await atRest();
  ada.transport.faults = never;
  put(2, ada);
  await clock.advance(1_000);
  ada.transport.faults = fine;
  await clock.advance(10_000);
  expect(server.presence).toEqual([{ documentId: "doc", version: 1, anchor: 2, head: 2 }]);
});

test("a place is not told for ever to a server that will not have it, until the caret moves", async () => {
  const { server, ada } = await atRest();
  const tooMany = Array.from({ length: 50 }, () => refusal("overloaded", "Busy."));
  server.presenceRefusals.push(...tooMany);
  put(2, ada);
  await clock.advance(300_000);
  const left = server.presenceRefusals.length;
  expect(left).toBeGreaterThan(40);
  server.presenceRefusals.length = 0;
  await clock.advance(300_000);
  expect(server.presence).toEqual([]);
  server.presenceRefusals.push(refusal("invalid_message", "No."), refusal("overloaded", "Busy."));
  put(3, ada);
  await clock.advance(60_000);
  expect(server.presenceRefusals).toHaveLength(1);
  put(4, ada);
  await clock.advance(60_000);
  expect(server.presence).toEqual([{ documentId: "doc", version: 1, anchor: 4, head: 4 }]);
});

test("a server that lost my place while I stayed where I am is told it again", async () => {
  const { server, ada } = await atRest();
  put(2, ada);
  await clock.advance(1_000);
  server.presence.length = 0;
  const user = { id: "ada", name: "ada", color: "#000000" };
  const lost = { sessionId: "ada", user, version: 0, anchor: null, head: null };
  const hear = (presence: Presence) =>
    ada.transport.push("presence", { documentId: "doc", users: [presence], left: [] });
  hear({ ...lost, sessionId: "ben" });
  hear({ ...lost, away: true });
  await clock.advance(1_000);
  expect(server.presence).toEqual([]);
  hear(lost);
  await clock.advance(1_000);
  expect(server.presence).toEqual([{ documentId: "doc", version: 1, anchor: 2, head: 2 }]);
});
