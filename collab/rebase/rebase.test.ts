import type { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StepJson } from "../protocol/client-messages";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { type AcceptedChange, acceptChange } from "./apply-change";
import { applyEdits, arbitraryEdits, type Edit, type Edited } from "./arbitrary-change";

const documents = arbitraryDocument({ markdownOnly: false });
const runs = { numRuns: 300, seed: 1976 };

/** As it arrives over the wire. */
function plain(steps: readonly unknown[]): StepJson[] {
  return JSON.parse(JSON.stringify(steps));
}

function accept({ steps }: Edited, since: AcceptedChange["maps"], head: Node): AcceptedChange {
  const result = acceptChange({ steps: plain(steps), since, head });
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.accepted;
}

const nameOf = (token: string) => `U+${token.codePointAt(0)?.toString(16)}`;

/** How often `token` stands in the document, or among what is handed back. */
function count(token: string, { doc, dropped }: AcceptedChange): number {
  const text = doc.textContent + dropped.map(({ step }) => JSON.stringify(step)).join("");
  return text.split(token).length - 1;
}

describe("a change, with nobody else about", () => {
  test("is what it was, applied", () => {
    let steps = 0;
    fc.assert(
      fc.property(documents, arbitraryEdits, (doc, edits) => {
        const edited = applyEdits(doc, edits, "a");
        const accepted = accept(edited, [], doc);
        const own = accepted.stepsJson.slice(0, edited.steps.length);
        expect(own).toEqual(JSON.parse(JSON.stringify(edited.steps)));
        expect(accepted.kept).toBeNull();
        accepted.doc.check();
        if (own.length === accepted.stepsJson.length)
          expect(accepted.doc.eq(edited.doc)).toBe(true);
        steps += own.length;
      }),
      runs,
    );
    expect(steps).toBeGreaterThan(500);
  });
});

describe("changes of several people at once", () => {
  const three = fc.tuple(documents, arbitraryEdits, arbitraryEdits, arbitraryEdits);

  test("each accepted one leaves a valid document, which its maps and steps lead to", () => {
    fc.assert(
      fc.property(three, ([doc, ...all]) => {
        let head = doc;
        const since: AcceptedChange["maps"][0][] = [];
        for (const [index, edits] of all.entries()) {
          const accepted = accept(applyEdits(doc, edits, `${index}`), since, head);
          accepted.doc.check();
          expect(accepted.maps.length).toBe(accepted.stepsJson.length);
          const replayed = acceptChange({ steps: plain(accepted.stepsJson), since: [], head });
          if (!replayed.ok) throw new Error(replayed.error.message);
          expect(`${replayed.accepted.doc}`).toBe(`${accepted.doc}`);
          since.push(...accepted.maps);
          head = accepted.doc;
        }
      }),
      runs,
    );
  });

  test("what one types, and nobody who saw it deletes, is there once or handed back", () => {
    let typed = 0;
    const check = ([doc, first, second]: readonly [Node, readonly Edit[], readonly Edit[]]) => {
      const a = applyEdits(doc, first, "a");
      const b = applyEdits(doc, second, "b");
      const one = accept(a, [], doc);
      const two = accept(b, one.maps, one.doc);
      const alive = (tokens: readonly string[], text: string) =>
        tokens.filter((token) => text.split(token).length === 2);
      for (const token of alive(a.tokens, a.doc.textContent)) {
        expect(count(token, two), nameOf(token)).toBe(1);
        typed += 1;
      }
      // What a replacement carries along was deleted by its author: it may come back beside.
      const carries = second.some(({ kind }) => kind === "replace");
      for (const token of alive(b.tokens, b.doc.textContent)) {
        const found = count(token, two);
        expect(carries ? Math.min(1, found) : found, nameOf(token)).toBe(1);
        typed += 1;
      }
    };
    fc.assert(fc.property(fc.tuple(documents, arbitraryEdits, arbitraryEdits), check), runs);
    expect(typed).toBeGreaterThan(200);
  });
});
