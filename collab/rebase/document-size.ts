/**
 * How large a document is, measured as it grows: nodes are shared between versions, so only those
 * on the way to what a change touched are measured again.
 */
import type { Mark, Node } from "@tiptap/pm/model";
import { limits } from "../protocol/limits";
import { type Refusal, refusal } from "../protocol/refusals";

export interface DocumentSize {
  readonly nodes: number;
  /** Of its JSON, in UTF-8. */
  readonly bytes: number;
  /** Nodes within nodes. */
  readonly depth: number;
}

/** People nest a dozen lists; far past this, a stack overflows in somebody's browser. */
const deepest = 100;

const measured = new WeakMap<Node, DocumentSize>();

export function documentSize(node: Node): DocumentSize {
  const known = measured.get(node);
  if (known) return known;
  let nodes = 1;
  let bytes = ownBytes(node);
  let depth = 0;
  node.forEach((child) => {
    const size = documentSize(child);
    nodes += size.nodes;
    bytes += size.bytes;
    depth = Math.max(depth, size.depth);
  });
  const size = { nodes, bytes, depth: depth + 1 };
  measured.set(node, size);
  return size;
}

/** Why a document is too large to be kept. One that is, yet not more so than `before`, may stay. */
export function sizeFault(doc: Node, before?: Node): Refusal | undefined {
  const now = documentSize(doc);
  const was = before && documentSize(before);
  const over = (limit: number, size: number, old: number | undefined) =>
    size > limit && size > (old ?? limit);
  const holds = (limit: number, unit: string) =>
    refusal("too_large", `A document may hold ${limit} ${unit}. Split it in two.`);
  if (over(limits.documentSize, doc.content.size, before?.content.size)) {
    return holds(limits.documentSize, "characters");
  }
  if (over(limits.documentNodes, now.nodes, was?.nodes)) {
    return holds(limits.documentNodes, "blocks");
  }
  if (over(limits.documentBytes, now.bytes, was?.bytes)) {
    return holds(limits.documentBytes, "bytes");
  }
  if (over(deepest, now.depth, was?.depth)) {
    return refusal("too_large", `A document may be nested ${deepest} deep.`);
  }
  return undefined;
}

/** Without its children. */
function ownBytes(node: Node): number {
  const { type, attrs, marks, text } = node;
  let bytes = 24 + type.name.length + attributeBytes(attrs);
  for (const mark of marks) bytes += markBytes(mark);
  return bytes + (text === undefined ? 0 : utf8Length(text));
}

function markBytes({ type, attrs }: Mark): number {
  return 12 + type.name.length + attributeBytes(attrs);
}

function attributeBytes(attrs: object): number {
  let bytes = 0;
  for (const key of Object.keys(attrs)) {
    const value: unknown = Reflect.get(attrs, key);
    const length = typeof value === "string" ? utf8Length(value) : JSON.stringify(value).length;
    bytes += key.length + length + 6;
  }
  return bytes;
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Half of a pair counts two: together they are four.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
