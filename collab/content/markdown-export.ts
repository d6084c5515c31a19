/** Markdown out: what it can say, so that reading it in again gives the same document. */
import type { Fragment, Mark, Node } from "@tiptap/pm/model";

export function markdownFromDocument(doc: Node): string {
  return `${blocks(doc.content).join("\n\n")}\n`;
}

function blocks(content: Fragment): string[] {
  const parts: string[] = [];
  let previous: Node | undefined;
  content.forEach((node) => {
    // Two lists in a row would be read as one.
    if (previous && isList(previous) && previous.type === node.type) parts.push("<!-- -->");
    parts.push(block(node));
    previous = node;
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
      return escapeStart(inline(content));
    case "heading":
      return `${"#".repeat(Number(attrs.level))} ${inline(content).replaceAll("\\\n", " ")}`;
    case "blockquote":
      return indent(blocks(content).join("\n\n"), "> ", "> ");
    case "bulletList":
    case "orderedList":
    case "taskList":
      return list(node);
    case "codeBlock":
      return codeBlock(node);
    case "horizontalRule":
      return "---";
    case "image":
      return `![${escape(attrs.alt ?? "")}](${attrs.src}${title(attrs.title)})`;
    case "blockMath":
      return `$$\n${attrs.latex}\n$$`;
    case "table":
      return table(node);
    default:
      return node.inlineContent ? escapeStart(inline(content)) : blocks(content).join("\n\n");
  }
}

function list(node: Node): string {
  const items: string[] = [];
  let tight = true;
  node.forEach((item) => {
    tight &&= item.childCount === 1 || isList(item.child(1));
  });
  node.forEach((item, _offset, index) => {
    const marker = markerOf(node, item, index);
    const width = node.type.name === "orderedList" ? marker.length : 2;
    const body = blocks(item.content).join(tight ? "\n" : "\n\n");
    items.push(indent(body, marker, " ".repeat(width)));
  });
  return items.join(tight ? "\n" : "\n\n");
}

function markerOf({ type, attrs }: Node, item: Node, index: number): string {
  if (type.name === "orderedList") return `${Number(attrs.start) + index}. `;
  if (type.name === "taskList") return `- [${item.attrs.checked ? "x" : " "}] `;
  return "- ";
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
  return `${fence}${attrs.language ?? ""}\n${textContent}\n${fence}`;
}

function table(node: Node): string {
  const rows: string[][] = [];
  const aligns: string[] = [];
  node.forEach((row, _offset, index) => {
    const cells: string[] = [];
    row.forEach((cell) => {
      const lines: string[] = [];
      cell.forEach((child) => {
        lines.push(child.inlineContent ? inline(child.content) : child.textContent);
      });
      cells.push(
        lines
          .join(" ")
          .replaceAll("\\\n", " ")
          .replace(/(?<!\\)\|/g, "\\|"),
      );
      if (index === 0) aligns.push(alignment(cell.attrs.align));
    });
    rows.push(cells);
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(aligns), ...body.map(line)].join("\n");
}

function alignment(align: unknown): string {
  if (align === "center") return ":---:";
  if (align === "right") return "---:";
  return align === "left" ? ":---" : "---";
}

/** Outermost first, so that neighbours share what they can. */
const order = ["link", "bold", "italic", "strike", "code"];

function inline(content: Fragment): string {
  const parts: { text: string; marks: readonly Mark[] }[] = [];
  content.forEach((node) => {
    const marks = [...node.marks].filter((mark) => order.includes(mark.type.name));
    marks.sort((a, b) => order.indexOf(a.type.name) - order.indexOf(b.type.name));
    parts.push({ text: leaf(node), marks });
  });
  return nest(parts, 0);
}

function nest(parts: readonly { text: string; marks: readonly Mark[] }[], depth: number): string {
  let result = "";
  for (let i = 0; i < parts.length; ) {
    const mark = parts[i]?.marks[depth];
    if (!mark) {
      result += parts[i]?.text ?? "";
      i += 1;
      continue;
    }
    let end = i + 1;
    while (parts[end]?.marks[depth]?.eq(mark)) end += 1;
    result += wrap(mark, nest(parts.slice(i, end), depth + 1), parts.slice(i, end));
    i = end;
  }
  return result;
}

function wrap(mark: Mark, text: string, parts: readonly { text: string }[]): string {
  if (mark.type.name === "link") return `[${text}](${mark.attrs.href}${title(mark.attrs.title)})`;
  if (mark.type.name === "code") return codeSpan(parts.map((part) => part.text).join(""));
  const sign = { bold: "**", italic: "*", strike: "~~" }[mark.type.name] ?? "";
  // Emphasis can't begin or end with a space.
  const [, before = "", body = "", after = ""] = text.match(/^(\s*)([\s\S]*?)(\s*)$/) ?? [];
  return body === "" ? text : `${before}${sign}${body}${sign}${after}`;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

function leaf(node: Node): string {
  switch (node.type.name) {
    case "text": {
      const code = node.marks.some((mark) => mark.type.name === "code");
      return code ? (node.text ?? "") : escape(node.text ?? "");
    }
    case "hardBreak":
      return "\\\n";
    case "mention":
      return escape(`@${node.attrs.label ?? node.attrs.id ?? ""}`);
    case "inlineMath":
      return `$${node.attrs.latex}$`;
    default:
      return "";
  }
}

function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>~|]/g, "\\$&").replace(/&(?=[#a-z])/gi, "&amp;");
}

/** What would make a block of another kind at the start of a line. */
function escapeStart(text: string): string {
  return text
    .replace(/^(\s*)(#{1,6}\s|[-+](?=\s|$)|={2,}|-{2,})/, "$1\\$2")
    .replace(/^(\s*\d{1,9})([.)](?=\s|$))/, "$1\\$2");
}

function title(value: unknown): string {
  return typeof value === "string" && value !== "" ? ` "${value.replaceAll('"', '\\"')}"` : "";
}
