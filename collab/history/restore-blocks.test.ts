import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits, arbitraryEdits } from "../rebase/arbitrary-change";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { restoreBlocks } from "./restore-blocks";

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const documentOf = (...texts: string[]) =>
  schema.nodeFromJSON({ type: "doc", content: texts.map(paragraph) });

const old = documentOf("one", "two", "three");

function texts(doc: Node): string[] {
  const found: string[] = [];
  doc.forEach((block) => {
    found.push(block.textContent);
  });
  return found;
}

function restored(kinds: Parameters<typeof applyEdits>[1], range: { from: number; to: number }) {
  const edited = applyEdits(old, kinds, "a");
  const maps = edited.steps.map((step) => step.getMap());
  const steps = restoreBlocks(old, edited.doc, maps, [range]);
  return steps.reduce((now, step) => step.apply(now).doc ?? now, edited.doc);
}

test("a block that was changed becomes what it was, and the others stay as they are", () => {
  const doc = restored(
    [
      { kind: "delete", at: 6, length: 2 },
      { kind: "delete", at: 1, length: 2 },
    ],
    { from: 7, to: 8 },
  );
  expect(texts(doc)).toEqual(["e", "two", "three"]);
});

test("a block that is gone comes back where it stood", () => {
  const doc = restored([{ kind: "delete", at: 5, length: 5 }], { from: 5, to: 10 });
  expect(texts(doc)).toEqual(["one", "two", "three"]);
});

test("a block that was moved is still there, and does not come a second time", () => {
  const moved = new Transform(old).delete(0, 5);
  moved.insert(5, old.child(0));
  const swapped = new Transform(old).replaceWith(0, 10, [old.child(1), old.child(0)]);
  for (const { doc, steps } of [moved, swapped]) {
    expect(texts(doc)).toEqual(["two", "one", "three"]);
    const maps = steps.map((step) => step.getMap());
    for (const range of [
      { from: 0, to: 5 },
      { from: 5, to: 10 },
      { from: 0, to: old.content.size },
    ]) {
      expect(restoreBlocks(old, doc, maps, [range])).toEqual([]);
    }
  }
});

test("one that is gone comes back beside one that was moved", () => {
  const tr = new Transform(old).delete(0, 10);
  tr.insert(tr.doc.content.size, old.child(0));
  const maps = tr.steps.map((step) => step.getMap());
  const all = [{ from: 0, to: old.content.size }];
  const doc = restoreBlocks(old, tr.doc, maps, all).reduce(
    (now, s) => s.apply(now).doc ?? now,
    tr.doc,
  );
  expect(texts(doc)).toEqual(["two", "three", "one"]);
});

test("any blocks of any version come back into any head", () => {
  const documents = arbitraryDocument({ markdownOnly: false });
  let brought = 0;
  const check = (
    doc: Node,
    edits: Parameters<typeof applyEdits>[1],
    from: number,
    size: number,
  ) => {
    const edited = applyEdits(doc, edits, "a");
    const maps = edited.steps.map((step) => step.getMap());
    const range = { from: from % doc.content.size, to: (from % doc.content.size) + size + 1 };
    const steps = restoreBlocks(doc, edited.doc, maps, [range]);
    const after = steps.reduce((now, step) => step.apply(now).doc ?? now, edited.doc);
    after.check();
    const blocks = new Set<string>();
    after.forEach((block) => {
      blocks.add(JSON.stringify(block));
    });
    doc.forEach((block, offset) => {
      if (offset >= range.to || offset + block.nodeSize <= range.from) return;
      expect(blocks.has(JSON.stringify(block))).toBe(true);
      brought += 1;
    });
  };
  fc.assert(fc.property(documents, arbitraryEdits, fc.nat(400), fc.nat(60), check), {
    ...{ numRuns: 500, seed: 12 },
  });
  expect(brought).toBeGreaterThan(500);
});
