"use client";
/** What kind of text the caret is in, and a menu to make it another. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ChevronDown } from "lucide-react";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../ui/menu";
import { applyBlock, textBlocks } from "./blocks";
import { shownKeys } from "./keys";
import type { Panels } from "./panels";
import { toolClass } from "./tool-button";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

export function BlockMenu({ editor, panels }: Props) {
  const current = useEditorState({
    editor,
    selector: () => textBlocks.find(({ active }) => active?.(editor))?.label ?? "Text",
  });
  return (
    <Menu>
      <MenuTrigger
        aria-label={`Kind of text: ${current}`}
        onMouseDown={(event) => event.preventDefault()}
        className={`${toolClass} w-29 px-2.5`}
      >
        <span className="flex-1 text-left">{current}</span>
        <ChevronDown aria-hidden className="size-3.5 text-muted" />
      </MenuTrigger>
      <MenuContent align="start" onCloseAutoFocus={(event) => event.preventDefault()}>
        {textBlocks.map((block) => (
          <MenuItem
            key={block.label}
            icon={<block.icon aria-hidden />}
            aria-current={block.label === current || undefined}
            onSelect={() => applyBlock(editor, block, panels)}
          >
            <span className="flex-1">{block.label}</span>
            {block.keys && <kbd className="font-sans text-muted">{shownKeys(block.keys)}</kbd>}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
