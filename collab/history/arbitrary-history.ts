/** Random histories for property tests: a document, and changes to it by two people. */
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { applyEdits, arbitraryEdits, type Edit } from "../rebase/arbitrary-change";
import { arbitraryDocument } from "../schema/arbitrary-document";
import { schema } from "../schema/schema";
import { documentsOf, type LoggedChange } from "./logged-change";

export interface History {
  readonly before: Node;
  readonly after: Node;
  readonly changes: readonly LoggedChange[];
  /** For each change, the document before it and after each of its steps. */
  readonly docs: readonly (readonly Node[])[];
  /** Characters found nowhere else, by who typed them. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** Changes are two minutes apart, so that none is taken for another. */
const apartMs = 120_000;

/** With `copies`, words are also copied: then the same ones may be by two people. */
export const arbitraryHistory = ({ copies = false } = {}): fc.Arbitrary<History> =>
  fc
    .tuple(
      arbitraryDocument({ markdownOnly: false }),
      fc.array(fc.tuple(fc.constantFrom("ada", "ben"), editsOf(copies)), {
        minLength: 1,
        maxLength: 8,
      }),
    )
    .map(([before, all]) => {
      const changes: LoggedChange[] = [];
      const docs: (readonly Node[])[] = [];
      const tokens = new Map<string, string>();
      let now = before;
      for (const [index, [userId, edits]] of all.entries()) {
        const edited = applyEdits(now, edits, String.fromCharCode(97 + index));
        const version = index + 1;
        const steps = edited.steps.map((step) =>
          Step.fromJSON(schema, JSON.parse(JSON.stringify(step))),
        );
        const change = { version, userId, createdAt: version * apartMs, steps };
        const passed = [now, ...documentsOf(now, change)];
        for (const token of edited.tokens) tokens.set(token, userId);
        changes.push(change);
        docs.push(passed);
        now = passed.at(-1) ?? now;
      }
      return { before, after: now, changes, docs, tokens };
    });

/** Everything a position holds, as one word each: equal lists are equal documents. */
export function tokensOf(doc: Node): readonly string[] {
  const found: string[] = [];
  const walk = (node: Node) => {
    node.forEach((child) => {
      const marks = JSON.stringify(child.marks.map((mark) => mark.toJSON()));
      const start = `${child.type.name}${JSON.stringify(child.attrs)}${marks}`;
      if (child.isText) {
        const text = child.text ?? "";
        for (let index = 0; index < text.length; index++) found.push(`${text[index]}${marks}`);
      } else if (child.isLeaf) found.push(start);
      else {
        found.push(start);
        walk(child);
        // What closes is of the kind that was opened: a step that joins two blocks says no more.
        found.push("/");
      }
    });
  };
  walk(doc);
  return found;
}

function editsOf(copies: boolean): fc.Arbitrary<readonly Edit[]> {
  return arbitraryEdits.map((all) => all.filter(({ kind }) => copies || kind !== "replace"));
}
