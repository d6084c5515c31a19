/** Compact messages come out to the letter as the plain ones they stand for. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChangeSchema, changeBodySchema } from "./client-messages";
import * as compact from "./compact";

const text = fc.string({ unit: "binary" });
const whole = fc.nat();
/** The steps of typing, and anything like them that must not be taken for them. */
const typed = fc.record({ text, from: whole, to: whole }).chain(({ text, from, to }) =>
  fc.constantFrom<Record<string, unknown>>(
    { stepType: "replace", from, to: from, slice: { content: [{ type: "text", text }] } },
    { stepType: "replace", from, to, slice: { content: [{ type: "text", text }] } },
    { stepType: "replace", from, to },
    { stepType: "replace", from, to, structure: true },
    { stepType: "replace", from, to, slice: { content: [{ type: "text", text }], openStart: 1 } },
    {
      stepType: "replace",
      from,
      to,
      slice: { content: [{ type: "text", marks: [{ type: "bold" }], text }] },
    },
    { from, to, stepType: "replace" },
    { stepType: "replace", from: text, to },
    { stepType: "replace", from, to, slice: null },
    { stepType: "replace", from, to, slice: { content: [{ type: "text", text: from }] } },
    { stepType: "replace", from, to, slice: { content: [{ type: "text", text }, { type: "x" }] } },
  ),
);
const step = fc.oneof(typed, fc.dictionary(text, fc.jsonValue()));
const steps = fc.array(step);

/** Over the wire and back. */
const carried = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const letters = (value: unknown) => JSON.stringify(value);

describe("[P60] compact messages", () => {
  test("a change comes out with the same bytes", () => {
    fc.assert(
      fc.property(text, text, whole, steps, (documentId, changeId, baseVersion, steps) => {
        const change = { documentId, changeId, baseVersion, steps };
        const short = carried(compact.shortenApply(change));
        expect(letters(compact.expandApply(short))).toBe(letters(change));
      }),
      { numRuns: 500 },
    );
  });

  test("a broadcast comes out with the same bytes", () => {
    const one = fc.record(
      { changeId: text, userId: text, steps, kept: fc.array(whole), createdAt: whole },
      { requiredKeys: ["changeId", "userId", "steps", "createdAt"] },
    );
    fc.assert(
      fc.property(text, whole, fc.array(one), (documentId, first, all) => {
        const changes = all.map((change, index) => ({ version: first + index, ...change }));
        const short = compact.shortenChange({ documentId, changes });
        expect(short && letters(compact.expandChange(carried(short)))).toBe(
          letters({ documentId, changes }),
        );
      }),
    );
  });

  test("versions that do not follow each other are not shortened", () => {
    const change = { changeId: "", userId: "", steps: [], createdAt: 0 };
    const changes = [1, 3].map((version) => ({ version, ...change }));
    expect(compact.shortenChange({ documentId: "", changes })).toBeUndefined();
  });

  test("a change that brought a version back goes as it is", () => {
    const change = { version: 4, changeId: "", userId: "", steps: [], createdAt: 0, restored: 2 };
    expect(compact.shortenChange({ documentId: "", changes: [change] })).toBeUndefined();
  });

  test("presence comes out as it was, for whoever was told who somebody is", () => {
    const user = fc.record({ id: text, name: text, color: text });
    const place = fc.option(whole);
    const here = fc.record({
      ...{ sessionId: text, user, version: whole, anchor: place, head: place },
    });
    const presence = fc
      .tuple(here, fc.boolean())
      .map(([one, away]) => (away ? { ...one, away: true as const } : one));
    const people = fc.uniqueArray(presence, { selector: ({ sessionId }) => sessionId });
    fc.assert(
      fc.property(text, people, fc.array(text), fc.func(fc.boolean()), (id, users, left, known) => {
        const event = { documentId: id, users, left };
        const short = carried(compact.shortenPresence(event, known));
        const userOf = (sessionId: string) =>
          users.find((one) => one.sessionId === sessionId)?.user;
        expect(compact.expandPresence(short, userOf)).toEqual(carried(event));
        const stranger = compact.expandPresence(short, () => undefined);
        expect(stranger.users).toEqual(carried(users.filter((one) => !known(one.sessionId))));
      }),
    );
  });

  test("a move comes out as it was", () => {
    for (const move of [
      { documentId: "d", version: 3, anchor: 4, head: 5 },
      { documentId: "d", away: true as const },
    ]) {
      expect(compact.expandMove(carried(compact.shortenMove(move)))).toEqual(move);
    }
  });

  test("a typed letter is short", () => {
    const slice = { content: [{ type: "text", text: "a" }] };
    const letter = { stepType: "replace", from: 5, to: 5, slice };
    expect(letters(compact.shortenStep(letter))).toBe('[5,"a"]');
    expect(letters(compact.shortenStep({ stepType: "replace", from: 5, to: 6 }))).toBe("[5,6]");
  });

  test("whatever comes instead is no message, or one that its schema refuses", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        compact.expandMove(value);
        const { documentId: _, ...body } = Object(compact.expandApply(value));
        expect(changeBodySchema.safeParse(body).success).toBe(false);
      }),
    );
    expect(compact.expandApply(["document-1", "change-01", 0, [[1, "a"]], "more"])).toBeUndefined();
    for (const step of [[1], [1, 2, "a", 4], 7, null]) {
      const wrong = Object(compact.expandApply(["document-1", "change-01", 0, [step]]));
      expect(applyChangeSchema.safeParse(wrong).success).toBe(false);
    }
  });
});
