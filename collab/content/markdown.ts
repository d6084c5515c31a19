/** Markdown in: CommonMark with GitHub's tables, task lists and formulas, as a document of our schema. */
import { type Attrs, Fragment, type Mark, type Node, type NodeType } from "@tiptap/pm/model";
import type { Token, Tokens } from "marked";
import { schema } from "../schema/schema";
import { isAllowedImage, isAllowedLink } from "../schema/url-policy";
import { longestFormula } from "../schema/validators";
import { decodeEntities } from "./entities";
import { tokensOf } from "./markdown-tokens";

/** Deeper lists and quotes are flattened: no person nests so far, and the schema must be walked. */
const deepest = 12;

/** A document from any text; what Markdown can't say stays as the text it is. Never throws. */
export function documentFromMarkdown(markdown: string): Node {
  const clean = markdown.replaceAll("\r\n", "\n").replaceAll("\0", "").toWellFormed();
  const content = blocks(tokensOf(clean), 0);
  const doc = node("doc", null, content.length > 0 ? content : [node("paragraph")]);
  doc.check();
  return doc;
}

function node(name: string, attrs: Attrs | null = null, content?: readonly Node[]): Node {
  const type: NodeType | undefined = schema.nodes[name];
  if (!type) throw new Error(`The schema has no ${name}.`);
  return type.create(attrs, content ? Fragment.from([...content]) : null);
}

function text(value: string, marks: readonly Mark[] = []): Node[] {
  return value === "" ? [] : [schema.text(value, [...marks])];
}

function blocks(tokens: readonly Token[], depth: number): Node[] {
  return tokens.flatMap((token) => block(token, depth));
}

function block(token: Token, depth: number): Node[] {
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "heading":
      return textblocks("heading", { level: Math.min(4, token.depth) }, token.tokens ?? []);
    case "paragraph":
    case "text":
      return textblocks("paragraph", null, inlineTokens(token));
    case "code":
      return [codeBlock(token.text, token.lang)];
    case "math":
      return isFormula(token) ? [node("blockMath", { latex: token.text })] : asText(token);
    case "hr":
      return [node("horizontalRule")];
    case "blockquote": {
      const content = blocks(token.tokens ?? [], depth + 1);
      if (depth >= deepest) return content;
      return [node("blockquote", null, content.length > 0 ? content : [node("paragraph")])];
    }
    case "list":
      return isList(token) ? list(token, depth) : [];
    case "table":
      return isTable(token) ? [table(token)] : [];
    default:
      // Raw HTML among them.
      return asText(token);
  }
}

function asText({ raw }: Token): Node[] {
  return textblocks("paragraph", null, [{ type: "html", raw: raw.trim() }]);
}

function inlineTokens(token: Token): readonly Token[] {
  if ("tokens" in token && token.tokens) return token.tokens;
  return [{ type: "text", raw: token.raw, text: "text" in token ? token.text : token.raw }];
}

/** Text blocks of one kind; images, which are blocks of their own, stand between them. */
function textblocks(name: string, attrs: Attrs | null, tokens: readonly Token[]): Node[] {
  const result: Node[] = [];
  let line: Node[] = [];
  const end = (force: boolean) => {
    const trimmed = trimBreaks(line);
    if (trimmed.length > 0 || force) result.push(node(name, attrs, trimmed));
    line = [];
  };
  for (const part of inline(tokens, [])) {
    if (part.type.name === "image") {
      end(false);
      result.push(part);
    } else {
      line.push(part);
    }
  }
  end(result.length === 0);
  return result;
}

function trimBreaks(line: readonly Node[]): Node[] {
  const blank = (part: Node | undefined) => part?.type.name === "hardBreak" || part?.text === " ";
  const trimmed = [...line];
  while (blank(trimmed[0])) trimmed.shift();
  while (blank(trimmed.at(-1))) trimmed.pop();
  return trimmed;
}

