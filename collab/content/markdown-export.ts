/** Markdown out: what it can say, so that reading it in again gives the same document. */
import type { Fragment, Node } from "@tiptap/pm/model";
import { TableMap } from "@tiptap/pm/tables";
import {
  escapeLabel,
  escapeMarkdown,
  escapeStart,
  formula,
  inlineMarkdown,
  target,
} from "./markdown-inline";

export function markdownFromDocument(doc: Node): string {
  return `${blocks(doc.content).join("\n\n")}\n`;
}

function blocks(content: Fragment): string[] {
  const parts: string[] = [];
  let other = false;
  content.forEach((node, _offset, index) => {
    // Two lists in a row would be read as one, had they the same marker.
    const previous = index > 0 ? content.child(index - 1) : undefined;
    other = previous !== undefined && isList(previous) && isList(node) && !other;
    parts.push(isList(node) ? list(node, other) : block(node));
  });
  return parts;
}

function isList({ type }: Node): boolean {
  return ["bulletList", "orderedList", "taskList"].includes(type.name);
}

function block(node: Node): string {
  const { attrs, content } = node;
  switch (node.type.name) {
    case "paragraph":
      return lines(content);
    case "heading":
      return heading(Number(attrs.level), content);
    case "blockquote":
      return indent(blocks(content).join("\n\n"), "> ", "> ");
    case "codeBlock":
      return codeBlock(node);
    case "horizontalRule":
      return "---";
    case "image":
      return image(node);
    case "blockMath":
      return `$$\n${formula(attrs.latex)}\n$$`;
    case "table":
      return table(node);
    default:
      return node.inlineContent ? lines(content) : blocks(content).join("\n\n");
  }
}

function lines(content: Fragment): string {
  return escapeStart(inlineMarkdown(content)).replaceAll("\n", "\\\n");
}

function heading(level: number, content: Fragment): string {
  // Signs at the end would only close it.
  const text = oneLine(inlineMarkdown(content)).replace(/(?<!#)#+$/, "\\$&");
  return `${"#".repeat(level)} ${text}`;
}

function list(node: Node, other: boolean): string {
  const items: string[] = [];
  let tight = true;
  node.forEach((item) => {
    tight &&= item.childCount === 1 || (item.childCount === 2 && interrupts(item.child(1)));
  });
  node.forEach((item, _offset, index) => {
    const marker = markerOf(node, index, other);
    const tick = node.type.name === "taskList" ? `[${item.attrs.checked ? "x" : " "}] ` : "";
    const [first = "", ...rest] = blocks(item.content);
    // Nothing but a break holds the place of an empty line.
    const start = first === "" ? "<br>" : first;
    const body = [start, ...rest].join(tight ? "\n" : "\n\n");
    items.push(indent(body, marker + tick, " ".repeat(marker.length)));
  });
  return items.join(tight ? "\n" : "\n\n");
}

/** Whether a list is one right after a line of text: those that count must begin with 1. */
function interrupts(node: Node): boolean {
  if (!isList(node) || node.child(0).child(0).content.size === 0) return false;
  return node.type.name !== "orderedList" || node.attrs.start === 1;
}

function markerOf({ type, attrs }: Node, index: number, other: boolean): string {
  if (type.name !== "orderedList") return other ? "* " : "- ";
  return `${Number(attrs.start) + index}${other ? ")" : "."} `;
}

function indent(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first : line === "" ? rest.trimEnd() : rest) + line)
    .join("\n");
}

function codeBlock({ attrs, textContent }: Node): string {
  const longest = Math.max(2, ...[...textContent.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${attrs.language ?? ""}\n${textContent}${textContent ? "\n" : ""}${fence}`;
}

function image({ attrs }: Node): string {
  return `![${escapeLabel(attrs.alt ?? "")}](${target(attrs.src, attrs.title)})`;
}

/** A cell stands where it begins; whatever else it reaches over stays empty. */
function table(node: Node): string {
  const { width, height, map } = TableMap.get(node);
  const said = new Set<number>([0]);
  const place = (at: number) => {
    // 0 is no cell: a row that is too short.
    const pos = map[at] ?? 0;
    const cell = said.has(pos) ? null : node.nodeAt(pos);
    said.add(pos);
    return cell ? cellText(cell) : "";
  };
  const rows = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => place(row * width + column)),
  );
  const rule = map.slice(0, width).map((pos) => alignment(node.nodeAt(pos)?.attrs.align));
  const [head = [], ...body] = rows;
  return [head, rule, ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** All that a cell holds in the one line it has. */
function cellText(cell: Node): string {
  const lines: string[] = [];
  cell.descendants((node) => {
    if (node.type.name === "image") lines.push(image(node));
    else if (node.type.name === "blockMath") lines.push(`$${node.attrs.latex}$`);
    else if (node.type.spec.code) lines.push(escapeMarkdown(node.textContent));
    else if (node.inlineContent) lines.push(inlineMarkdown(node.content));
    return !node.inlineContent;
  });
  const text = lines.filter((content) => content !== "").join("<br>");
  return oneLine(text).replace(/(?<!\\)\|/g, "\\|");
}

function oneLine(text: string): string {
  return text.replaceAll("\n", "<br>");
}

function alignment(align: unknown): string {
  if (align === "center") return ":---:";
  if (align === "right") return "---:";
  return align === "left" ? ":---" : "---";
}
