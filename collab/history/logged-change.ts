/** One change of the log with its steps read, and the documents it leads through. */
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import type { WireChange } from "../protocol/server-messages";
import { schema } from "../schema/schema";

export interface LoggedChange {
  readonly version: number;
  readonly userId: string;
  /** Wall-clock milliseconds. */
  readonly createdAt: number;
  readonly steps: readonly Step[];
  /** The version it brought back, all of it or some blocks. */
  readonly restored?: number | undefined;
}

/** Who did something, with which version, and when. */
export interface Made {
  readonly userId: string;
  readonly version: number;
  readonly at: number;
}

const nearMs = 60_000;

/** What one person did within a minute is told as one. */
export function isNear(a: Made, b: Made): boolean {
  return a.userId === b.userId && Math.abs(a.at - b.at) <= nearMs;
}

export function readChange({ steps, ...change }: WireChange): LoggedChange {
  const { version, userId, createdAt, restored } = change;
  const read = steps.map((json) => Step.fromJSON(schema, json));
  return { version, userId, createdAt, steps: read, restored };
}

/**
 * The document after each step; the last one is the document after the change.
 * @throws RangeError when the change does not belong to this document
 */
export function documentsOf(before: Node, { version, steps }: LoggedChange): readonly Node[] {
  let doc = before;
  return steps.map((step) => {
    const applied = step.apply(doc);
    if (!applied.doc) throw new RangeError(`version ${version}: ${applied.failed}`);
    doc = applied.doc;
    return doc;
  });
}

/** The document after a change. */
export function documentAfter(before: Node, change: LoggedChange): Node {
  return documentsOf(before, change).at(-1) ?? before;
}

export function madeBy({ userId, version, createdAt }: LoggedChange): Made {
  return { userId, version, at: createdAt };
}
