/** A document of so many pages, as people write them: headings, prose, lists, tables, code. */
import { seededRandom } from "@/server/actors/random";

const words =
  "the of and to in that it was for on with as his at by from they we say her she or an will my " +
  "one all would there their what so up out if about who get which go me when make can like time " +
  "no just him know take people into year your good some could them see other than then now look " +
  "only come its over think also back after use two how our work first well way even new want " +
  "because any these give day most us document paragraph letter sentence margin kitchen harbour " +
  "window mountain question morning evening journey company government";

export interface LongDocument {
  readonly markdown: string;
  readonly words: number;
}

/** About three hundred words a page; always the same for the same number of pages. */
export function longDocument(pages: number): LongDocument {
  const random = seededRandom(7);
  const known = words.split(" ");
  const some = (count: number) =>
    Array.from({ length: count }, () => known[Math.floor(random() * known.length)] ?? "");
  const sentence = (count: number) => {
    const text = some(count).join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (sentences: number) =>
    Array.from({ length: sentences }, () => sentence(10 + Math.floor(random() * 10))).join(" ");
  const blocks: string[] = [];
  for (let page = 1; page <= pages; page += 1) {
    if (page % 10 === 1) blocks.push(`# Chapter ${Math.ceil(page / 10)}`);
    blocks.push(
      `## ${sentence(4).slice(0, -1)}`,
      paragraph(5),
      `**${some(2).join(" ")}** ${paragraph(4)}`,
    );
    blocks.push(Array.from({ length: 4 }, () => `- ${sentence(9)}`).join("\n"));
    if (page % 3 === 0) blocks.push(table(some));
    if (page % 7 === 0)
      blocks.push(`\`\`\`js\nconst ${some(1)} = ${page};\nprint(${page});\n\`\`\``);
    if (page % 5 === 0) blocks.push(`> ${sentence(14)}`);
    blocks.push(paragraph(4));
  }
  const markdown = blocks.join("\n\n");
  return { markdown, words: markdown.split(/\s+/).length };
}

function table(some: (count: number) => string[]): string {
  const row = () => `| ${some(2).join(" ")} | ${some(3).join(" ")} | ${some(2).join(" ")} |`;
  return [row(), "| --- | --- | --- |", row(), row(), row(), row()].join("\n");
}