function codeBlock(code: string, lang: string | undefined): Node {
  const language = lang?.match(/^[\w+#.-]{1,40}/)?.[0] ?? null;
  return node("codeBlock", { language }, text(code));
}

/** Items with and without a box to tick may follow each other in Markdown; here each kind is a list. */
function list(token: Tokens.List, depth: number): Node[] {
  const items = token.items.map((item) => itemContent(item, depth + 1));
  if (depth >= deepest) return items.flat();
  const first = typeof token.start === "number" ? Math.min(token.start, 1_000_000) : 1;
  const lists: Node[] = [];
  for (let from = 0; from < items.length; ) {
    const task = token.items[from]?.task;
    let to = from + 1;
    while (to < items.length && token.items[to]?.task === task) to += 1;
    const content = items.slice(from, to).map((item, index) => {
      const checked = token.items[from + index]?.checked === true;
      return task ? node("taskItem", { checked }, item) : node("listItem", null, item);
    });
    if (task) lists.push(node("taskList", null, content));
    else if (!token.ordered) lists.push(node("bulletList", null, content));
    else lists.push(node("orderedList", { start: first + from }, content));
    from = to;
  }
  return lists;
}

/** An item begins with a paragraph, whatever Markdown put there. */
function itemContent(item: Tokens.ListItem, depth: number): Node[] {
  const tokens = item.tokens.filter((token) => token.type !== "checkbox");
  const content = blocks(tokens, depth);
  return content[0]?.type.name === "paragraph" ? content : [node("paragraph"), ...content];
}

function table(token: Tokens.Table): Node {
  const row = (cells: readonly Tokens.TableCell[], name: string) =>
    node(
      "tableRow",
      null,
      cells.map((cell) =>
        node(name, { align: cell.align }, textblocks("paragraph", null, cell.tokens)),
      ),
    );
  const rows = token.rows.map((cells) => row(cells, "tableCell"));
  return node("table", null, [row(token.header, "tableHeader"), ...rows]);
}

function inline(tokens: readonly Token[], marks: readonly Mark[]): Node[] {
  return tokens.flatMap((token) => inlineNode(token, marks));
}

function inlineNode(token: Token, marks: readonly Mark[]): Node[] {
  const inner = "tokens" in token && token.tokens ? token.tokens : undefined;
  switch (token.type) {
    case "strong":
      return inline(inner ?? [], withMark(marks, "bold"));
    case "em":
      return inline(inner ?? [], withMark(marks, "italic"));
    case "del":
      return inline(inner ?? [], withMark(marks, "strike"));
    case "codespan":
      return text(token.text, withMark(marks, "code"));
    case "math":
      if (!isFormula(token)) return text(softened(token.raw), marks);
      return [node("inlineMath", { latex: softened(token.text) }).mark(marks)];
    case "checkbox":
      // What it says is its item's attribute.
      return [];
    case "br":
      return [node("hardBreak")];
    case "html":
      // What we write between two emphases to keep them apart.
      if (/^<!--\s*-->$/.test(token.raw)) return [];
      // The one tag that tables need, having no other word for it.
      return /^<br\s*\/?>$/i.test(token.raw)
        ? [node("hardBreak")]
        : text(softened(token.raw), marks);
    case "link":
      return inline(inner ?? [], link(marks, token.href, token.title));
    case "image":
      return image(token.href, token.title, token.text, marks);
    case "text":
    case "escape":
      return inner ? inline(inner, marks) : text(decodeEntities(softened(token.text)), marks);
    default:
      return text(softened(token.raw), marks);
  }
}

/** A line break within a paragraph is a space, as everywhere Markdown is read. */
function softened(value: string): string {
  return value.replaceAll(/ *\n */g, " ");
}

function withMark(
  marks: readonly Mark[],
  name: string,
  attrs: Attrs | null = null,
): readonly Mark[] {
  const mark = schema.marks[name]?.create(attrs);
  return mark ? mark.addToSet(marks) : marks;
}

function link(marks: readonly Mark[], raw: string, title: string | null | undefined) {
  const href = decodeEntities(raw);
  if (!isAllowedLink(href)) return marks;
  return withMark(marks, "link", { href, title: clipped(title, 500) });
}

function image(
  raw: string,
  title: string | null | undefined,
  alt: string,
  marks: readonly Mark[],
): Node[] {
  const src = decodeEntities(raw);
  const description = softened(decodeEntities(alt));
  if (!isAllowedImage(src)) return text(description, marks);
  return [node("image", { src, alt: clipped(description, 2000), title: clipped(title, 500) })];
}

/** At most `length` long, and not cut within a character. */
function clipped(value: string | null | undefined, length: number): string | null {
  if (!value) return null;
  const text = decodeEntities(value);
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}

/** As long as the schema takes. */
function isFormula(token: Token): token is Tokens.Text {
  return "text" in token && token.text.length <= longestFormula;
}

function isList(token: Token): token is Tokens.List {
  return token.type === "list" && "items" in token;
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === "table" && "rows" in token && "header" in token;
}
