/** A Word file's structure as a document of our schema: headings, lists, tables, notes. */
import type { NodeJson } from "../../ports/word";
import type { WordGathering, WordNode } from "./word-file";
import { inlineNodes } from "./word-inline";
import { tableNode } from "./word-table";

/** Tables within tables, no deeper than anybody reads. */
const deepest = 8;
/** Word itself has nine levels of lists. */
const deepestList = 9;

const alignments: Readonly<Record<string, string>> = {
  center: "center",
  right: "right",
  end: "right",
  both: "justify",
};

interface ListLine {
  readonly level: number;
  readonly ordered: boolean;
  readonly content: readonly NodeJson[];
}

export function documentNode(document: WordNode, gathering: WordGathering): NodeJson {
  const content = [...blocks(document.children ?? [], gathering, 0)];
  const notes = gathering.footnotes.map((note) => ({
    type: "listItem",
    content: inItem(blocks(note.body ?? [], gathering, deepest - 1)),
  }));
  if (notes.length > 0) {
    content.push({ type: "horizontalRule" }, { type: "orderedList", content: notes });
  }
  return { type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] };
}

function blocks(
  nodes: readonly WordNode[],
  gathering: WordGathering,
  depth: number,
): readonly NodeJson[] {
  const found: NodeJson[] = [];
  let lines: ListLine[] = [];
  const endList = () => {
    found.push(...lists(lines));
    lines = [];
  };
  for (const node of nodes) {
    if (node.type === "paragraph" && node.numbering) {
      lines.push(listLine(node, gathering));
      continue;
    }
    endList();
    if (node.type === "paragraph") addParagraph(found, node, gathering);
    else if (node.type === "table" && depth < deepest) {
      const table = tableNode(node, (inside) => blocks(inside, gathering, depth + 1));
      if (table) found.push(table);
    } else found.push(...blocks(node.children ?? [], gathering, depth + 1));
  }
  endList();
  return found;
}

function addParagraph(found: NodeJson[], node: WordNode, gathering: WordGathering): void {
  const style = node.styleName ?? "";
  const last = found.at(-1);
  if (/code|preformatted|source/i.test(style)) {
    const line = plainText(node);
    const before = last?.type === "codeBlock" ? `${last.content?.[0]?.text ?? ""}\n` : "";
    const block = { type: "codeBlock", ...textContent(`${before}${line}`) };
    if (last?.type === "codeBlock") found[found.length - 1] = block;
    else found.push(block);
    return;
  }
  const lines = textblocks(node, gathering);
  if (!/quote/i.test(style)) found.push(...lines);
  else if (last?.type === "blockquote") {
    found[found.length - 1] = { ...last, content: [...(last.content ?? []), ...lines] };
  } else found.push({ type: "blockquote", content: lines });
}

/** A paragraph or heading; an image in it, which is a block here, parts it. */
function textblocks(node: WordNode, gathering: WordGathering): readonly NodeJson[] {
  const level = headingLevel(node.styleName ?? "");
  const textAlign = alignments[node.alignment ?? ""] ?? null;
  const nodes = inlineNodes(node.children ?? [], gathering, level === undefined);
  const attrs = level === undefined ? { textAlign } : { level, textAlign };
  const block = (content: readonly NodeJson[]): NodeJson => ({
    type: level === undefined ? "paragraph" : "heading",
    attrs,
    content,
  });
  const found: NodeJson[] = [];
  let line: NodeJson[] = [];
  for (const inline of nodes) {
    if (inline.type !== "image") line.push(inline);
    else {
      if (line.length > 0) found.push(block(line));
      found.push(inline);
      line = [];
    }
  }
  // An empty paragraph is a line somebody left free.
  if (line.length > 0 || found.length === 0) found.push(block(line));
  return found;
}

function headingLevel(style: string): number | undefined {
  const level = Number(style.match(/^heading\s*(\d)/i)?.[1]);
  if (level >= 1) return Math.min(level, 4);
  if (/^title$/i.test(style)) return 1;
  return /^subtitle$/i.test(style) ? 2 : undefined;
}

function listLine(node: WordNode, gathering: WordGathering): ListLine {
  const level = Math.min(Math.max(Math.trunc(Number(node.numbering?.level)) || 0, 0), deepestList);
  const ordered = node.numbering?.isOrdered === true;
  return { level, ordered, content: inItem(textblocks({ ...node, styleName: null }, gathering)) };
}

/** An item of a list begins with a paragraph, be it an empty one. */
function inItem(content: readonly NodeJson[]): readonly NodeJson[] {
  return content[0]?.type === "paragraph" ? content : [{ type: "paragraph" }, ...content];
}

/** Lines with levels as lists within lists. */
function lists(lines: readonly ListLine[]): readonly NodeJson[] {
  const found: NodeJson[] = [];
  for (let at = 0; at < lines.length; ) {
    const first = lines[at];
    if (!first) break;
    const items: NodeJson[] = [];
    const belongs = (line: ListLine | undefined) =>
      line &&
      (line.level > first.level || (line.level === first.level && line.ordered === first.ordered));
    while (belongs(lines[at])) {
      const content = lines[at]?.content ?? [];
      let end = at + 1;
      while ((lines[end]?.level ?? -1) > first.level) end++;
      const inner = lists(lines.slice(at + 1, end));
      items.push({ type: "listItem", content: [...content, ...inner] });
      at = end;
    }
    found.push({ type: first.ordered ? "orderedList" : "bulletList", content: items });
  }
  return found;
}

/** The text of the first line in the style "Title", or of the first heading. */
export function titleOf(document: WordNode): string | undefined {
  const paragraphs = (document.children ?? []).filter(({ type }) => type === "paragraph");
  const titled = paragraphs.find(({ styleName }) => /^title$/i.test(styleName ?? ""));
  const headed = paragraphs.find(({ styleName }) => headingLevel(styleName ?? "") !== undefined);
  const line = titled ?? headed;
  return (line && plainText(line).trim().slice(0, 200).toWellFormed()) || undefined;
}

function plainText({ type, value, children }: WordNode): string {
  if (type === "text") return (value ?? "").replaceAll("\0", "").toWellFormed();
  if (type === "tab") return "\t";
  return (children ?? []).map(plainText).join("");
}

function textContent(text: string): { content?: readonly NodeJson[] } {
  return text === "" ? {} : { content: [{ type: "text", text }] };
}
