/** Every kind of block, once: for the toolbar, the slash menu and the shortcut sheet. */
import type { ChainedCommands, Command, Editor } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import {
  ChevronRight,
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  ImageIcon,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  Sigma,
  SquareCode,
  Table,
} from "lucide-react";
import type { Panel, Panels } from "./panels";
import { unfold } from "./unfold";

export interface BlockKind {
  readonly label: string;
  /** What else somebody may call it. */
  readonly words: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  /** What to type for it at the start of a line. */
  readonly markdown?: string;
  readonly apply: ((chain: ChainedCommands) => ChainedCommands) | Panel;
  active?(editor: Editor): boolean;
  /** Once it is there. */
  after?(editor: Editor): void;
}

type Level = 1 | 2 | 3 | 4;

const heading = (level: Level, icon: LucideIcon, words: string): BlockKind => ({
  label: `Heading ${level}`,
  words: `h${level} ${words}`,
  icon,
  keys: `Mod-Alt-${level}`,
  markdown: "#".repeat(level),
  apply: (chain) => chain.setHeading({ level }),
  active: (editor) => editor.isActive("heading", { level }),
});

export const textBlocks: readonly BlockKind[] = [
  {
    label: "Paragraph",
    words: "text plain body",
    icon: Pilcrow,
    keys: "Mod-Alt-0",
    apply: (chain) => chain.setParagraph(),
    active: (editor) => editor.isActive("paragraph"),
  },
  heading(1, Heading1, "title big"),
  heading(2, Heading2, "section"),
  heading(3, Heading3, "subsection"),
  heading(4, Heading4, "small"),
];

export const listBlocks: readonly BlockKind[] = [
  {
    label: "Bullet list",
    words: "ul unordered points",
    icon: List,
    keys: "Mod-Shift-8",
    markdown: "-",
    apply: (chain) => chain.toggleBulletList(),
    active: (editor) => editor.isActive("bulletList"),
  },
  {
    label: "Numbered list",
    words: "ol ordered 1.",
    icon: ListOrdered,
    keys: "Mod-Shift-7",
    markdown: "1.",
    apply: (chain) => chain.toggleOrderedList(),
    active: (editor) => editor.isActive("orderedList"),
  },
  {
    label: "Task list",
    words: "todo check box",
    icon: ListChecks,
    keys: "Mod-Shift-9",
    markdown: "[ ]",
    apply: (chain) => chain.toggleTaskList(),
    active: (editor) => editor.isActive("taskList"),
  },
];

export const quoteBlocks: readonly BlockKind[] = [
  {
    label: "Quote",
    words: "blockquote citation",
    icon: Quote,
    keys: "Mod-Shift-b",
    markdown: ">",
    apply: (chain) => chain.toggleBlockquote(),
    active: (editor) => editor.isActive("blockquote"),
  },
  {
    label: "Code block",
    words: "pre source program",
    icon: SquareCode,
    keys: "Mod-Alt-c",
    markdown: "```",
    apply: (chain) => chain.toggleCodeBlock(),
    active: (editor) => editor.isActive("codeBlock"),
  },
];

export const insertedBlocks: readonly BlockKind[] = [
  {
    label: "Table",
    words: "grid rows columns",
    icon: Table,
    keys: "Mod-Alt-g",
    apply: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    active: (editor) => editor.isActive("table"),
  },
  {
    label: "Image",
    words: "picture photo url",
    icon: ImageIcon,
    keys: "Mod-Alt-p",
    markdown: "![text](address)",
    apply: { kind: "image" },
    active: (editor) => editor.isActive("image"),
  },
  {
    label: "Rule",
    words: "line divider hr separator",
    icon: Minus,
    keys: "Mod-Alt-r",
    markdown: "---",
    apply: (chain) => chain.setHorizontalRule(),
  },
  {
    label: "Details",
    words: "fold collapse toggle summary",
    icon: ChevronRight,
    keys: "Mod-Alt-k",
    apply: (chain) => chain.setDetails(),
    // What was there is in the box now, and Enter goes on in it.
    after: ({ view, state }) => unfold(view.domAtPos(state.selection.from).node.parentElement),
    active: (editor) => editor.isActive("details"),
  },
  {
    label: "Formula",
    words: "math equation latex katex",
    icon: Sigma,
    keys: "Mod-Alt-f",
    markdown: "$$$x$$$",
    apply: { kind: "math", block: true },
    active: (editor) => editor.isActive("blockMath"),
  },
];

export const allBlocks: readonly BlockKind[] = [
  ...textBlocks,
  ...listBlocks,
  ...quoteBlocks,
  ...insertedBlocks,
];

/** Makes the block at the selection, undone by itself, or opens the form for what it needs. */
export function applyBlock(editor: Editor, { apply, after }: BlockKind, panels: Panels): void {
  const alone: Command = ({ tr }) => Boolean(closeHistory(tr));
  if (typeof apply !== "function") panels.show(apply);
  else if (apply(editor.chain().focus().command(alone)).run()) after?.(editor);
}
