"use client";
/** How the paragraph is aligned. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ChevronDown, TextAlignStart } from "lucide-react";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../ui/menu";
import { shownKeys } from "./keys";
import { alignments } from "./marks";
import { toolClass } from "./tool-button";

export function AlignMenu({ editor }: { readonly editor: Editor }) {
  const current = useEditorState({
    editor,
    selector: () => alignments.find(({ value }) => editor.isActive({ textAlign: value }))?.value,
  });
  const Icon = alignments.find(({ value }) => value === current)?.icon ?? TextAlignStart;
  return (
    <Menu>
      <MenuTrigger
        aria-label="Alignment"
        title="Alignment"
        onMouseDown={(event) => event.preventDefault()}
        className={toolClass}
      >
        <Icon aria-hidden className="size-4" />
        <ChevronDown aria-hidden className="size-3 text-muted" />
      </MenuTrigger>
      <MenuContent align="start" onCloseAutoFocus={(event) => event.preventDefault()}>
        {alignments.map(({ label, value, keys, icon: AlignIcon }) => (
          <MenuItem
            key={value}
            icon={<AlignIcon aria-hidden />}
            aria-current={value === current || undefined}
            onSelect={() => editor.chain().focus().setTextAlign(value).run()}
          >
            <span className="flex-1">{label}</span>
            <kbd className="font-sans text-muted">{shownKeys(keys)}</kbd>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
