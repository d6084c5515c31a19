import { undo } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { EditorState, Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import type { WireChange } from "@/collab/protocol/server-messages";
import { acceptChange } from "@/collab/rebase/apply-change";
import { emptyDocument, schema } from "@/collab/schema/schema";
import { collabPlugin, collabState, isRemote } from "./collab-plugin";
import { freeze } from "./freeze";
import { historyPlugin } from "./history";
import { receive, receiveNoop, takeBack } from "./receive";

/** A document of these paragraphs, and everybody's changes to it in order. */
function authority(...paragraphs: string[]) {
  const nodes = paragraphs.map((text) =>
    schema.node("paragraph", null, text ? schema.text(text) : []),
  );
  const start = nodes.length > 0 ? schema.node("doc", null, nodes) : emptyDocument();
  const log: WireChange[] = [];
  let doc = start;
  let since: { version: number; maps: Parameters<typeof acceptChange>[0]["since"] }[] = [];
  return {
    start,
    log,
    text: () => doc.textBetween(0, doc.content.size, "|"),
    /** Accepts what an editor has frozen, or freezes now. */
    accept(editor: ReturnType<typeof write>, changeId: string, userId = "somebody"): WireChange {
      editor.freeze(changeId);
      const { inflight } = collabState(editor.state);
      if (!inflight) throw new Error("nothing to send");
      const maps = since.filter(({ version }) => version > inflight.baseVersion);
      const result = acceptChange({
        steps: inflight.steps,
        since: maps.flatMap((entry) => entry.maps),
        head: doc,
      });
      if (!result.ok) throw new Error(result.error.message);
      const { accepted } = result;
      doc = accepted.doc;
      const version = log.length + 1;
      since = [...since, { version, maps: accepted.maps }];
      const { kept, stepsJson: steps } = accepted;
      const change = { version, changeId, userId, steps, createdAt: 0, ...(kept ? { kept } : {}) };
      log.push(change);
      return change;
    },
  };
}

function write(start: Node, plugins: Plugin[] = []) {
  let state = EditorState.create({
    doc: start,
    plugins: [collabPlugin(0), historyPlugin(), ...plugins],
  });
  const seen: Transaction[] = [];
  const editor = {
    get state() {
      return state;
    },
    seen,
    dispatch(tr: Transaction) {
      seen.push(tr);
      state = state.apply(tr);
    },
    type(text: string, at: number) {
      for (const [index, letter] of [...text].entries()) {
        editor.dispatch(state.tr.insertText(letter, at + index));
      }
    },
    select(anchor: number, head = anchor) {
      editor.dispatch(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)));
    },
    delete: (from: number, to: number) => editor.dispatch(state.tr.delete(from, to)),
    freeze(changeId: string) {
      const frozen = freeze(state, changeId);
      if (frozen) editor.dispatch(frozen.transaction);
    },
    undo: () => undo(state, editor.dispatch),
    text: () => state.doc.textBetween(0, state.doc.content.size, "|"),
  };
  return editor;
}

test("a foreign change goes under what I have typed, and mine is sent on its version", () => {
  const server = authority("hello");
  const [ada, ben] = [write(server.start), write(server.start)];
  ada.type("A", 1);
  ben.type("B", 6);
  receive(ada, [server.accept(ben, "b")]);
  expect(ada.text()).toBe("AhelloB");
  expect(collabState(ada.state)).toMatchObject({ version: 1, unconfirmed: [{ wire: null }] });
});

test("my own change, unchanged, is confirmed without touching the document", () => {
  const server = authority("hello");
  const ada = write(server.start);
  ada.type("abc", 1);
  const before = ada.state.doc;
  expect(receive(ada, [server.accept(ada, "a")])).toEqual({ lost: [], own: "verified" });
  expect(ada.state.doc).toBe(before);
  expect(ada.seen.at(-1)?.steps).toEqual([]);
  expect(collabState(ada.state)).toMatchObject({ version: 1, unconfirmed: [], inflight: null });
});

test("a run of typing is one step on the wire, and every keystroke in the local queue", () => {
  const server = authority("hello");
  const ada = write(server.start);
  ada.type("abc", 1);
  ada.freeze("a");
  const { inflight, unconfirmed } = collabState(ada.state);
  expect(inflight).toMatchObject({ counts: [3], steps: [{ stepType: "replace", from: 1 }] });
  expect(unconfirmed).toHaveLength(3);
});

test("what is typed after the freeze stays out of the change in flight", () => {
  const server = authority("hello");
  const ada = write(server.start);
  ada.type("a", 1);
  ada.freeze("a");
  const frozen = JSON.stringify(collabState(ada.state).inflight);
  ada.type("b", 2);
  ada.freeze("other");
  expect(JSON.stringify(collabState(ada.state).inflight)).toBe(frozen);
  receive(ada, [server.accept(ada, "a")]);
  expect(collabState(ada.state).unconfirmed).toHaveLength(1);
  expect(ada.text()).toBe("abhello");
});

