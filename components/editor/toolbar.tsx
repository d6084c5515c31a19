"use client";
/** The toolbar: everything the text can be, one press away, with its keys. */
import type { Editor } from "@tiptap/core";
import { redoDepth, undoDepth } from "@tiptap/pm/history";
import { Redo2, Search, Undo2 } from "lucide-react";
import { AlignMenu } from "./align-menu";
import { BlockTool } from "./block-handle/block-tool";
import { BlockMenu } from "./block-menu";
import { applyBlock, type BlockKind, insertedBlocks, listBlocks, quoteBlocks } from "./blocks";
import { openFind } from "./find/find-actions";
import { insertions } from "./insertions";
import { MarkTools } from "./mark-tools";
import type { Panels } from "./panels";
import { PlainTool, ToolButton } from "./tool-button";
import { byToolbarKeys } from "./toolbar-keys";
import { useFinger } from "./use-finger";
import { useRovingFocus } from "./use-roving-focus";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

export function Toolbar({ editor, panels }: Props) {
  const roving = useRovingFocus(() => editor.commands.focus());
  const finger = useFinger();
  const blocks = (kinds: readonly BlockKind[]) =>
    kinds.map((block) => (
      <ToolButton
        key={block.label}
        editor={editor}
        label={block.label}
        keys={block.keys}
        icon={block.icon}
        active={block.active}
        run={() => applyBlock(editor, block, panels)}
      />
    ));
  return (
    <div
      {...roving}
      {...byToolbarKeys}
      role="toolbar"
      aria-label="Formatting"
      className="fades flex h-full items-center gap-0.5 overflow-x-auto overscroll-x-contain px-3 [scrollbar-width:none] sm:px-5 lg:justify-center-safe phone:px-1"
    >
      <History editor={editor} />
      <Divider />
      <BlockMenu editor={editor} panels={panels} />
      {finger && <BlockTool editor={editor} panels={panels} />}
      <Divider />
      <MarkTools editor={editor} panels={panels} />
      <Divider />
      {blocks(listBlocks)}
      {blocks(quoteBlocks)}
      <AlignMenu editor={editor} />
      <Divider />
      {blocks(insertedBlocks)}
      {blocks(insertions)}
      <Divider />
      <PlainTool label="Find and replace" keys="Mod-f" onClick={() => openFind(editor, "find")}>
        <Search aria-hidden className="size-4" />
      </PlainTool>
    </div>
  );
}

function History({ editor }: { readonly editor: Editor }) {
  return (
    <>
      <ToolButton
        editor={editor}
        label="Undo"
        keys="Mod-z"
        icon={Undo2}
        usable={({ state }) => undoDepth(state) > 0}
        run={() => editor.chain().focus().undo().run()}
      />
      <ToolButton
        editor={editor}
        label="Redo"
        keys="Mod-Shift-z"
        icon={Redo2}
        usable={({ state }) => redoDepth(state) > 0}
        run={() => editor.chain().focus().redo().run()}
      />
    </>
  );
}

function Divider() {
  return <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />;
}
