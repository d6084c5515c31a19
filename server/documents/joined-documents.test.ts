/** What is kept of joined documents, and what is let go. */
import { describe, expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import { JoinedDocuments } from "./joined-documents";

function document(text: string) {
  const content = [{ type: "paragraph", content: [{ type: "text", text }] }];
  return schema.nodeFromJSON({ type: "doc", content });
}

describe("the JSON of joined documents", () => {
  test("is made once a version", () => {
    const joined = new JoinedDocuments();
    const doc = document("one");
    expect(joined.jsonOf(doc)).toBe(joined.jsonOf(doc));
    expect(joined.jsonOf(doc)).toEqual(doc.toJSON());
  });

  test("is let go when many others were joined since", () => {
    const joined = new JoinedDocuments();
    const [first, busy] = [document("first"), document("busy")];
    const [ofFirst, ofBusy] = [joined.jsonOf(first), joined.jsonOf(busy)];
    for (let i = 0; i < 100; i++) {
      joined.jsonOf(document(`${i}`));
      joined.jsonOf(busy);
    }
    expect(joined.size).toBe(64);
    expect(joined.jsonOf(busy)).toBe(ofBusy);
    expect(joined.jsonOf(first)).not.toBe(ofFirst);
  });

  test("of huge documents is only kept for the last", () => {
    const joined = new JoinedDocuments();
    for (let i = 0; i < 5; i++) joined.jsonOf(document("x".repeat(1_500_000)));
    expect(joined.size).toBe(1);
  });
});
