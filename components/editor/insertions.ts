/** What goes into a line, and how it is aligned: as entries of the slash menu and the toolbar. */
import type { Command } from "@tiptap/core";
import { AtSign, Link, Radical, Smile } from "lucide-react";
import type { BlockKind } from "./blocks";
import { alignments } from "./marks";

export const insertions: readonly BlockKind[] = [
  {
    label: "Formula in the line",
    words: "inline math equation latex katex",
    icon: Radical,
    keys: "Mod-Shift-m",
    markdown: "$$x$$",
    apply: { kind: "math", block: false },
  },
  {
    label: "Mention",
    words: "person people somebody at",
    icon: AtSign,
    markdown: "@",
    apply: (chain) => chain.command(writeAt),
  },
  {
    label: "Emoji",
    words: "smiley sign symbol",
    icon: Smile,
    keys: "Mod-Alt-j",
    markdown: ":smile",
    apply: { kind: "emoji" },
  },
];

export const linkKind: BlockKind = {
  label: "Link",
  words: "url address href",
  icon: Link,
  apply: { kind: "link" },
};

export const alignmentKinds: readonly BlockKind[] = alignments.map(({ label, value, icon }) => ({
  label,
  words: `${value} alignment`,
  icon,
  apply: (chain) => chain.setTextAlign(value),
}));

/** The sign that opens the list of people, apart from the word before it. */
const writeAt: Command = ({ tr }) => {
  const { $from, from, to } = tr.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc").at(-1);
  tr.insertText(before === undefined || /[\s(]/.test(before) ? "@" : " @", from, to);
  return true;
};
