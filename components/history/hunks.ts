/** The changes of a comparison, one by one in the order of the text, for going from one to the next. */
import type { Node } from "@tiptap/pm/model";
import type { Differences, Replacement } from "@/collab/history/differences";
import type { Formatting } from "@/collab/history/formatting";
import type { Made } from "@/collab/history/logged-change";
import type { Moved } from "@/collab/history/moved";

export interface Hunk {
  /** Where it begins in the newer document. */
  readonly at: number;
  readonly by: Made | undefined;
  /** After a name: "added “and more”". */
  readonly said: string;
}

/** The number of the hunk that each difference belongs to. */
export interface Numbered {
  readonly hunks: readonly Hunk[];
  readonly ofReplacement: readonly number[];
  readonly ofFormatting: readonly number[];
}

export function numberHunks(before: Node, after: Node, differences: Differences): Numbered {
  const { replacements, formatting, moved } = differences;
  const all = [
    ...replacements.map((one, index) => ({
      kind: "replacement" as const,
      index,
      hunk: {
        at: one.fromB,
        by: one.inserted[0]?.by ?? one.deleted[0]?.by,
        said: sayReplacement(before, after, one, moved),
      },
    })),
    ...formatting.map((one, index) => ({
      kind: "formatting" as const,
      index,
      hunk: { at: one.from, by: one.by, said: `formatted: ${sayFormatting(one)}` },
    })),
  ].sort((a, b) => a.hunk.at - b.hunk.at);
  const ofReplacement: number[] = [];
  const ofFormatting: number[] = [];
  for (const [number, { kind, index }] of all.entries()) {
    if (kind === "replacement") ofReplacement[index] = number;
    else ofFormatting[index] = number;
  }
  return { hunks: all.map(({ hunk }) => hunk), ofReplacement, ofFormatting };
}

export function sayFormatting({
  kind,
  added,
  removed,
}: Pick<Formatting, "kind" | "added" | "removed">): string {
  // A block is always something: what it was is "no longer", where a text has a mark or none.
  const no = kind === "marks" ? "no" : "no longer";
  const said = [...added, ...removed.map((word) => `${no} ${word}`)];
  return said.slice(0, 3).map(short).join(", ") || "changed";
}

function sayReplacement(
  before: Node,
  after: Node,
  { fromA, toA, fromB, toB }: Replacement,
  moved: readonly Moved[],
): string {
  const came = moved.some((one) => fromB <= one.fromB && one.toB <= toB);
  const went = moved.some((one) => fromA <= one.fromA && one.toA <= toA);
  if (came) return `moved “${short(textOf(after, fromB, toB))}” here`;
  if (went) return `moved “${short(textOf(before, fromA, toA))}” elsewhere`;
  const [gone, added] = [textOf(before, fromA, toA), textOf(after, fromB, toB)];
  if (gone && added) return `replaced “${short(gone)}” by “${short(added)}”`;
  if (added) return `added “${short(added)}”`;
  if (gone) return `deleted “${short(gone)}”`;
  if (fromB === toB) return "joined two paragraphs, or deleted an empty one";
  return fromA === toA ? "added a paragraph" : "changed a block";
}

function textOf(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to, " ", leafText).trim();
}

function leafText({ type, attrs }: Node): string {
  return type.name === "mention" ? `@${attrs.label ?? attrs.id}` : (leafNames[type.name] ?? "");
}

const leafNames: Record<string, string> = {
  hardBreak: "a line break",
  image: "an image",
  horizontalRule: "a line",
  inlineMath: "a formula",
  blockMath: "a formula",
};

function short(text: string): string {
  const words = text.replaceAll(/\s+/g, " ").trim();
  return words.length > 42 ? `${words.slice(0, 40).trimEnd().toWellFormed()}…` : words;
}
