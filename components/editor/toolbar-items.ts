/** What the toolbar offers: each with its name, its keys, its state and what it does. */
import type { Editor } from "@tiptap/core";
import {
  Bold,
  Code,
  Heading1,
  Heading2,
  Heading3,
  Highlighter,
  Image,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  Redo2,
  SquareCode,
  Strikethrough,
  Table,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignStart,
  Underline,
  Undo2,
} from "lucide-react";
import { toast } from "sonner";
import { isAllowedImage, isAllowedLink } from "@/collab/schema/url-policy";

export interface ToolbarItem {
  readonly label: string;
  readonly keys?: string;
  readonly icon: LucideIcon;
  run(editor: Editor): void;
  active?(editor: Editor): boolean;
  enabled?(editor: Editor): boolean;
}

const heading = (level: 1 | 2 | 3, icon: LucideIcon): ToolbarItem => ({
  label: `Heading ${level}`,
  keys: `Ctrl+Alt+${level}`,
  icon,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  active: (editor) => editor.isActive("heading", { level }),
});

const align = (label: string, value: string, icon: LucideIcon): ToolbarItem => ({
  label,
  icon,
  run: (editor) => editor.chain().focus().setTextAlign(value).run(),
  active: (editor) => editor.isActive({ textAlign: value }),
});

export const toolbarGroups: readonly (readonly ToolbarItem[])[] = [
  [
    {
      label: "Undo",
      keys: "Ctrl+Z",
      icon: Undo2,
      run: (editor) => editor.chain().focus().undo().run(),
      enabled: (editor) => editor.can().undo(),
    },
    {
      label: "Redo",
      keys: "Ctrl+Shift+Z",
      icon: Redo2,
      run: (editor) => editor.chain().focus().redo().run(),
      enabled: (editor) => editor.can().redo(),
    },
  ],
  [
    {
      label: "Paragraph",
      keys: "Ctrl+Alt+0",
      icon: Pilcrow,
      run: (editor) => editor.chain().focus().setParagraph().run(),
      active: (editor) => editor.isActive("paragraph"),
    },
    heading(1, Heading1),
    heading(2, Heading2),
    heading(3, Heading3),
  ],
  [
    {
      label: "Bold",
      keys: "Ctrl+B",
      icon: Bold,
      run: (editor) => editor.chain().focus().toggleBold().run(),
      active: (editor) => editor.isActive("bold"),
    },
    {
      label: "Italic",
      keys: "Ctrl+I",
      icon: Italic,
      run: (editor) => editor.chain().focus().toggleItalic().run(),
      active: (editor) => editor.isActive("italic"),
    },
    {
      label: "Underline",
      keys: "Ctrl+U",
      icon: Underline,
      run: (editor) => editor.chain().focus().toggleUnderline().run(),
      active: (editor) => editor.isActive("underline"),
    },
    {
      label: "Strikethrough",
      keys: "Ctrl+Shift+S",
      icon: Strikethrough,
      run: (editor) => editor.chain().focus().toggleStrike().run(),
      active: (editor) => editor.isActive("strike"),
    },
    {
      label: "Code",
      keys: "Ctrl+E",
      icon: Code,
      run: (editor) => editor.chain().focus().toggleCode().run(),
      active: (editor) => editor.isActive("code"),
    },
    {
      label: "Highlight",
      keys: "Ctrl+Shift+H",
      icon: Highlighter,
      run: (editor) => editor.chain().focus().toggleHighlight().run(),
      active: (editor) => editor.isActive("highlight"),
    },
    {
      label: "Link",
      icon: Link,
      run: editLink,
      active: (editor) => editor.isActive("link"),
    },
  ],
  [
    {
      label: "Bullet list",
      keys: "Ctrl+Shift+8",
      icon: List,
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
      active: (editor) => editor.isActive("bulletList"),
    },
    {
      label: "Numbered list",
      keys: "Ctrl+Shift+7",
      icon: ListOrdered,
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
      active: (editor) => editor.isActive("orderedList"),
    },
    {
      label: "Task list",
      keys: "Ctrl+Shift+9",
      icon: ListChecks,
      run: (editor) => editor.chain().focus().toggleTaskList().run(),
      active: (editor) => editor.isActive("taskList"),
    },
    {
      label: "Quote",
      keys: "Ctrl+Shift+B",
      icon: Quote,
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
      active: (editor) => editor.isActive("blockquote"),
    },
    {
      label: "Code block",
      keys: "Ctrl+Alt+C",
      icon: SquareCode,
      run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
      active: (editor) => editor.isActive("codeBlock"),
    },
  ],
  [
    align("Align left", "left", TextAlignStart),
    align("Align centre", "center", TextAlignCenter),
    align("Align right", "right", TextAlignEnd),
  ],
  [
    { label: "Image by address", icon: Image, run: addImage },
    {
      label: "Table",
      icon: Table,
      run: (editor) =>
        editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
      enabled: (editor) => !editor.isActive("table"),
    },
    {
      label: "Rule",
      icon: Minus,
      run: (editor) => editor.chain().focus().setHorizontalRule().run(),
    },
  ],
];

/** Sets, changes or (left empty) takes away the link under the selection. */
export function editLink(editor: Editor): void {
  const present: unknown = editor.getAttributes("link").href;
  const given = window.prompt("Address of the link", typeof present === "string" ? present : "");
  if (given === null) return;
  const href = given.trim();
  if (href === "") {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    return;
  }
  const full = /^([a-z]+:|\/|#)/i.test(href) ? href : `https://${href}`;
  if (!isAllowedLink(full)) {
    toast.error("That is not an address a document may link to. Use https://…, or mailto:…");
    return;
  }
  editor.chain().focus().extendMarkRange("link").setLink({ href: full }).run();
}

function addImage(editor: Editor): void {
  const src = window.prompt("Address of the image (https://…)")?.trim();
  if (!src) return;
  if (!isAllowedImage(src)) {
    toast.error("That is not an address of an image. Use https://…");
    return;
  }
  const alt = window.prompt("What is to be seen in it, for those who can't")?.trim();
  editor.chain().focus().setImage({ src, ...(alt ? { alt } : {}) }).run();
}
