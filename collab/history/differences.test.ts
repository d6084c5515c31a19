import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { documentFromMarkdown } from "../content/markdown";
import { schema } from "../schema/schema";
import { arbitraryHistory, type History, tokensOf } from "./arbitrary-history";
import { DifferenceFinder, type Differences } from "./differences";
import { documentsOf } from "./logged-change";

function differencesOf({ before, changes, docs }: History): Differences {
  const finder = new DifferenceFinder(before);
  for (const [index, change] of changes.entries()) finder.add(change, docs[index]?.slice(1) ?? []);
  return finder.finish();
}

/** The newer document, made of the older one and of nothing but what the differences say. */
function applied(before: Node, after: Node, { replacements, formatting }: Differences): string[] {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const made: string[] = [];
  let a = 0;
  for (const { fromA, toA, fromB, toB } of replacements) {
    made.push(...old.slice(a, fromA), ...now.slice(fromB, toB));
    a = toA;
  }
  made.push(...old.slice(a));
  for (const { from, to, kind } of formatting) {
    const end = kind === "marks" ? to : from + 1;
    for (let at = from; at < end; at++) made[at] = now[at] ?? "";
  }
  return made;
}

test("the older version and the differences give the newer one", () => {
  let formatted = 0;
  fc.assert(
    fc.property(arbitraryHistory({ copies: true }), (history) => {
      const found = differencesOf(history);
      formatted += found.formatting.length;
      expect(applied(history.before, history.after, found)).toEqual(tokensOf(history.after));
    }),
    { numRuns: 300 },
  );
  expect(formatted).toBeGreaterThan(20);
});

test("passages cover what was replaced, without a gap, in order", () => {
  fc.assert(
    fc.property(arbitraryHistory(), (history) => {
      for (const one of differencesOf(history).replacements) {
        const cover = (pieces: typeof one.deleted, from: number, to: number) => {
          const ends = pieces.map((piece) => piece.to);
          expect(pieces.map((piece) => piece.from)).toEqual(
            to > from ? [from, ...ends.slice(0, -1)] : [],
          );
          expect(ends.at(-1) ?? from).toBe(to);
        };
        cover(one.deleted, one.fromA, one.toA);
        cover(one.inserted, one.fromB, one.toB);
      }
    }),
  );
});

test("whatever somebody typed is shown as theirs", () => {
  let seen = 0;
  fc.assert(
    fc.property(arbitraryHistory(), (history) => {
      const { replacements } = differencesOf(history);
      history.after.descendants((node, position) => {
        for (const [index, letter] of [...(node.text ?? "")].entries()) {
          const author = history.tokens.get(letter);
          if (author === undefined) continue;
          const at = position + index;
          const piece = replacements
            .flatMap(({ inserted }) => inserted)
            .find(({ from, to }) => from <= at && at < to);
          // Surrogate pairs shift the index; such texts are left to the other properties.
          if (node.text?.length !== [...(node.text ?? "")].length) continue;
          seen += 1;
          expect(piece?.by.userId).toBe(author);
        }
      });
    }),
    { numRuns: 300 },
  );
  expect(seen).toBeGreaterThan(50);
});

const underline = schema.mark("underline");

/** A history told by hand: who does what to a document made of Markdown. */
function told(markdown: string, ...turns: readonly [string, (tr: Transform) => void][]) {
  const before = documentFromMarkdown(markdown);
  const finder = new DifferenceFinder(before);
  let doc = before;
  for (const [index, [userId, edit]] of turns.entries()) {
    const tr = new Transform(doc);
    edit(tr);
    const steps: readonly Step[] = tr.steps;
    const change = { version: index + 1, userId, createdAt: index * 200_000, steps };
    finder.add(change, documentsOf(doc, change));
    doc = tr.doc;
  }
  return { before, doc, ...finder.finish() };
}

test("bold and a heading's level are formatting, by who set them, and no word is replaced", () => {
  const { bold } = schema.marks;
  if (!bold) throw new Error("no bold");
  const { replacements, formatting } = told(
    "# Title\n\nSome words.",
    ["ada", (tr) => tr.addMark(8, 12, bold.create())],
    ["ben", (tr) => tr.setNodeAttribute(0, "level", 2)],
  );
  expect(replacements).toEqual([]);
  expect(formatting).toMatchObject([
    { kind: "attributes", added: ["heading 2"], removed: ["heading 1"], by: { userId: "ben" } },
    { kind: "marks", from: 8, to: 12, added: ["bold"], by: { userId: "ada" } },
  ]);
});

