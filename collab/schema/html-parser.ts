/** HTML as a document may hold it: an attribute that is not allowed is left out, not refused. */
import {
  type Attrs,
  DOMParser,
  type ParseRule,
  type Schema,
  type TagParseRule,
} from "@tiptap/pm/model";
import { markValidators, nodeValidators } from "./validators";

export function htmlParser(schema: Schema): DOMParser {
  return new DOMParser(schema, DOMParser.fromSchema(schema).rules.map(allowedOnly));
}

function allowedOnly(rule: ParseRule): ParseRule {
  // Those by a style have no attributes.
  if (!isByTag(rule) || !rule.getAttrs) return rule;
  const { getAttrs } = rule;
  const getAllowed: typeof getAttrs = (element) => {
    const attrs = getAttrs(element);
    return attrs ? allowed(rule, attrs) : attrs;
  };
  return { ...rule, getAttrs: getAllowed };
}

function isByTag(rule: ParseRule): rule is TagParseRule {
  return rule.tag !== undefined;
}

function allowed({ node, mark }: TagParseRule, attrs: Attrs): Attrs | false {
  const table = (node ? nodeValidators[node] : markValidators[mark ?? ""]) ?? {};
  const kept = Object.entries(attrs).filter(([name, value]) => holds(table[name], value));
  // A style of which nothing is kept would be a mark that says nothing.
  return mark === "textStyle" && kept.length === 0 ? false : Object.fromEntries(kept);
}

function holds(validate: ((value: unknown) => void) | undefined, value: unknown): boolean {
  try {
    validate?.(value);
    return true;
  } catch {
    return false;
  }
}
