import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { StepJson } from "../protocol/client-messages";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { acceptChange } from "./apply-change";
import { applyEdits, arbitraryEdits } from "./arbitrary-change";

/** A place in JSON, counted in the order it is written, and what to put there. */
interface Damage {
  readonly place: number;
  readonly value: unknown;
}

const damages: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    place: fc.nat(60),
    value: fc.oneof(
      fc.integer({ min: -3, max: 40 }),
      fc.constantFrom(null, "x", "", true, 1.5, 1e308, [], {}, "\ud800", "\0"),
      fc.constantFrom("replace", "replaceAround", "addMark", "attr", "bold", "code", "paragraph"),
      fc.constantFrom(
        "doc",
        "listItem",
        "tableRow",
        "tableCell",
        "horizontalRule",
        "from",
        "gapTo",
      ),
      fc.constantFrom({ type: "paragraph" }, [{ type: "text", text: "y" }], { type: "bold" }),
      fc.constantFrom({ type: "link", attrs: { href: "javascript:1" } }, { __proto__: null, a: 1 }),
    ),
  }),
  { maxLength: 4 },
);

/** `json` with something else in some of its places, or without them. */
function damaged(json: unknown, all: readonly Damage[]): unknown {
  let place = 0;
  const visit = (value: unknown): unknown => {
    const damage = all.find((one) => one.place === place);
    place += 1;
    if (damage) return damage.value;
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(json);
}

function isSteps(json: unknown): json is StepJson[] {
  const isPlain = (step: unknown) =>
    typeof step === "object" && step !== null && !Array.isArray(step);
  return Array.isArray(json) && json.every(isPlain);
}

test("whatever is sent: refused, the head untouched, or valid and stored as it was read", {
  timeout: 120_000,
}, () => {
  const outcomes = { accepted: 0, refused: 0 };
  const change = fc.tuple(arbitraryEdits, damages);
  const documents = arbitraryDocument({ markdownOnly: false });
  fc.assert(
    fc.property(documents, arbitraryEdits, change, fc.boolean(), (doc, others, own, late) => {
      const [edits, damage] = own;
      const before = applyEdits(doc, late ? others : [], "a");
      const since = before.steps.map((step) => step.getMap());
      const sent = JSON.parse(JSON.stringify(applyEdits(doc, edits, "b").steps));
      const steps = damaged(sent, damage);
      if (!isSteps(steps)) return;
      const head = before.doc;
      const written = JSON.stringify(head);
      const result = acceptChange({ steps, since, head });
      expect(JSON.stringify(head)).toBe(written);
      outcomes[result.ok ? "accepted" : "refused"] += 1;
      if (!result.ok) return;
      const { doc: after, stepsJson } = result.accepted;
      after.check();
      const stored: unknown = JSON.parse(JSON.stringify(after));
      expect(schema.nodeFromJSON(stored).eq(after)).toBe(true);
      const log = JSON.stringify(stepsJson);
      expect(log).not.toMatch(/\\ud[89a-f]|\\u0000|javascript:/);
      expect(acceptChange({ steps: JSON.parse(log), since: [], head }).ok).toBe(true);
    }),
    { numRuns: 3000, seed: 31 },
  );
  expect(outcomes.accepted).toBeGreaterThan(200);
  expect(outcomes.refused).toBeGreaterThan(200);
});
