"use client";
/** The colour of the text and of what lies behind it. */
import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Baseline, ChevronDown, RemoveFormatting } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { colours } from "./marks";
import { toolClass } from "./tool-button";

const swatch =
  "own-colour bg-surface flex size-8 items-center pointer-coarse:size-10 justify-center rounded-md border font-semibold outline-none " +
  "data-highlighted:outline-2 data-highlighted:outline-accent aria-checked:border-ink";

export function ColourMenu({ editor }: { readonly editor: Editor }) {
  const text = useEditorState({ editor, selector: () => attribute(editor, "textStyle") });
  const mark = useEditorState({ editor, selector: () => attribute(editor, "highlight") });
  const run = (act: (chain: ChainedCommands) => ChainedCommands) => () => {
    act(editor.chain().focus()).run();
  };
  return (
    <Menu>
      <MenuTrigger
        aria-label="Colour and highlight"
        title="Colour and highlight"
        onMouseDown={(event) => event.preventDefault()}
        className={toolClass}
      >
        <Baseline aria-hidden className="size-4" style={{ color: text }} />
        <ChevronDown aria-hidden className="size-3 text-muted" />
      </MenuTrigger>
      <MenuContent align="start" onCloseAutoFocus={(event) => event.preventDefault()}>
        <DropdownMenu.Group
          aria-label="Text colour"
          className="flex gap-1.5 p-2 pointer-coarse:gap-1"
        >
          {colours.map(({ label, text: color }) => (
            <DropdownMenu.Item
              key={label}
              aria-label={`${label} text`}
              title={`${label} text`}
              aria-checked={color === text}
              role="menuitemradio"
              className={swatch}
              style={{ color }}
              onSelect={run((chain) => chain.setColor(color))}
            >
              A
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Group>
        <DropdownMenu.Group
          aria-label="Highlight"
          className="flex gap-1.5 p-2 pt-0 pointer-coarse:gap-1"
        >
          {colours.map(({ label, highlight: color }) => (
            <DropdownMenu.Item
              key={label}
              aria-label={`${label} highlight`}
              title={`${label} highlight`}
              aria-checked={color === mark}
              role="menuitemradio"
              className={swatch}
              style={{ backgroundColor: color }}
              onSelect={run((chain) => chain.setHighlight({ color }))}
            />
          ))}
        </DropdownMenu.Group>
        <MenuSeparator />
        <MenuItem
          icon={<RemoveFormatting aria-hidden />}
          onSelect={run((chain) => chain.unsetColor().unsetHighlight())}
        >
          No colour
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

function attribute(editor: Editor, mark: string): string | undefined {
  const color: unknown = editor.getAttributes(mark).color;
  return typeof color === "string" ? color : undefined;
}
