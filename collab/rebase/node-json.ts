/**
 * Whether nodes and marks as JSON hold only what the schema knows. ProseMirror drops the rest without
 * a word, and who sent it believes that it was kept.
 */
import type { Schema } from "@tiptap/pm/model";

const nodeKeys: ReadonlySet<string> = new Set(["type", "attrs", "content", "marks", "text"]);
const markKeys: ReadonlySet<string> = new Set(["type", "attrs"]);

/** What is wrong with the content of a slice, nodes within nodes; without recursion. */
export function contentFault(content: unknown, schema: Schema): string | undefined {
  const open: unknown[] = [content];
  while (open.length > 0) {
    const list = open.pop();
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list)) return "content is a list";
    for (const node of list) {
      const fault = nodeFault(node, schema);
      if (fault) return fault;
      open.push(Reflect.get(node, "content"));
    }
  }
  return undefined;
}

function nodeFault(node: unknown, schema: Schema): string | undefined {
  if (!isObject(node)) return "a node is an object";
  const fault = strayKey(node, nodeKeys) ?? attributeFault(node, schema.nodes);
  if (fault) return fault;
  const marks: unknown = Reflect.get(node, "marks");
  if (marks === undefined) return undefined;
  if (!Array.isArray(marks)) return "marks are a list";
  for (const mark of marks) {
    const wrong = markFault(mark, schema);
    if (wrong) return wrong;
  }
  return undefined;
}

export function markFault(mark: unknown, schema: Schema): string | undefined {
  if (!isObject(mark)) return "a mark is an object";
  return strayKey(mark, markKeys) ?? attributeFault(mark, schema.marks);
}

type Types = Readonly<Record<string, { readonly spec: { readonly attrs?: object | undefined } }>>;

function attributeFault(json: object, types: Types): string | undefined {
  const name: unknown = Reflect.get(json, "type");
  const type = typeof name === "string" && Object.hasOwn(types, name) ? types[name] : undefined;
  if (!type) return `there is no ${JSON.stringify(name)}`;
  const attrs: unknown = Reflect.get(json, "attrs");
  if (attrs === undefined) return undefined;
  if (!isObject(attrs)) return "attributes are an object";
  return strayKey(attrs, new Set(Object.keys(type.spec.attrs ?? {})));
}

function strayKey(json: object, known: ReadonlySet<string>): string | undefined {
  const stray = Object.keys(json).find((key) => !known.has(key));
  return stray === undefined ? undefined : `"${stray}" does not belong here`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
