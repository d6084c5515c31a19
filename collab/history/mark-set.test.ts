/** Several marks put back by one step: who formatted is told, who wrote stays, and it is taken back. */
import type { Node } from "@tiptap/pm/model";
import { Step, Transform } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { schema } from "../schema/schema";
import { Authorship } from "./authorship";
import { DifferenceFinder } from "./differences";
import { documentsOf, type LoggedChange } from "./logged-change";
import { Past } from "./past";
import { takeBack } from "./take-back";

const link = (href: string) => schema.mark("link", { href, title: null });

/** "one and two", each word a link of its own; then one link over all of it, and its undo. */
function history(): { before: Node; linked: Node; changes: readonly LoggedChange[] } {
  const words = [
    schema.text("one", [link("https://one.example/")]),
    schema.text(" and "),
    schema.text("two", [link("https://two.example/")]),
  ];
  const before = schema.node("doc", null, [schema.node("paragraph", null, words)]);
  const tr = new Transform(before).addMark(1, 12, link("https://all.example/"));
  const inverses = tr.steps
    .map((step, index) => step.invert(tr.docs[index] ?? before))
    .reverse()
    .map((step) => Step.fromJSON(schema, JSON.parse(JSON.stringify(step))));
  const changes = [
    { version: 1, userId: "ada", createdAt: 0, steps: tr.steps },
    { version: 2, userId: "ben", createdAt: 1e6, steps: inverses },
  ];
  return { before, linked: tr.doc, changes };
}

test("it is one step that holds several, and leads back", () => {
  const { before, linked, changes } = history();
  const types = changes[1]?.steps.map((step) => step.toJSON().stepType);
  expect(types).toContain("markSet");
  const [, undo] = changes;
  expect(undo && documentsOf(linked, undo).at(-1)?.eq(before)).toBe(true);
});

test("differences show what it put back, by who put it back", () => {
  const { linked, changes } = history();
  const [, undo] = changes;
  if (!undo) throw new Error("no undo");
  const finder = new DifferenceFinder(linked);
  finder.add(undo, documentsOf(linked, undo));
  const { replacements, formatting } = finder.finish();
  expect(replacements).toEqual([]);
  expect(formatting.map(({ from, to, added }) => [from, to, added])).toEqual([
    [1, 4, ["link https://one.example/"]],
    [4, 9, []],
    [9, 12, ["link https://two.example/"]],
  ]);
  expect(formatting.every(({ by }) => by?.userId === "ben" && by.version === 2)).toBe(true);
});

test("the words stay whose they were", () => {
  const { before, changes } = history();
  const authorship = Authorship.before(before);
  let doc = before;
  for (const change of changes) {
    const docs = documentsOf(doc, change);
    authorship.follow(change, [doc, ...docs]);
    doc = docs.at(-1) ?? doc;
  }
  expect(authorship.spans).toEqual([{ length: before.content.size, data: null }]);
});

test("taking it back brings the one link again", () => {
  const { before, linked, changes } = history();
  const past = new Past();
  let doc = linked;
  const [, undo] = changes;
  const docs = undo ? [linked, ...documentsOf(linked, undo)] : [];
  if (undo) past.add(2, undo.steps, docs, true);
  doc = docs.at(-1) ?? doc;
  expect(doc.eq(before)).toBe(true);
  const work = takeBack(doc, past);
  let turn = work.next();
  while (!turn.done) turn = work.next();
  expect(turn.value.skipped).toEqual([]);
  expect(turn.value.doc.eq(linked)).toBe(true);
});
