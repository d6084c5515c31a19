/** A Word table as a table of our schema: every row as wide as the others. */
import type { NodeJson } from "../../ports/word";
import type { WordNode } from "./word-file";

/** As the schema allows. */
const widest = 100;

type Blocks = (nodes: readonly WordNode[]) => readonly NodeJson[];

export function tableNode({ children = [] }: WordNode, blocks: Blocks): NodeJson | undefined {
  const rows = children.filter(({ type }) => type === "tableRow");
  if (rows.length === 0) return undefined;
  /** How many more rows the cell above reaches down into, by column. */
  const covered: number[] = [];
  const made = rows.map((row, index) => tableRow(row, rows.length - index, covered, blocks));
  const width = Math.min(widest, Math.max(1, ...made.map(({ width }) => width)));
  const content = made.map(({ node, width: own }) => {
    const missing = Array.from({ length: width - own }, () => cellNode("tableCell", 1, 1, []));
    return { ...node, content: [...(node.content ?? []), ...missing] };
  });
  return { type: "table", content };
}

/** `left` counts the rows from this one to the last: no cell reaches further. */
function tableRow(row: WordNode, left: number, covered: number[], blocks: Blocks) {
  const cells: NodeJson[] = [];
  let column = 0;
  const skipCovered = () => {
    for (; (covered[column] ?? 0) > 0; column++) covered[column] = (covered[column] ?? 0) - 1;
  };
  for (const cell of row.children ?? []) {
    if (cell.type !== "tableCell") continue;
    skipCovered();
    const free = freeColumns(covered, column);
    const colspan = Math.min(span(cell.colSpan), free);
    if (colspan < 1) break;
    const rowspan = Math.min(span(cell.rowSpan), left);
    const name = row.isHeader ? "tableHeader" : "tableCell";
    cells.push(cellNode(name, colspan, rowspan, blocks(cell.children ?? [])));
    for (let i = 0; i < colspan; i++) covered[column + i] = rowspan - 1;
    column += colspan;
  }
  skipCovered();
  return { node: { type: "tableRow", content: cells } satisfies NodeJson, width: column };
}

function freeColumns(covered: readonly number[], column: number): number {
  let free = 0;
  while (column + free < widest && (covered[column + free] ?? 0) === 0) free++;
  return free;
}

function span(value: number | undefined): number {
  return Number.isInteger(value) && Number(value) >= 1 ? Math.min(Number(value), widest) : 1;
}

function cellNode(
  type: string,
  colspan: number,
  rowspan: number,
  content: readonly NodeJson[],
): NodeJson {
  const inside = content.length > 0 ? content : [{ type: "paragraph" }];
  return { type, attrs: { colspan, rowspan }, content: inside };
}
