/**
 * What every attribute of the document may be: one table. A validator throws; a return value
 * would be ignored, and a step that sets an attribute would get past it.
 */
import { isAllowedImage, isAllowedLink } from "./url-policy";

type Validator = (value: unknown) => void;

function check(what: string, holds: (value: unknown) => boolean): Validator {
  return (value) => {
    if (!holds(value)) throw new RangeError(`${what} is not allowed here`);
  };
}

const orNull = (validator: Validator): Validator => {
  return (value) => {
    if (value !== null) validator(value);
  };
};

const integer = (what: string, min: number, max: number) =>
  check(what, (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max);

const oneOf = (what: string, ...allowed: readonly unknown[]) =>
  check(what, (value) => allowed.includes(value));

const text = (what: string, max: number) =>
  check(what, (value) => typeof value === "string" && value.length <= max && isClean(value));

const matching = (what: string, pattern: RegExp) =>
  check(what, (value) => typeof value === "string" && pattern.test(value));

/** No half of a surrogate pair, no NUL: the two databases store them differently. */
export function isClean(value: string): boolean {
  return value.isWellFormed() && !value.includes("\0");
}

/** Letters of TeX. */
export const longestFormula = 5000;

const color = matching(
  "a colour",
  /^(#[0-9a-f]{3,8}|rgba?\([\d.,%\s/]{5,40}\)|var\(--[\w-]{1,40}\))$/i,
);
const align = oneOf("an alignment", null, "left", "center", "right", "justify");
const unused = oneOf("this attribute", null);

const cell = {
  colspan: integer("a column span", 1, 100),
  rowspan: integer("a row span", 1, 1000),
  colwidth: orNull(
    check(
      "a column width",
      (value) =>
        Array.isArray(value) &&
        value.length <= 100 &&
        value.every((width) => Number.isInteger(width) && width >= 0 && width <= 5000),
    ),
  ),
  align,
};

const size = orNull(integer("an image's size", 1, 10_000));

export const nodeValidators: Record<string, Record<string, Validator>> = {
  paragraph: { textAlign: align },
  heading: { level: integer("a heading's level", 1, 4), textAlign: align },
  codeBlock: { language: orNull(matching("a language", /^[\w+#.-]{1,40}$/)) },
  orderedList: {
    start: integer("a list's start", 0, 1_000_000),
    type: orNull(oneOf("a list's type", "1", "a", "A", "i", "I")),
  },
  taskItem: { checked: oneOf("a tick", true, false) },
  tableCell: cell,
  tableHeader: cell,
  image: {
    src: check("an image's address", (v) => typeof v === "string" && isAllowedImage(v)),
    alt: orNull(text("an image's description", 2000)),
    title: orNull(text("an image's title", 500)),
    width: size,
    height: size,
  },
  mention: {
    id: orNull(text("a mention's id", 64)),
    label: orNull(text("a mention's label", 100)),
    mentionSuggestionChar: oneOf("a mention's character", "@"),
  },
  inlineMath: { latex: text("a formula", longestFormula) },
  blockMath: { latex: text("a formula", longestFormula) },
};

export const markValidators: Record<string, Record<string, Validator>> = {
  link: {
    href: check("a link's address", (v) => typeof v === "string" && isAllowedLink(v)),
    title: orNull(text("a link's title", 500)),
  },
  textStyle: {
    color: orNull(color),
    backgroundColor: unused,
    fontFamily: unused,
    fontSize: unused,
    lineHeight: unused,
  },
  highlight: { color: orNull(color) },
};
