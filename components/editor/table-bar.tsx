"use client";
/** What can be done with the table the caret is in. */
import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Combine,
  type LucideIcon,
  PanelTop,
  Trash2,
} from "lucide-react";
import { Floating, nodeElement } from "./floating";
import { PlainTool } from "./tool-button";
import { byToolbarKeys } from "./toolbar-keys";
import { useRovingFocus } from "./use-roving-focus";

interface TableAction {
  readonly label: string;
  readonly icon?: LucideIcon;
  /** In words, where no picture says it. */
  readonly text?: string;
  apply(chain: ChainedCommands): ChainedCommands;
}

const actions: readonly TableAction[] = [
  { label: "Add row above", icon: BetweenHorizontalEnd, apply: (chain) => chain.addRowBefore() },
  { label: "Add row below", icon: BetweenHorizontalStart, apply: (chain) => chain.addRowAfter() },
  { label: "Delete row", text: "− row", apply: (chain) => chain.deleteRow() },
  {
    label: "Add column before",
    icon: BetweenVerticalEnd,
    apply: (chain) => chain.addColumnBefore(),
  },
  {
    label: "Add column after",
    icon: BetweenVerticalStart,
    apply: (chain) => chain.addColumnAfter(),
  },
  { label: "Delete column", text: "− col", apply: (chain) => chain.deleteColumn() },
  { label: "Header row", icon: PanelTop, apply: (chain) => chain.toggleHeaderRow() },
  { label: "Merge or split cells", icon: Combine, apply: (chain) => chain.mergeOrSplit() },
  { label: "Delete table", icon: Trash2, apply: (chain) => chain.deleteTable() },
];

export function TableBar({ editor }: { readonly editor: Editor }) {
  const inside = useEditorState({
    editor,
    selector: () => editor.isEditable && editor.isActive("table"),
  });
  return inside ? <Bar editor={editor} /> : null;
}

/** With room for the handles at its columns, and with a finger for that of the block. */
function tableRect(editor: Editor): DOMRect | undefined {
  const box = nodeElement(editor, "table")?.getBoundingClientRect();
  const handlesPx = matchMedia("(pointer: coarse)").matches ? 28 : 8;
  return box && new DOMRect(box.x, box.y - handlesPx, box.width, box.height + handlesPx);
}

function Bar({ editor }: { readonly editor: Editor }) {
  const roving = useRovingFocus(() => editor.commands.focus());
  return (
    <Floating editor={editor} anchor={tableRect} placement="top-start">
      <div
        {...roving}
        {...byToolbarKeys}
        role="toolbar"
        aria-label="Table"
        className="fades flex gap-0.5 overflow-x-auto overscroll-x-contain rounded-xl [scrollbar-width:none] border bg-surface p-1 shadow-md"
      >
        {actions.map(({ label, icon: Icon, text, apply }) => (
          <PlainTool key={label} label={label} onClick={() => apply(editor.chain().focus()).run()}>
            {Icon ? <Icon aria-hidden className="size-4" /> : text}
          </PlainTool>
        ))}
      </div>
    </Floating>
  );
}
