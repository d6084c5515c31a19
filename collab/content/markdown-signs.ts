/** Whether a text that is pasted was written as Markdown, or only looks a little like it. */

/** Signs within a line that nobody writes by chance. */
const sure: readonly RegExp[] = [
  /^\s*[-*+] \[[ x]\] \S/i,
  /^\$\$[^$\s][^$]*\$\$\s*$/,
  /!?\[[^\]]+\]\((?:https?:\/\/|mailto:|\/|#)[^)\s]*\)/,
  /(?:^|[\s(])\*\*\S(?:[^*]*\S)?\*\*(?=$|[\s).,:;!?])/,
];

const heading = /^#{1,6} \S/;
const fence = /^(?:(?:`{3,}|~{3,})[\w+#.-]*|\$\$)\s*$/;
const columns = /^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$/;

/** Some of them in a row, and it is a list or a quotation. */
const weak: readonly RegExp[] = [/^\s*[-*+] \S/, /^\s*\d{1,3}[.)] \S/, /^> ?\S/];

/** So many lines of one kind, and as many others at most. */
const fewest = 2;

/** More is not looked through: Markdown shows itself early, and a search must not hold up a paste. */
const longest = { text: 20_000, line: 500 };

export function looksLikeMarkdown(text: string): boolean {
  const lines = text
    .slice(0, longest.text)
    .split(/\r?\n/)
    .map((line) => line.slice(0, longest.line));
  if (lines.some((line) => sure.some((sign) => sign.test(line)))) return true;
  return hasBlocks(lines) || isMostlyOneKind(lines.filter((line) => line.trim() !== ""));
}

function hasBlocks(lines: readonly string[]): boolean {
  const isTable = (line: string, before = "") =>
    line.includes("|") && columns.test(line) && before.includes("|");
  // A comment in a program begins like a heading, but the program goes on below it.
  const isHeading = (line: string, after: string | undefined) =>
    heading.test(line) && after?.trim() === "";
  return (
    lines.filter((line) => fence.test(line)).length >= 2 ||
    lines.some((line, at) => isHeading(line, lines[at + 1]) || isTable(line, lines[at - 1]))
  );
}

function isMostlyOneKind(lines: readonly string[]): boolean {
  return weak.some((kind) => {
    const count = lines.filter((line) => kind.test(line)).length;
    return count >= fewest && count * 2 >= lines.length;
  });
}
