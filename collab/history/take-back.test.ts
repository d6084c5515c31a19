import type { Node } from "@tiptap/pm/model";
import { Step, type StepMap } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits, arbitraryEdits, type Edit } from "../rebase/arbitrary-change";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { Past } from "./past";
import { type TakenBack, takeBack } from "./take-back";

const documents = arbitraryDocument({ markdownOnly: false });

interface Made {
  readonly author: string;
  readonly steps: readonly Step[];
  readonly docs: readonly Node[];
  readonly after: Node;
  readonly tokens: readonly string[];
}

/** A change with the document before each of its steps, as read from a log. */
function make(doc: Node, edits: readonly Edit[], author: string, id: number): Made {
  const edited = applyEdits(doc, edits, String.fromCharCode(97 + id));
  const docs: Node[] = [];
  let now = doc;
  const steps = edited.steps.map((step) => Step.fromJSON(schema, JSON.parse(JSON.stringify(step))));
  for (const step of steps) {
    docs.push(now);
    now = step.apply(now).doc ?? now;
  }
  return { author, steps, docs, after: now, tokens: edited.tokens };
}

function makeAll(doc: Node, all: readonly (readonly [string, readonly Edit[]])[]): readonly Made[] {
  let now = doc;
  return all.map(([author, edits], id) => {
    const made = make(now, edits, author, id);
    now = made.after;
    return made;
  });
}

function without(
  head: Node,
  made: readonly Made[],
  wanted: (made: Made, version: number) => boolean,
) {
  const past = new Past();
  for (const [index, one] of made.entries()) {
    past.add(index + 1, one.steps, one.docs, wanted(one, index + 1));
  }
  const work = takeBack(head, past);
  for (let turn = work.next(); ; turn = work.next()) if (turn.done) return turn.value;
}

/** Who inserted each position that is there at the head: by the maps alone. */
function owners(doc: Node, made: readonly Made[]): readonly (string | undefined)[] {
  let owner: (string | undefined)[] = Array(doc.content.size).fill(undefined);
  const put = (map: StepMap, author: string) => {
    const next = [...owner];
    let shift = 0;
    map.forEach((oldStart, oldEnd, newStart, newEnd) => {
      const fresh = Array(newEnd - newStart).fill(author);
      next.splice(oldStart + shift, oldEnd - oldStart, ...fresh);
      shift += newEnd - newStart - (oldEnd - oldStart);
    });
    owner = next;
  };
  for (const { steps, author } of made) for (const step of steps) put(step.getMap(), author);
  return owner;
}

/** How often `token` stands in `doc` at a place inserted by `author`. */
function countBy(token: string, author: string, doc: Node, owner: ReturnType<typeof owners>) {
  let count = 0;
  doc.descendants((node, position) => {
    for (
      let at = node.text?.indexOf(token) ?? -1;
      at >= 0;
      at = node.text?.indexOf(token, at + 1) ?? -1
    ) {
      if (owner[position + at] === author) count += 1;
    }
  });
  return count;
}

const occurrences = (token: string, doc: Node) => doc.textContent.split(token).length - 1;

const arbitraryChanges = fc.array(fc.tuple(fc.constantFrom("ada", "ben"), arbitraryEdits), {
  minLength: 1,
  maxLength: 6,
});

test("taking back the last change gives the document before it", () => {
  let steps = 0;
  fc.assert(
    fc.property(documents, arbitraryEdits, (doc, edits) => {
      const made = makeAll(doc, [["ada", edits]]);
      const head = made.at(-1)?.after ?? doc;
      const back = without(head, made, () => true);
      expect(back.skipped).toEqual([]);
      expect(JSON.stringify(back.doc)).toBe(JSON.stringify(doc));
      steps += back.steps.length;
    }),
    { numRuns: 500, seed: 3 },
  );
  expect(steps).toBeGreaterThan(500);
});

test("taking back everything gives the document before it all", () => {
  fc.assert(
    fc.property(documents, arbitraryChanges, (doc, all) => {
      const made = makeAll(doc, all);
      const back = without(made.at(-1)?.after ?? doc, made, () => true);
      expect(back.skipped).toEqual([]);
      expect(JSON.stringify(back.doc)).toBe(JSON.stringify(doc));
    }),
    { numRuns: 300, seed: 4 },
  );
});

function checkTakenBack(doc: Node, made: readonly Made[], back: TakenBack, taken: string): number {
  const head = made.at(-1)?.after ?? doc;
  back.doc.check();
  const replayed = back.steps.reduce((now, step) => step.apply(now).doc ?? now, head);
  expect(replayed.eq(back.doc)).toBe(true);
  let checked = 0;
  for (const { author, tokens } of made) {
    for (const token of tokens) {
      const found = occurrences(token, back.doc);
      // Somebody may have copied it; then that copy is theirs, and comes back if it was deleted.
      const copies = made.map((_one, index) => {
        const sofar = made.slice(0, index + 1);
        return countBy(token, "ben", sofar.at(-1)?.after ?? doc, owners(doc, sofar));
      });
      // What was left is named; in it there may be copies of anything.
      const whole = back.skipped.length === 0;
      if (author !== taken) expect(found, "of others").toBeGreaterThanOrEqual(copies.at(-1) ?? 0);
      else if (whole) expect(found, "of the one").toBeLessThanOrEqual(Math.max(...copies));
      checked += 1;
    }
  }
  return checked;
}

test("taking back one author leaves nothing of theirs, and everything of the others'", () => {
  let checked = 0;
  let skipped = 0;
  let runs = 0;
  fc.assert(
    fc.property(documents, arbitraryChanges, (doc, all) => {
      const made = makeAll(doc, all);
      const back = without(made.at(-1)?.after ?? doc, made, ({ author }) => author === "ada");
      checked += checkTakenBack(doc, made, back, "ada");
      skipped += back.skipped.length > 0 ? 1 : 0;
      runs += 1;
    }),
    { numRuns: 1500, seed: 11 },
  );
  expect(checked).toBeGreaterThan(1000);
  expect(skipped).toBeLessThan(runs / 4);
});

test("what was typed into somebody's paragraph stays when the paragraph is taken back", () => {
  const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
  const doc = schema.nodeFromJSON({ type: "doc", content: [paragraph("first")] });
  const insert = (at: number, json: object) =>
    Step.fromJSON(schema, { stepType: "replace", from: at, to: at, slice: { content: [json] } });
  const one = insert(7, paragraph("second"));
  const between = one.apply(doc).doc ?? doc;
  const two = insert(11, { type: "text", text: " KEPT " });
  const head = two.apply(between).doc ?? doc;
  const past = new Past();
  past.add(1, [one], [doc], true);
  past.add(2, [two], [between], false);
  const work = takeBack(head, past);
  let turn = work.next();
  while (!turn.done) turn = work.next();
  expect(turn.value.doc.textContent).toBe("first KEPT ");
});