test("what two people formatted is told apart, side by side and on the same words", () => {
  const set = (name: string, from: number, to: number) => (tr: Transform) =>
    tr.addMark(from, to, schema.mark(name));
  const beside = told(
    "Hello world again.",
    ["ada", set("bold", 1, 7)],
    ["ben", set("bold", 7, 13)],
    ["ben", set("italic", 13, 18)],
  );
  expect(beside.formatting).toMatchObject([
    { from: 1, to: 7, added: ["bold"], by: { userId: "ada" } },
    { from: 7, to: 13, added: ["bold"], by: { userId: "ben" } },
    { from: 13, to: 18, added: ["italic"], by: { userId: "ben" } },
  ]);
  const together = told("Hello.", ["ada", set("bold", 1, 6)], ["ben", set("italic", 1, 6)]);
  expect(together.formatting).toMatchObject([
    { from: 1, to: 6, added: ["bold"], removed: [], by: { userId: "ada" } },
    { from: 1, to: 6, added: ["italic"], removed: [], by: { userId: "ben" } },
  ]);
});

test("marks that one person set in a row are one piece, over what has others already", () => {
  const { formatting } = told("A **fat** word.", ["ada", (tr) => tr.addMark(1, 12, underline)]);
  expect(formatting).toMatchObject([{ from: 1, to: 12, added: ["underline"] }]);
});

test("attributes of one block are told by who set each", () => {
  const { formatting } = told(
    "# Title",
    ["ada", (tr) => tr.setNodeAttribute(0, "level", 2)],
    ["ben", (tr) => tr.setNodeAttribute(0, "textAlign", "center")],
  );
  expect(formatting.map(({ by }) => by?.userId).sort()).toEqual(["ada", "ben"]);
});

test("a moved paragraph is boxed, and its words stay those of who wrote them", () => {
  const found = told(
    "One.\n\nTwo.",
    ["ada", (tr) => tr.insert(1, schema.text("Written by Ada. "))],
    [
      "ben",
      (tr) => {
        const [first] = [tr.doc.child(0)];
        tr.delete(0, first.nodeSize);
        tr.insert(tr.doc.content.size, first);
      },
    ],
  );
  const { inserted } = found.replacements.at(-1) ?? { inserted: [] };
  const words = inserted.find(({ from, to }) => found.doc.textBetween(from, to).includes("Ada"));
  expect(words?.by.userId).toBe("ada");
});

test("a block that only changed its place is told as moved", () => {
  const { moved, before, doc } = told("First block.\n\nSecond block.\n\nThird block.", [
    "ben",
    (tr) => {
      const first = tr.doc.child(0);
      tr.delete(0, first.nodeSize);
      tr.insert(tr.doc.content.size, first);
    },
  ]);
  expect(moved).toHaveLength(1);
  const [one] = moved;
  expect(before.nodeAt(one?.fromA ?? 0)?.textContent).toBe("First block.");
  expect(doc.nodeAt(one?.fromB ?? 0)?.textContent).toBe("First block.");
});

test("what two people deleted side by side is told apart", () => {
  const { replacements } = told(
    "abcdef",
    ["ada", (tr) => tr.delete(1, 3)],
    ["ben", (tr) => tr.delete(1, 3)],
  );
  expect(replacements).toMatchObject([
    {
      deleted: [
        { from: 1, to: 3, by: { userId: "ada" } },
        { from: 3, to: 5, by: { userId: "ben" } },
      ],
    },
  ]);
});

test("ten thousand changes are told in a few seconds", () => {
  let doc = documentFromMarkdown(Array.from({ length: 200 }, (_, i) => `Block ${i}.`).join("\n\n"));
  const finder = new DifferenceFinder(doc);
  const start = performance.now();
  for (let version = 1; version <= 10_000; version++) {
    const block = doc.child((version * 7) % 200);
    let at = 1;
    doc.forEach((node, from) => {
      if (node === block) at = from + 1 + (version % (node.content.size + 1));
    });
    const tr = new Transform(doc);
    if (version % 5 === 0 && block.content.size > 3) tr.delete(at - 1, at);
    else tr.insert(at, schema.text(String(version % 10)));
    const change = {
      version,
      userId: `u${version % 3}`,
      createdAt: version * 1000,
      steps: tr.steps,
    };
    finder.add(change, [...tr.docs.slice(1), tr.doc]);
    doc = tr.doc;
  }
  const found = finder.finish();
  expect(found.replacements.length).toBeGreaterThan(100);
  expect(performance.now() - start).toBeLessThan(20_000);
});
