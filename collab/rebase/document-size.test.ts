import type { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../protocol/limits";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { acceptChange } from "./apply-change";
import { applyEdits, arbitraryEdits } from "./arbitrary-change";
import { documentSize, sizeFault } from "./document-size";

const documents = arbitraryDocument({ markdownOnly: false });

/** Counted anew, by the plainest means. */
function counted(doc: Node): { nodes: number; depth: number } {
  let nodes = 1;
  let depth = 1;
  doc.descendants((_node, pos) => {
    nodes += 1;
    depth = Math.max(depth, doc.resolve(pos).depth + 2);
  });
  return { nodes, depth };
}

describe("the size of a document", () => {
  test("is what one counts, also after edits", () => {
    fc.assert(
      fc.property(documents, arbitraryEdits, (doc, edits) => {
        for (const each of [doc, applyEdits(doc, edits, "a").doc]) {
          const { bytes, ...rest } = documentSize(each);
          expect(rest).toEqual(counted(each));
          const json = new TextEncoder().encode(JSON.stringify(each.toJSON())).length;
          expect(bytes / json).toBeGreaterThan(0.8);
          expect(bytes / json).toBeLessThan(1.3);
        }
      }),
      { numRuns: 300, seed: 12 },
    );
  });
});

const paragraph = (text: string) => schema.node("paragraph", null, schema.text(text));
const of = (blocks: readonly Node[]) => schema.node("doc", null, [...blocks]);

function nested(depth: number): Node {
  let block = paragraph("x");
  for (let i = 0; i < depth; i++) block = schema.node("blockquote", null, block);
  return of([block, paragraph("end")]);
}

describe("[B7] refused as too large", () => {
  const formula = schema.node("blockMath", { latex: "x".repeat(5000) });
  const count = Math.ceil(limits.documentBytes / 5000);
  const cases: readonly (readonly [string, Node, RegExp])[] = [
    ["bytes in attributes", of([...Array(count).fill(formula), paragraph("x")]), /bytes/],
    ["nodes", of(Array(limits.documentNodes).fill(paragraph("x"))), /blocks/],
    ["text", of([paragraph("x".repeat(limits.documentSize))]), /characters/],
    ["nesting", nested(200), /deep/],
  ];

  test.each(cases)("%s", (_name, doc, message) => {
    expect(sizeFault(doc)?.code).toBe("too_large");
    expect(sizeFault(doc)?.message).toMatch(message);
  });

  test.each(cases)("%s, yet it may be made smaller", (_name, head) => {
    const from = Math.min(1000, head.content.size - 2);
    const shrink = { stepType: "replace", from, to: from + 1 };
    expect(acceptChange({ steps: [shrink], since: [], head }).ok).toBe(true);
  });

  test("quote by quote, no deeper than a browser can show", () => {
    let head = nested(0);
    let quotes = 0;
    for (let accepted = true; accepted && quotes < 200; quotes++) {
      const { size } = head.child(0).content;
      const wrap = {
        stepType: "replaceAround",
        from: 0,
        to: size + 2,
        gapFrom: 0,
        gapTo: size + 2,
        insert: 1,
        slice: { content: [{ type: "blockquote" }] },
        structure: true,
      };
      const result = acceptChange({ steps: [wrap], since: [], head });
      accepted = result.ok;
      if (result.ok) head = result.accepted.doc;
    }
    expect(quotes).toBeGreaterThan(30);
    expect(quotes).toBeLessThan(120);
  });
});
