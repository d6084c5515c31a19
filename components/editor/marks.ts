/** What a passage of text can be: bold, a link and the like, and how it is aligned. */
import type { ChainedCommands } from "@tiptap/core";
import {
  Bold,
  Code,
  Italic,
  type LucideIcon,
  Strikethrough,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignJustify,
  TextAlignStart,
  Underline,
} from "lucide-react";
import { colourNames, highlightColour, textColour } from "@/collab/schema/colours";

export interface MarkKind {
  readonly label: string;
  readonly name: string;
  readonly keys: string;
  readonly markdown?: string;
  readonly icon: LucideIcon;
  apply(chain: ChainedCommands): ChainedCommands;
}

export const marks: readonly MarkKind[] = [
  {
    label: "Bold",
    name: "bold",
    keys: "Mod-b",
    markdown: "**text**",
    icon: Bold,
    apply: (chain) => chain.toggleBold(),
  },
  {
    label: "Italic",
    name: "italic",
    keys: "Mod-i",
    markdown: "*text*",
    icon: Italic,
    apply: (chain) => chain.toggleItalic(),
  },
  {
    label: "Underline",
    name: "underline",
    keys: "Mod-u",
    icon: Underline,
    apply: (chain) => chain.toggleUnderline(),
  },
  {
    label: "Strikethrough",
    name: "strike",
    keys: "Mod-Shift-s",
    markdown: "~~text~~",
    icon: Strikethrough,
    apply: (chain) => chain.toggleStrike(),
  },
  {
    label: "Code",
    name: "code",
    keys: "Mod-e",
    markdown: "`text`",
    icon: Code,
    apply: (chain) => chain.toggleCode(),
  },
];

export interface Alignment {
  readonly label: string;
  readonly value: "left" | "center" | "right" | "justify";
  readonly keys: string;
  readonly icon: LucideIcon;
}

export const alignments: readonly Alignment[] = [
  { label: "Align left", value: "left", keys: "Mod-Shift-l", icon: TextAlignStart },
  { label: "Align centre", value: "center", keys: "Mod-Shift-e", icon: TextAlignCenter },
  { label: "Align right", value: "right", keys: "Mod-Shift-r", icon: TextAlignEnd },
  { label: "Justify", value: "justify", keys: "Mod-Shift-j", icon: TextAlignJustify },
];

export interface Colour {
  readonly label: string;
  /** A variable of the prose style sheet, so that it reads well on light and on dark. */
  readonly text: string;
  readonly highlight: string;
}

export const colours: readonly Colour[] = colourNames.map((name) => ({
  label: `${name[0]?.toUpperCase()}${name.slice(1)}`,
  text: textColour(name),
  highlight: highlightColour(name),
}));
