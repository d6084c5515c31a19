/** Marks and attributes in plain words, as people who read a history know them. */
import type { Mark, Node } from "@tiptap/pm/model";
import { colourNames, highlightColour, nearestColour, textColour } from "../schema/colours";

/** A mark or an attribute that is another than it was, with the words for it. */
export interface Changed {
  readonly name: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export function changedMarks(old: Node, node: Node): readonly Changed[] {
  const names = new Set([...old.marks, ...node.marks].map(({ type }) => type.name));
  return [...names].flatMap((name) => {
    const [was, is] = [markNamed(old, name), markNamed(node, name)];
    if (was && is?.eq(was)) return [];
    return [{ name, added: is ? [markWord(is)] : [], removed: was ? [markWord(was)] : [] }];
  });
}

function markNamed({ marks }: Node, name: string): Mark | undefined {
  return marks.find(({ type }) => type.name === name);
}

function markWord({ type, attrs }: Mark): string {
  switch (type.name) {
    case "strike":
      return "strikethrough";
    case "textStyle":
      return attrs.color ? `${colourWord(attrs.color)} text` : "plain text";
    case "highlight":
      return attrs.color ? `${colourWord(attrs.color)} highlight` : "highlight";
    case "link":
      return `link ${attrs.href}`;
    default:
      return type.name;
  }
}

/** One of ours by its name, any other by the nearest of them, or as it is. */
function colourWord(value: unknown): string {
  const ours = colourNames.find((name) =>
    [textColour(name), highlightColour(name)].includes(`${value}`),
  );
  return ours ?? nearestColour(`${value}`) ?? `${value}`;
}

export function changedAttributes(old: Node, node: Node): readonly Changed[] {
  return Object.keys(node.attrs).flatMap((name) => {
    const [was, is]: unknown[] = [old.attrs[name], node.attrs[name]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [
      {
        name,
        added: wordsFor(name, is),
        removed: namesItself(is) ? [] : wordsFor(name, was),
      },
    ];
  });
}

/** A box that is checked was not: nobody needs to be told. */
function namesItself(value: unknown): boolean {
  return typeof value === "boolean";
}

function wordsFor(name: string, value: unknown): readonly string[] {
  const word = value === null || value === undefined ? undefined : attributeWords[name]?.(value);
  return word === undefined ? [] : [word];
}

const aligned: Readonly<Record<string, string>> = {
  left: "aligned left",
  center: "centred",
  right: "aligned right",
  justify: "justified",
};

/** By an attribute's name: what having a value is called. */
export const attributeWords: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  level: (level) => `heading ${level}`,
  textAlign: (side) => aligned[`${side}`],
  align: (side) => aligned[`${side}`],
  checked: (checked) => (checked === true ? "checked" : "unchecked"),
  language: (name) => `language ${name}`,
  start: (first) => `numbered from ${first}`,
  type: (sign) => `numbered ${sign}`,
  colspan: (count) => (count === 1 ? "one column wide" : `${count} columns wide`),
  rowspan: (count) => (count === 1 ? "one row high" : `${count} rows high`),
  colwidth: (widths) => `column width ${Array.isArray(widths) ? widths.join(" and ") : widths}`,
  src: (address) => `image ${address}`,
  alt: (text) => `described as “${text}”`,
  title: (text) => `title “${text}”`,
  width: (pixels) => `width ${pixels}`,
  height: (pixels) => `height ${pixels}`,
  latex: (source) => `formula ${source}`,
  label: (name) => `mention of ${name}`,
};
