/** A line of text as Markdown: marks, links, and what must be escaped so that it stays text. */
import type { Fragment, Mark, Node } from "@tiptap/pm/model";

interface Part {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Outermost first, so that neighbours share what they can. Other marks have no Markdown. */
const order = ["link", "bold", "italic", "strike", "code"];

/** Between two emphases whose signs would be taken for one; the reader drops it. */
const apart = "<!-- -->";

/** A hard break ends a line here, none at an edge: what it is in Markdown depends on the block. */
export function inlineMarkdown(content: Fragment): string {
  const parts: Part[] = [];
  content.forEach((node) => {
    const marks = [...node.marks].filter(
      // A break in code would be a backslash there.
      ({ type }) => order.includes(type.name) && (node.isText || type.name !== "code"),
    );
    marks.sort((a, b) => order.indexOf(a.type.name) - order.indexOf(b.type.name));
    parts.push({ text: leaf(node), marks });
  });
  return nest(parts, 0).replace(/^\n+|(?<!\n)\n+$/g, "");
}

function nest(parts: readonly Part[], depth: number): string {
  let result = "";
  // What the last emphasis ended with: a letter right after punctuation and its sign would undo it.
  let [within, closing] = ["", ""];
  for (let i = 0; i < parts.length; ) {
    const mark = parts[i]?.marks[depth];
    let end = i + 1;
    while (mark && parts[end]?.marks[depth]?.eq(mark)) end += 1;
    const group = parts.slice(i, end);
    const text = mark ? wrap(mark, nest(group, depth + 1), group) : (parts[i]?.text ?? "");
    const [, opening = "", inside = ""] = (mark && text.match(/^(\*+|~~)(.)/su)) ?? [];
    if (opening && isPunctuation(inside)) result = encodeLast(result);
    if (opening && closing) {
      const isOne = opening[0] === closing[0] || isPunctuation(within) || isPunctuation(inside);
      if (isOne) result += apart;
    }
    // An exclamation mark would make a link an image.
    if (mark?.type.name === "link" && result.endsWith("!")) result = `${result.slice(0, -1)}\\!`;
    // Nor may a digit stand right after a formula.
    const isAmount = /^\d/.test(text) && result.endsWith("$") && !result.endsWith("\\$");
    result += isPunctuation(within) || isAmount ? encodeFirst(text) : text;
    [, within = "", closing = ""] = (mark && text.match(/(.)(\*+|~~)$/su)) ?? [];
    i = end;
  }
  return result;
}

function wrap(mark: Mark, text: string, parts: readonly Part[]): string {
  if (mark.type.name === "link") return `[${text}](${target(mark.attrs.href, mark.attrs.title)})`;
  if (mark.type.name === "code") return codeSpan(parts.map((part) => part.text).join(""));
  const sign = { bold: "**", italic: "*", strike: "~~" }[mark.type.name] ?? "";
  // Emphasis can't begin or end with a space.
  const body = text.trim();
  const from = text.indexOf(body);
  const [before, after] = [text.slice(0, from), text.slice(from + body.length)];
  if (body === "") return text;
  // Signs that begin as one are closed one by one: by another that begins within, if there is one.
  const isOne = body[0] === sign[0] && (body.match(/(?<!\\)\*+/g)?.length ?? 0) > 2;
  return `${before}${sign}${isOne ? apart : ""}${body}${sign}${after}`;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const isPadded = text.startsWith(" ") && text.endsWith(" ") && text.trim() !== "";
  const pad = isPadded || text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

function leaf(node: Node): string {
  switch (node.type.name) {
    case "text": {
      const code = node.marks.some((mark) => mark.type.name === "code");
      const link = node.marks.some((mark) => mark.type.name === "link");
      const text = (node.text ?? "").replaceAll("\n", " ");
      if (code) return text;
      return link ? escapeLabel(text) : escapeAddresses(escapeMarkdown(text));
    }
    case "hardBreak":
      return "\n";
    case "mention":
      return escapeMarkdown(`@${node.attrs.label ?? node.attrs.id ?? ""}`);
    case "inlineMath":
      return `$${formula(node.attrs.latex).replaceAll("\n", " ").trim()}$`;
    default:
      return "";
  }
}

export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]~|]|\$(?!\s)|<(?=[a-z/!?])|(?<![a-z\d])_|_(?![a-z\d])/gi, "\\$&")
    .replace(/&(?=[#a-z])/gi, "&amp;");
}

/** Within a link's brackets, or an image's: those of the text go as references, for all readers. */
export function escapeLabel(text: string): string {
  return escapeMarkdown(text).replaceAll("\\[", "&#91;").replaceAll("\\]", "&#93;");
}

/**
 * A formula, which many readers of Markdown take for text: a space, which means nothing in it, keeps
 * what looks like a tag or a link from being one.
 */
export function formula(latex: string): string {
  return latex.replace(/<(?=[a-z/!?])/gi, "< ").replaceAll("](", "] (");
}

/** Addresses would become links by themselves. */
function escapeAddresses(text: string): string {
  return text
    .replace(/\b(https?|ftp):(?=\/\/)/gi, "$1\\:")
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`)
    .replace(/@(?=[\w-]+\.)/g, "\\@");
}

/** What would make a block of another kind at the start of a line, or be dropped there as an indent. */
export function escapeStart(text: string): string {
  return text
    .replace(/^[ \t](?=.*\S)/gm, reference)
    .replace(/^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+|-{2,}|>)/gm, "$1\\$2")
    .replace(/^([ \t]*\d{1,9})([.)](?=\s|$))/gm, "$1\\$2");
}

/** What stands in the brackets of a link, or an image. */
export function target(address: string, title: unknown): string {
  const escaped = address.replace(/&(?=[#a-z])/gi, "&amp;");
  const href = /[()<>*_~`]/.test(escaped)
    ? `<${escaped.replaceAll("<", "%3C").replaceAll(">", "%3E")}>`
    : escaped;
  if (typeof title !== "string" || title === "") return href;
  const clean = title.replace(/[\\"]/g, "\\$&").replace(/&(?=[#a-z])/gi, "&amp;");
  return `${href} "${clean.replaceAll("\n", " ")}"`;
}

function isPunctuation(text: string): boolean {
  return /^[\p{P}\p{S}]/u.test(text);
}

/** A letter as a reference, which begins and ends with punctuation. */
function encodeFirst(text: string): string {
  return text.replace(/^[^\s\p{P}\p{S}]/u, reference);
}

function encodeLast(text: string): string {
  return text.replace(/[^\s\p{P}\p{S}]$/u, reference);
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
