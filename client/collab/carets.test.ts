import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import type { Presence, WireChange } from "@/collab/protocol/server-messages";
import { schema } from "@/collab/schema/schema";
import { RemotePresence } from "../session/remote-presence";
import { caretPosition, caretsPlugin, tellCarets } from "./carets";
import { collabPlugin } from "./collab-plugin";
import { freeze } from "./freeze";
import { receive } from "./receive";

const user = { id: "ben", name: "Ben", color: "#1d4ed8" };

function at(version: number, head: number, sessionId = "ben-1"): Presence {
  return { sessionId, user, version, anchor: head, head };
}

/** Version `version`: somebody else's `text` at `position`. */
function insertion(version: number, position: number, text: string): WireChange {
  const slice = { content: [{ type: "text", text }] };
  const step = { stepType: "replace", from: position, to: position, slice };
  return { version, changeId: `c${version}`, userId: "ben", steps: [step], createdAt: 0 };
}

function editorOf(text: string, known: readonly Presence[] = []) {
  const presence = new RemotePresence();
  presence.enter("me", known);
  const doc: Node = schema.node("doc", null, schema.node("paragraph", null, schema.text(text)));
  let state = EditorState.create({ doc, plugins: [collabPlugin(0), caretsPlugin(presence)] });
  const editor = {
    get state() {
      return state;
    },
    dispatch(tr: Transaction) {
      state = state.apply(tr);
    },
    type: (letters: string, position: number) =>
      editor.dispatch(state.tr.insertText(letters, position)),
    hear: (...users: Presence[]) => editor.dispatch(tellCarets(state, users, [])),
    /** The text before somebody's caret. */
    before(sessionId = "ben-1") {
      const position = caretPosition(state, sessionId);
      return position === undefined ? undefined : state.doc.textBetween(0, position);
    },
  };
  return editor;
}

test("whoever was here before the editor is drawn from the start", () => {
  expect(editorOf("hello", [at(0, 3)]).before()).toBe("he");
});

test("a caret moves with the text it stands in", () => {
  const ada = editorOf("hello", [at(0, 3)]);
  ada.type("XX", 1);
  expect(ada.before()).toBe("XXhe");
  receive(ada, [insertion(1, 1, "YY")]);
  expect(ada.before()).toMatch(/^(YYXX|XXYY)he$/);
});

test("a position is the server's: what I have not had confirmed is added to it", () => {
  const ada = editorOf("hello");
  ada.type("XX", 1);
  ada.hear(at(0, 3));
  expect(ada.before()).toBe("XXhe");
});

test("a position of an older version goes through what came since, and then through mine", () => {
  const ada = editorOf("hello");
  ada.type("XX", 1);
  receive(ada, [insertion(1, 2, "YY")]);
  ada.hear(at(0, 4));
  expect(ada.before()).toBe("XXhYYel");
});

test("versions that came together are told apart", () => {
  const ada = editorOf("hello");
  receive(ada, [insertion(1, 1, "A"), insertion(2, 1, "B")]);
  ada.hear(at(1, 3));
  expect(ada.before()).toBe("BAh");
});

test("my own change, once confirmed, counts as one of the versions", () => {
  const ada = editorOf("hello");
  ada.type("XX", 1);
  const frozen = freeze(ada.state, "mine");
  if (!frozen) throw new Error("nothing to freeze");
  ada.dispatch(frozen.transaction);
  const steps = JSON.parse(JSON.stringify(frozen.inflight.steps));
  receive(ada, [{ version: 1, changeId: "mine", userId: "ada", steps, createdAt: 0 }]);
  ada.hear(at(0, 3));
  expect(ada.before()).toBe("XXhe");
  ada.hear(at(1, 3));
  expect(ada.before()).toBe("XX");
});

test("a position of a version I have not reached waits for it, and only the newest does", () => {
  const ada = editorOf("hello", [at(0, 1)]);
  ada.hear(at(1, 2), at(1, 4));
  expect(ada.before()).toBe("");
  receive(ada, [insertion(1, 1, "YY")]);
  expect(ada.before()).toBe("YYh");
});

test("who leaves, or goes away, takes the caret along", () => {
  const ada = editorOf("hello", [at(0, 1), at(0, 2, "cyd-1")]);
  ada.dispatch(
    tellCarets(ada.state, [{ ...at(0, 0, "cyd-1"), anchor: null, head: null }], ["ben-1"]),
  );
  expect([ada.before("ben-1"), ada.before("cyd-1")]).toEqual([undefined, undefined]);
});

test("a position outside of the document is taken to its end", () => {
  const ada = editorOf("hello");
  ada.hear(at(0, 5000));
  expect(ada.before()).toBe("hello");
});
