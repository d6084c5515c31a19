/** The one schema of documents, with a validator for every attribute. */
import { getSchema } from "@tiptap/core";
import { type AttributeSpec, type Node, Schema } from "@tiptap/pm/model";
import { documentExtensions } from "./extensions";
import { markValidators, nodeValidators } from "./validators";

export const schema = validated(getSchema(documentExtensions()));

/** What every document is before its first change. */
export function emptyDocument(): Node {
  const doc = schema.topNodeType.createAndFill();
  if (!doc) throw new Error("The schema has no empty document.");
  return doc;
}

interface Spec {
  attrs?: Record<string, AttributeSpec> | undefined;
}

function validated(plain: Schema): Schema {
  const { nodes, marks, topNode } = plain.spec;
  const names = (map: { forEach(fn: (name: string) => void): void }) => {
    const found: string[] = [];
    map.forEach((name) => {
      found.push(name);
    });
    return found;
  };
  const withNodes = names(nodes).reduce(
    (map, name) => map.update(name, addValidators(name, nodes.get(name) ?? {}, nodeValidators)),
    nodes,
  );
  const withMarks = names(marks).reduce(
    (map, name) => map.update(name, addValidators(name, marks.get(name) ?? {}, markValidators)),
    marks,
  );
  return new Schema({ nodes: withNodes, marks: withMarks, ...(topNode ? { topNode } : {}) });
}

function addValidators<S extends Spec>(name: string, spec: S, table: typeof nodeValidators): S {
  if (!spec.attrs) return spec;
  const attrs = Object.entries(spec.attrs).map(([attribute, attributeSpec]) => {
    const validate = table[name]?.[attribute];
    if (!validate) throw new Error(`${name}.${attribute} has no validator`);
    return [attribute, { ...attributeSpec, validate }] as const;
  });
  return { ...spec, attrs: Object.fromEntries(attrs) };
}
