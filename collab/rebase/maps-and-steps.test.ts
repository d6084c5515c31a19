import type { Node } from "@tiptap/pm/model";
import { ReplaceStep, StepMap, Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { becomeDocument } from "./apply-change";
import { applyEdits, arbitraryEdits, type Edit } from "./arbitrary-change";
import { becomeSteps } from "./become-steps";
import { compressMaps } from "./compress-maps";
import { mergeSteps, outcomeOf } from "./merge-steps";
import { insertedBy } from "./rescue";

const documents = arbitraryDocument({ markdownOnly: false });

const edit = fc.record({ at: fc.nat(12), old: fc.nat(3), now: fc.nat(3), gap: fc.nat(4) });
const arbitraryMaps = fc.array(edit, { maxLength: 12 }).map((edits) => {
  let size = 12;
  let last = 0;
  return edits.map(({ at, old, now, gap }) => {
    // Half of them go on where the last one ended, as typing does.
    const start = Math.min(size, at % 2 ? last + (at % 5) : at);
    const end = Math.min(size, start + old);
    const ranges = [start, end - start, now];
    let grown = now - (end - start);
    const next = end + 1 + gap;
    if (gap === 3 && next < size) {
      ranges.push(next, 1, old);
      grown += old - 1;
    }
    size += grown;
    last = Math.max(0, start + now - 2);
    return new StepMap(ranges);
  });
});

describe("compressed maps", () => {
  test("map every position as the raw ones do", () => {
    let saved = 0;
    const check = (maps: readonly StepMap[]) => {
      const compressed = compressMaps(maps);
      saved += maps.length - compressed.length;
      for (let position = 0; position <= 12; position++) {
        for (const assoc of [-1, 1]) {
          const raw = through(maps, position, assoc);
          expect(through(compressed, position, assoc), `${position}, ${assoc}`).toEqual(raw);
        }
      }
    };
    fc.assert(fc.property(arbitraryMaps, check), { numRuns: 3000, seed: 4 });
    expect(saved).toBeGreaterThan(500);
  });

  test("a run of typing is one map", () => {
    const typing = Array.from({ length: 100 }, (_, i) => new StepMap([5 + i, 0, 1]));
    expect(compressMaps(typing)).toEqual([new StepMap([5, 0, 100])]);
  });
});

describe("what maps inserted, all in all", () => {
  test("is what each of them inserted, moved by those after it", () => {
    let found = 0;
    const check = (maps: readonly StepMap[]) => {
      const expected = new Set<number>();
      maps.forEach((map, index) => {
        map.forEach((_oldStart, _oldEnd, from, to) => {
          for (let unit = from; unit < to; unit++) {
            // One inserted unit: still there when nothing deleted it.
            const later = maps.slice(index + 1);
            const place = through(later, unit, 1).position;
            if (through(later, unit + 1, -1).position === place + 1) expected.add(place);
          }
        });
      });
      const inserted = insertedBy(maps).flatMap(({ from, to }) =>
        Array.from({ length: to - from }, (_, i) => from + i),
      );
      expect(inserted).toEqual([...expected].sort((a, b) => a - b));
      found += inserted.length;
    };
    fc.assert(fc.property(arbitraryMaps, check), { numRuns: 2000, seed: 8 });
    expect(found).toBeGreaterThan(5000);
  });
});

function through(maps: readonly StepMap[], start: number, assoc: number) {
  let position = start;
  let deletedAcross = false;
  for (const map of maps) {
    const result = map.mapResult(position, assoc);
    position = result.pos;
    deletedAcross ||= result.deletedAcross;
  }
  return { position, deletedAcross };
}

/** Edits, and then letters typed one by one at the end of the text. */
function editedAndTyped(doc: Node, edits: readonly Edit[], letters: number) {
  const edited = applyEdits(doc, edits, "a");
  fc.pre(edited.doc.lastChild?.isTextblock === true);
  const tr = new Transform(edited.doc);
  const end = edited.doc.content.size - 1;
  for (let i = 0; i < letters; i++) tr.insert(end + i, schema.text("abc"[i % 3] ?? ""));
  return { edited, tr, end };
}

describe("merged steps", () => {
  test("do what the unmerged do, and count them all", () => {
    fc.assert(
      fc.property(documents, arbitraryEdits, fc.nat(30), (doc, edits, letters) => {
        const { edited, tr } = editedAndTyped(doc, edits, letters);
        const steps = [...edited.steps, ...tr.steps];
        const merged = mergeSteps(steps);
        const after = merged.steps.reduce((now, step) => step.apply(now).doc ?? now, doc);
        expect(after.eq(tr.doc)).toBe(true);
        expect(merged.counts.reduce((sum, one) => sum + one, 0)).toBe(steps.length);
        if (letters > 0) expect(merged.steps.length).toBeLessThanOrEqual(edited.steps.length + 1);
      }),
      { numRuns: 300, seed: 9 },
    );
  });
});

describe("the outcome of steps", () => {
  test("is theirs, in fewer steps where letters were written and deleted in a row", () => {
    fc.assert(
      fc.property(documents, arbitraryEdits, fc.nat(30), (doc, edits, letters) => {
        const { edited, tr, end } = editedAndTyped(doc, edits, letters);
        for (let i = letters; i > letters / 2; i--) tr.delete(end + i - 1, end + i);
        const steps = [...edited.steps, ...tr.steps];
        const outcome = outcomeOf(steps);
        const after = outcome.reduce((now, step) => step.apply(now).doc ?? now, doc);
        expect(after.eq(tr.doc)).toBe(true);
        if (letters > 0) expect(outcome.length).toBeLessThanOrEqual(edited.steps.length + 2);
      }),
      { numRuns: 300, seed: 10 },
    );
  });
});

describe("becoming another document", () => {
  test("any becomes any, exactly", () => {
    fc.assert(
      fc.property(documents, documents, (from, to) => {
        const steps = becomeSteps(from, to);
        const after = steps.reduce((now, step) => step.apply(now).doc ?? now, from);
        expect(`${after}`).toBe(`${to}`);
        expect(after.eq(to)).toBe(true);
        const became = becomeDocument(from, to.toJSON());
        expect(became.ok && became.accepted.doc.eq(to)).toBe(true);
      }),
      { numRuns: 800, seed: 2 },
    );
  });

  test("an edited document becomes what it was", () => {
    fc.assert(
      fc.property(documents, arbitraryEdits, (doc, edits) => {
        const edited = applyEdits(doc, edits, "a").doc;
        const after = becomeSteps(edited, doc).reduce((now, s) => s.apply(now).doc ?? now, edited);
        expect(after.eq(doc)).toBe(true);
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  test("blocks that stayed are not touched", () => {
    const doc = schema.nodeFromJSON({
      type: "doc",
      content: ["one", "two", "three"].map((text) => ({
        type: "paragraph",
        content: [{ type: "text", text }],
      })),
    });
    const other = applyEdits(doc, [{ kind: "type", at: 6, length: 0 }], "a").doc;
    const [step, ...more] = becomeSteps(other, doc);
    expect(more).toEqual([]);
    expect(step?.toJSON()).toEqual({ stepType: "replace", from: 6, to: 7 });
  });

  const paragraphs = (...texts: string[]) =>
    schema.nodeFromJSON({
      type: "doc",
      content: texts.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
    });

  /** What is taken out and put in, with the words between them left alone. */
  const replaced = (from: Node, to: Node) =>
    becomeSteps(from, to)
      .toReversed()
      .map((step) => {
        if (!(step instanceof ReplaceStep)) throw new Error("no replacement");
        const { content } = step.slice;
        return [from.textBetween(step.from, step.to, "|"), content.textBetween(0, content.size)];
      });

  test("words between two edits of a paragraph are not touched", () => {
    const sentence = "The long original sentence of Ada stands here.";
    expect(replaced(paragraphs(`PRE ${sentence} POST`), paragraphs(sentence))).toEqual([
      ["PRE ", ""],
      [" POST", ""],
    ]);
    expect(replaced(paragraphs("a one b two c", "x one"), paragraphs("a b c", "x two"))).toEqual([
      ["one ", ""],
      ["two ", ""],
      ["one", "two"],
    ]);
  });

  test("a little changed in much is found, and much that is new is one piece", () => {
    const words = (seed: number) =>
      Array.from({ length: 400 }, (_, i) => ((i * 7919 + seed * 104729) % 99991).toString(36));
    const many = Array.from({ length: 100 }, (_, i) => words(i).join(" "));
    const changed = many.map((text) => text.replace(/\w+/, "first").replace(/\w+$/, "last"));
    expect(replaced(paragraphs(...many), paragraphs(...changed))).toHaveLength(101);
    expect(becomeSteps(paragraphs(...many), paragraphs("All of it is new."))).toHaveLength(1);
  });
});
