/** The runs of a Word paragraph as inline nodes; images, which are blocks here, are set apart. */
import { nearestColour, textColour } from "@/collab/schema/colours";
import { isAllowedLink } from "@/collab/schema/url-policy";
import type { MarkJson, NodeJson } from "../../ports/word";
import type { WordGathering, WordNode } from "./word-file";

/** Word's names of highlights as ours. */
const highlights: Readonly<Record<string, string>> = {
  yellow: "yellow",
  darkYellow: "yellow",
  green: "green",
  darkGreen: "green",
  cyan: "blue",
  blue: "blue",
  darkBlue: "blue",
  darkCyan: "blue",
  magenta: "violet",
  darkMagenta: "violet",
  red: "red",
  darkRed: "red",
  lightGray: "grey",
  darkGray: "grey",
};

/** `bold` is false in headings, which are bold already. */
export function inlineNodes(
  nodes: readonly WordNode[],
  gathering: WordGathering,
  bold = true,
): readonly NodeJson[] {
  const found: NodeJson[] = [];
  const add = (node: NodeJson) => {
    const last = found.at(-1);
    const joins = node.text !== undefined && last?.text !== undefined && sameMarks(node, last);
    if (joins) found[found.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else found.push(node);
  };
  const walk = (node: WordNode, marks: readonly MarkJson[]): void => {
    const say = (value: string) => {
      const text = clean(value);
      if (text !== "") add({ type: "text", text, ...(marks.length > 0 ? { marks } : {}) });
    };
    const within = (inner: readonly MarkJson[]) => {
      for (const child of node.children ?? []) walk(child, inner);
    };
    switch (node.type) {
      case "text":
        say(node.value ?? "");
        break;
      case "tab":
        say("\t");
        break;
      case "checkbox":
        say(node.checked ? "☑ " : "☐ ");
        break;
      case "break":
        if (node.breakType === "line") add({ type: "hardBreak" });
        break;
      case "noteReference": {
        const number = gathering.footnote(node);
        if (number !== undefined) say(`[${number}]`);
        break;
      }
      case "image":
        add(imageNode(node, gathering));
        break;
      case "hyperlink":
        within(linked(node, marks));
        break;
      case "run":
        within(together(marks, runMarks(node, bold)));
        break;
      default:
        within(marks);
    }
  };
  for (const node of nodes) walk(node, []);
  return found;
}

function imageNode(node: WordNode, gathering: WordGathering): NodeJson {
  const alt = clean(node.altText ?? "")
    .slice(0, 2000)
    .toWellFormed();
  return { type: "image", attrs: { src: gathering.image(node), alt: alt || null } };
}

function linked({ href }: WordNode, marks: readonly MarkJson[]): readonly MarkJson[] {
  if (!href || !isAllowedLink(href)) return marks;
  return together(marks, [{ type: "link", attrs: { href } }]);
}

function runMarks(run: WordNode, bold: boolean): readonly MarkJson[] {
  const marks: MarkJson[] = [];
  if (run.isBold && bold) marks.push({ type: "bold" });
  if (run.isItalic) marks.push({ type: "italic" });
  if (run.isUnderline) marks.push({ type: "underline" });
  if (run.isStrikethrough) marks.push({ type: "strike" });
  const colour = /^#[\da-f]{6}$/i.test(run.font ?? "") && nearestColour(run.font ?? "");
  if (colour) marks.push({ type: "textStyle", attrs: { color: textColour(colour) } });
  const behind = highlights[run.highlight ?? ""];
  if (behind) marks.push({ type: "highlight", attrs: { color: `var(--mark-${behind})` } });
  return marks;
}

/** No mark twice: the inner one of a kind counts. */
function together(outer: readonly MarkJson[], inner: readonly MarkJson[]): readonly MarkJson[] {
  const kept = outer.filter(({ type }) => !inner.some((mark) => mark.type === type));
  return [...kept, ...inner];
}

function sameMarks(a: NodeJson, b: NodeJson): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}

function clean(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
