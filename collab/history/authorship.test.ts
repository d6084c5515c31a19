import { StepMap, Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { documentFromMarkdown } from "../content/markdown";
import { schema } from "../schema/schema";
import { arbitraryHistory } from "./arbitrary-history";
import { Authorship } from "./authorship";
import { documentsOf } from "./logged-change";
import { Spans } from "./spans";

const letters = (spans: Spans<string>) =>
  spans.all.flatMap(({ length, data }) => [...data.repeat(length)]);

test("runs follow steps as single characters would", () => {
  const edit = fc.record({
    at: fc.nat(40),
    gone: fc.nat(6),
    came: fc.nat(6),
    by: fc.constantFrom("a", "b", "c"),
  });
  fc.assert(
    fc.property(fc.nat(20), fc.array(edit, { maxLength: 30 }), (size, edits) => {
      const spans = new Spans<string>([{ length: size, data: "-" }], (a, b) =>
        a === b ? a : undefined,
      );
      const naive: string[] = Array(size).fill("-");
      for (const { at, gone, came, by } of edits) {
        const from = at % (naive.length + 1);
        const length = Math.min(gone, naive.length - from);
        spans.follow(new StepMap([from, length, came]), () => [{ length: came, data: by }]);
        naive.splice(from, length, ...Array(came).fill(by));
        expect(letters(spans)).toEqual(naive);
      }
      // As few runs as can be: no two neighbours are the same.
      const { all } = spans;
      expect(all.every(({ data }, index) => index === 0 || data !== all[index - 1]?.data)).toBe(
        true,
      );
    }),
  );
});

test("every word typed is its author's, at any version, whatever was done around it", () => {
  let seen = 0;
  fc.assert(
    fc.property(arbitraryHistory(), ({ before, changes, docs, tokens }) => {
      const authorship = Authorship.before(before);
      for (const [index, change] of changes.entries()) {
        const passed = docs[index] ?? [];
        authorship.follow(change, passed);
        const now = passed.at(-1) ?? before;
        expect(authorship.spans.reduce((sum, { length }) => sum + length, 0)).toBe(
          now.content.size,
        );
        now.descendants((node, position) => {
          for (let at = 0; at < (node.text?.length ?? 0); at++) {
            const author = tokens.get(node.text?.[at] ?? "");
            if (author === undefined) continue;
            seen += 1;
            expect(authorship.between(position + at, position + at + 1)[0]?.data?.userId).toBe(
              author,
            );
          }
        });
      }
    }),
    { numRuns: 200 },
  );
  expect(seen).toBeGreaterThan(100);
});

test("going on from a copy gives what going through gives", () => {
  fc.assert(
    fc.property(arbitraryHistory(), fc.nat(8), ({ before, changes, docs }, cut) => {
      const through = Authorship.before(before);
      let copied = Authorship.before(before);
      for (const [index, change] of changes.entries()) {
        if (index === cut) copied = copied.copy();
        through.follow(change, docs[index] ?? []);
        copied.follow(change, docs[index] ?? []);
      }
      expect(copied.spans).toEqual(through.spans);
    }),
    { numRuns: 50 },
  );
});

function story(markdown: string, ...turns: readonly [string, (tr: Transform) => void][]) {
  let doc = documentFromMarkdown(markdown);
  const authorship = Authorship.before(doc);
  for (const [index, [userId, edit]] of turns.entries()) {
    const tr = new Transform(doc);
    edit(tr);
    const change = { version: index + 1, userId, createdAt: index * 200_000, steps: tr.steps };
    authorship.follow(change, [doc, ...documentsOf(doc, change)]);
    doc = tr.doc;
  }
  /** Who wrote the first letter of `words`. */
  return (words: string) => {
    let author: string | undefined;
    doc.descendants((node, position) => {
      const at = node.text?.indexOf(words) ?? -1;
      if (at >= 0) author = authorship.between(position + at, position + at + 1)[0]?.data?.userId;
    });
    return author;
  };
}

test("cut and paste by somebody else, in two changes, leaves the words with who wrote them", () => {
  const who = story(
    "One.\n\nTwo.",
    ["ada", (tr) => tr.insert(1, schema.text("A thought of Ada's. "))],
    ["ben", (tr) => tr.delete(1, 21)],
    ["ben", (tr) => tr.insert(tr.doc.content.size - 1, schema.text("A thought of Ada's. "))],
    ["ben", (tr) => tr.insert(tr.doc.content.size - 1, schema.text("And mine."))],
  );
  expect(who("A thought")).toBe("ada");
  expect(who("And mine")).toBe("ben");
});

test("a split by somebody else changes no author", () => {
  const who = story(
    "",
    ["ada", (tr) => tr.insert(1, schema.text("Left right"))],
    ["ben", (tr) => tr.split(6)],
  );
  expect(who("Left")).toBe("ada");
  expect(who("right")).toBe("ada");
});
