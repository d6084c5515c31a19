/** A document as HTML, made without a DOM: for the first paint, and for export. Everything escaped. */
import type { Fragment, Mark, Node } from "@tiptap/pm/model";
import { bySide } from "../schema/by-side";
import { taskName } from "../schema/task-item";
import { isAllowedImage, isAllowedLink } from "../schema/url-policy";
import { exportStyle } from "./export-style";
import { beginsWithTitle } from "./title";

/** The document as a fragment of HTML that runs nothing, whatever people wrote in it. */
export function htmlFromDocument(doc: Node): string {
  return withHeadingIds(blocks(doc.content), doc);
}

/** Ids to link to, from the words of each heading; a second of the same name is counted. */
function headingIds(doc: Node): readonly string[] {
  const taken = new Set<string>();
  const ids: string[] = [];
  doc.descendants((node) => {
    if (node.type.name === "heading") {
      const words = node.textContent.toLowerCase().match(/[\p{L}\p{N}]+/gu);
      const plain = words?.join("-").slice(0, 80).toWellFormed() || "section";
      let id = plain;
      for (let count = 2; taken.has(id); count++) id = `${plain}-${count}`;
      taken.add(id);
      ids.push(id);
    }
    return !node.inlineContent;
  });
  return ids;
}

/** People's own `<h1` is escaped, so every one in `html` is ours, in the order of the document. */
function withHeadingIds(html: string, doc: Node): string {
  const ids = headingIds(doc).values();
  return html.replace(/<h[1-4](?=[ >])/g, (start) => {
    const { value } = ids.next();
    return value ? `${start} id="${escapeHtml(value)}"` : start;
  });
}

/** What an exported page may do, should anything in it be more than it seems: show itself. */
const exportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:";

/**
 * A whole page, to be saved and opened anywhere.
 * @param images addresses that hold where the page will be, by those in the document
 */
export function htmlPage(
  title: string,
  doc: Node,
  images: ReadonlyMap<string, string> = new Map(),
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${exportPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Tandem">
<title>${escapeHtml(title)}</title>
<style>${exportStyle}</style>
</head>
<body>
<main class="prose">
${headline(title, doc)}${withImages(htmlFromDocument(doc), images)}
</main>
</body>
</html>
`;
}

/** The title, unless the text begins with it. */
function headline(title: string, doc: Node): string {
  return beginsWithTitle(title, doc) ? "" : `<h1>${escapeHtml(title)}</h1>\n`;
}

/** People's own `<img` is escaped, as their own `<h1` is. */
function withImages(html: string, images: ReadonlyMap<string, string>): string {
  return html.replace(/<img src="([^"]*)"/g, (start, src: string) => {
    const found = images.get(src.replaceAll("&amp;", "&"));
    return found ? `<img src="${escapeHtml(found)}"` : start;
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

type Attributes = Record<string, string | number | null | undefined>;

function tag(name: string, attributes: Attributes, content: string | null): string {
  const text = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`)
    .join("");
  return content === null ? `<${name}${text}>` : `<${name}${text}>${content}</${name}>`;
}

function blocks(content: Fragment): string {
  const parts: string[] = [];
  content.forEach((node) => {
    parts.push(block(node));
  });
  return parts.join("");
}

function block(node: Node): string {
  const { attrs } = node;
  const style = attrs.textAlign ? `text-align: ${attrs.textAlign}` : null;
  switch (node.type.name) {
    case "paragraph":
      return tag("p", { style }, textLine(node));
    case "heading":
      return tag(`h${Number(attrs.level)}`, { style }, inline(node.content));
    case "blockquote":
      return tag("blockquote", bySide, blocks(node.content));
    case "bulletList":
      return tag("ul", bySide, blocks(node.content));
    case "orderedList":
      return tag(
        "ol",
        { start: attrs.start === 1 ? null : attrs.start, ...bySide },
        blocks(node.content),
      );
    case "listItem":
      return tag("li", {}, blocks(node.content));
    case "taskList":
      return tag("ul", { "data-type": "taskList", ...bySide }, blocks(node.content));
    case "taskItem":
      return taskItem(node);
    case "codeBlock":
      return codeBlock(node);
    case "horizontalRule":
      return "<hr>";
    case "image":
      return image(node);
    case "blockMath":
      return math("div", "block-math", attrs.latex);
    case "table":
      return tag("table", {}, tag("tbody", {}, blocks(node.content)));
    case "tableRow":
      return tag("tr", {}, blocks(node.content));
    case "tableCell":
    case "tableHeader":
      return cell(node);
    case "details":
      return tag("details", { open: "open" }, blocks(node.content));
    case "detailsSummary":
      return tag("summary", {}, inline(node.content));
    default:
      return tag("div", {}, node.inlineContent ? inline(node.content) : blocks(node.content));
  }
}