test("where the server decided otherwise, I am repaired to it", () => {
  const server = authority("hello world");
  const [ada, ben] = [write(server.start), write(server.start)];
  ada.type("X", 6);
  ada.freeze("a");
  ben.delete(3, 9);
  const deletion = server.accept(ben, "b");
  const mine = server.accept(ada, "a");
  // Somebody's newer library would put it elsewhere: I must end where the server is all the same.
  const moved = { ...mine, steps: mine.steps.map((step) => ({ ...step, from: 1, to: 1 })) };
  receive(ada, [deletion]);
  expect(receive(ada, [moved]).own).toBe("repaired");
  expect(ada.text()).toBe("Xherld");
  ada.undo();
  expect(ada.text()).toBe("herld");
});

test("where the server put my text elsewhere, what I deleted up to it does not reach further", () => {
  const server = authority("hello");
  const ada = write(server.start);
  ada.type("M", 3);
  ada.freeze("a");
  ada.type("N", 5);
  ada.delete(1, 4);
  const mine = server.accept(ada, "a");
  const moved = { ...mine, steps: mine.steps.map((step) => ({ ...step, from: 6, to: 6 })) };
  expect(ada.text()).toBe("lNlo");
  expect(receive(ada, [moved]).own).toBe("repaired");
  expect(ada.text()).toBe("lNlo");
});

test("a step which the server dropped is lost here too, and handed back", () => {
  const server = authority("hello");
  const ada = write(server.start);
  ada.type("abc", 1);
  const accepted = server.accept(ada, "a");
  const { lost, own } = receive(ada, [{ ...accepted, steps: [], kept: [] }]);
  expect(own).toBe("repaired");
  expect(ada.text()).toBe("hello");
  expect(lost.map((step) => JSON.stringify(step))).toEqual([expect.stringContaining("abc")]);
});

test("a change acknowledged without a version leaves nothing behind", () => {
  const server = authority("hello");
  const ada = write(server.start);
  ada.type("a", 1);
  ada.freeze("a");
  ada.type("b", 7);
  expect(receiveNoop(ada).lost).toEqual([]);
  expect(ada.text()).toBe("hellob");
  expect(collabState(ada.state)).toMatchObject({ version: 0, inflight: null });
});

test("a refused change is taken back, all it held is handed back, later typing stays", () => {
  const server = authority("hello");
  const [ada, ben] = [write(server.start), write(server.start)];
  ada.type("xyz", 3);
  ada.freeze("a");
  ada.type("later", 9);
  ben.delete(1, 6);
  receive(ada, [server.accept(ben, "b")]);
  const { lost } = takeBack(ada);
  expect(ada.text()).toBe("later");
  expect(lost.map((step) => JSON.stringify(step)).join()).toContain("xyz");
});

test("undo takes back my own work only, while somebody writes in the same paragraph", () => {
  const server = authority("hello");
  const [ada, ben] = [write(server.start), write(server.start)];
  ada.type("A", 1);
  ben.type("B", 1);
  receive(ada, [server.accept(ben, "b1")]);
  receive(ada, [server.accept(ada, "a1")]);
  for (const change of server.log) receive(ben, [change]);
  ben.type("C", 8);
  receive(ada, [server.accept(ben, "b2")]);
  ada.undo();
  expect(ada.text()).toBe("BhelloC");
  expect(ada.undo()).toBe(false);
});

test("text that somebody inserts exactly at my caret appears after it", () => {
  const server = authority("hello");
  const [ada, ben] = [write(server.start), write(server.start)];
  ada.select(3);
  ben.type("XX", 3);
  receive(ada, [server.accept(ben, "b")]);
  expect(ada.state.selection.head).toBe(3);
});

test("a mark chosen for what I type next outlives what others do", () => {
  const server = authority("hello");
  const [ada, ben] = [write(server.start), write(server.start)];
  ada.dispatch(ada.state.tr.setStoredMarks([schema.mark("bold")]));
  ben.type("X", 3);
  receive(ada, [server.accept(ben, "b")]);
  expect(ada.state.storedMarks?.map(({ type }) => type.name)).toEqual(["bold"]);
});

test("plugins that repair documents act on my transactions, never on what the server sent", () => {
  const server = authority("hello");
  const eager = new Plugin({
    appendTransaction: (trs, _old, { tr, doc }) =>
      trs.some((one) => one.docChanged) ? tr.insertText("!", doc.content.size - 1) : null,
  });
  const [ada, ben] = [write(server.start, [eager]), write(server.start)];
  ben.type("X", 1);
  receive(ada, [server.accept(ben, "b")]);
  expect(ada.text()).toBe("Xhello");
  expect(collabState(ada.state).unconfirmed).toEqual([]);
  ada.type("Y", 1);
  expect(ada.text()).toBe("YXhello!");
});

test("others can tell what came from the server", () => {
  const server = authority("hello");
  const [ada, ben] = [write(server.start), write(server.start)];
  ada.type("A", 1);
  expect(ada.seen.some(isRemote)).toBe(false);
  ben.type("B", 1);
  receive(ada, [server.accept(ben, "b")]);
  expect(ada.seen.map(isRemote)).toEqual([false, true]);
});

test("a version that does not follow mine is a mistake of the caller", () => {
  const server = authority("hello");
  const [ada, ben] = [write(server.start), write(server.start)];
  ben.type("B", 1);
  const change = server.accept(ben, "b");
  expect(() => receive(ada, [{ ...change, version: 2 }])).toThrow(RangeError);
});
