"use client";
/** What can be done with the table the caret is in. */
import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";

const actions: readonly (readonly [string, (chain: ChainedCommands) => ChainedCommands])[] = [
  ["Row above", (chain) => chain.addRowBefore()],
  ["Row below", (chain) => chain.addRowAfter()],
  ["Delete row", (chain) => chain.deleteRow()],
  ["Column left", (chain) => chain.addColumnBefore()],
  ["Column right", (chain) => chain.addColumnAfter()],
  ["Delete column", (chain) => chain.deleteColumn()],
  ["Header row", (chain) => chain.toggleHeaderRow()],
  ["Merge or split", (chain) => chain.mergeOrSplit()],
  ["Delete table", (chain) => chain.deleteTable()],
];

export function TableBar({ editor }: { readonly editor: Editor }) {
  const inside = useEditorState({ editor, selector: () => editor.isActive("table") });
  if (!inside) return null;
  return (
    <div role="toolbar" aria-label="Table" className="flex gap-1 overflow-x-auto pb-1.5">
      {actions.map(([label, act]) => (
        <button
          key={label}
          type="button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => act(editor.chain().focus()).run()}
          className="h-7 shrink-0 rounded-md px-2 text-muted text-xs hover:bg-raised hover:text-ink"
        >
          {label}
        </button>
      ))}
    </div>
  );
}