function taskItem(item: Node): string {
  const { checked } = item.attrs;
  const name = escapeHtml(taskName(item));
  const box = `<input type="checkbox" disabled${checked ? " checked" : ""} aria-label="${name}">`;
  return tag(
    "li",
    { "data-type": "taskItem", "data-checked": String(checked === true) },
    `<label>${box}</label>${tag("div", {}, blocks(item.content))}`,
  );
}

function codeBlock({ attrs, textContent }: Node): string {
  const language = attrs.language ? `language-${attrs.language}` : null;
  return tag("pre", {}, tag("code", { class: language }, escapeHtml(textContent)));
}

function image({ attrs }: Node): string {
  if (typeof attrs.src !== "string" || !isAllowedImage(attrs.src)) return "";
  const { src, alt, title, width, height } = attrs;
  return tag("img", { src, alt: alt ?? "", title, width, height, loading: "lazy" }, null);
}

function cell({ type, attrs, content }: Node): string {
  const name = type.name === "tableHeader" ? "th" : "td";
  const span = (value: number) => (value > 1 ? value : null);
  const style = attrs.align ? `text-align: ${attrs.align}` : null;
  const { colspan, rowspan } = attrs;
  return tag(name, { colspan: span(colspan), rowspan: span(rowspan), style }, blocks(content));
}

/** Where nothing follows a break, or stands at all, an empty line is drawn for another only. */
function textLine({ content, lastChild }: Node): string {
  const isOpen = lastChild === null || lastChild.type.name === "hardBreak";
  return `${inline(content)}${isOpen ? "<br>" : ""}`;
}

/** By its type it comes in again as what it is. */
function math(name: string, type: string, latex: string): string {
  const attributes = { class: "math", "data-type": type, "data-latex": latex };
  return tag(name, attributes, escapeHtml(latex));
}

function inline(content: Fragment): string {
  const parts: string[] = [];
  content.forEach((node) => {
    parts.push(node.marks.reduceRight((html, mark) => marked(mark, html), leaf(node)));
  });
  return parts.join("");
}

function leaf(node: Node): string {
  const { attrs, type, text } = node;
  switch (type.name) {
    case "text":
      return escapeHtml(text ?? "");
    case "hardBreak":
      return "<br>";
    case "mention":
      return tag("span", { class: "mention" }, escapeHtml(`@${attrs.label ?? attrs.id ?? ""}`));
    case "inlineMath":
      return math("span", "inline-math", attrs.latex);
    default:
      return "";
  }
}

const plainMarks: Record<string, string> = {
  bold: "strong",
  italic: "em",
  strike: "s",
  underline: "u",
  code: "code",
};

function marked(mark: Mark, html: string): string {
  const { attrs, type } = mark;
  const name = plainMarks[type.name];
  if (name) return tag(name, {}, html);
  switch (type.name) {
    case "link": {
      if (typeof attrs.href !== "string" || !isAllowedLink(attrs.href)) return html;
      const { href, title } = attrs;
      return tag("a", { href, title, rel: "noopener noreferrer nofollow", target: "_blank" }, html);
    }
    case "highlight":
      return tag("mark", { style: attrs.color && `background-color: ${attrs.color}` }, html);
    case "textStyle":
      return tag("span", { style: attrs.color && `color: ${attrs.color}` }, html);
    default:
      return html;
  }
}
