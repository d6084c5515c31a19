/** Several people at the very same place: their words stay words, and their lines lines. */
import { TextSelection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import { seededRandom } from "@/server/actors/random";
import { Authority, type Client, people, settle, type Work } from "@/tests/support/collaborators";

/** Everybody at the end of one line. */
function together(count: number, line: string) {
  const authority = new Authority();
  const work: Work = { verified: 0, repaired: 0, rebased: 0, noops: 0 };
  authority.doc = schema.node("doc", null, [
    schema.node("paragraph", null, schema.text(line)),
    schema.node("paragraph"),
  ]);
  const clients = people(count, authority, work);
  for (const { editor } of clients) {
    const caret = TextSelection.create(editor.state.doc, 1 + line.length);
    editor.dispatch(editor.state.tr.setSelection(caret));
  }
  return { authority, clients, work };
}

/** Where the caret is, as keys do. */
function type({ editor }: Client, text: string): void {
  editor.dispatch(editor.state.tr.insertText(text));
}

function enter({ editor }: Client): void {
  editor.dispatch(editor.state.tr.split(editor.state.selection.head));
}

const words = ["first", "second", "third", "fourth", "fifth"];

/** Each types a word, and sends and hears of the others as late as chance has it. */
function typeWords(count: number, random: () => number) {
  const { authority, clients, work } = together(count, "Dear all, ");
  const left = words.slice(0, count).map((word) => [...word]);
  while (left.some((letters) => letters.length > 0)) {
    const who = Math.floor(random() * count);
    const client = clients[who];
    if (!client) continue;
    const letter = random() < 0.5 ? left[who]?.shift() : undefined;
    if (letter) type(client, letter);
    else if (random() < 0.5) client.send();
    else client.receive(1 + Math.floor(random() * 3));
  }
  settle(clients, authority);
  return { line: clients[0]?.text.split("\n")[0], work };
}

test.each([2, 3, 5])("words that %i people type letter by letter stay whole", (count) => {
  const typed = words.slice(0, count);
  for (let seed = 1; seed <= 100; seed++) {
    const { line, work } = typeWords(count, seededRandom(seed));
    for (const word of typed) expect(line, `seed ${seed}`).toContain(word);
    expect(line).toHaveLength("Dear all, ".length + typed.join("").length);
    // Everybody's copy was right before the server said so.
    expect(work.repaired, `seed ${seed}`).toBe(0);
  }
});

test("of two blocks that are appended at once the first stands first", () => {
  const { authority, clients } = together(2, "A log");
  for (const { name, editor } of clients) {
    const block = schema.node("paragraph", null, schema.text(name));
    editor.dispatch(editor.state.tr.insert(editor.state.doc.content.size, block));
  }
  settle(clients, authority);
  expect(clients[0]?.text).toBe("A log\n\nada\nben");
});

describe("at the end of a line where somebody else goes on to new lines", () => {
  test("what is added to the line stays in it", () => {
    const { authority, clients } = together(2, "A plan");
    const [ada, ben] = clients;
    if (!ada || !ben) throw new Error("nobody is here");
    enter(ada);
    type(ada, "one");
    enter(ada);
    type(ada, "two");
    ada.send();
    ada.send();
    type(ben, " of ours");
    settle(clients, authority);
    expect(ben.text).toBe("A plan of ours\none\ntwo\n");
    expect(ben.editor.state.selection.head).toBe(1 + "A plan of ours".length);
  });

  test("a new line comes after what was added to the line at the same time", () => {
    const { authority, clients } = together(2, "A plan");
    const [ada, ben] = clients;
    if (!ada || !ben) throw new Error("nobody is here");
    type(ben, " of ours");
    ben.send();
    ben.send();
    enter(ada);
    type(ada, "one");
    settle(clients, authority);
    expect(ada.text).toBe("A plan of ours\none\n");
    expect(ada.editor.state.selection.head).toBe("A plan of ours".length + 3 + "one".length);
  });

  test("what I write on both sides of my new line stays on its side, when all round it is gone", () => {
    const { authority, clients } = together(2, "A plan");
    const [ada, ben] = clients;
    if (!ada || !ben) throw new Error("nobody is here");
    ada.editor.dispatch(
      ada.editor.state.tr.delete(1, 1 + "A plan".length).insertText("An idea", 1),
    );
    ada.send();
    ada.send();
    ben.editor.dispatch(ben.editor.state.tr.split(1));
    ben.editor.dispatch(ben.editor.state.tr.insertText("!", "A plan".length + 3));
    ben.editor.dispatch(ben.editor.state.tr.insertText("?", 1));
    settle(clients, authority);
    expect(ben.text).toBe("?An idea\n!\n");
  });
});
