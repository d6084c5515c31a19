"use client";
/** The menu of the block the caret is in, for a finger: a handle beside the text would be missed. */
import type { Editor } from "@tiptap/core";
import { Blocks } from "lucide-react";
import { Menu, MenuContent, MenuTrigger } from "../../ui/menu";
import type { Panels } from "../panels";
import { toolClass } from "../tool-button";
import { BlockItems } from "./block-items";
import { blockAround } from "./whole-block";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

export function BlockTool(props: Props) {
  return (
    <Menu>
      <MenuTrigger
        aria-label="Block"
        onMouseDown={(event) => event.preventDefault()}
        className={toolClass}
      >
        <Blocks aria-hidden className="size-4" />
      </MenuTrigger>
      <MenuContent
        aria-label="Block"
        align="start"
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <BlockItems {...props} find={() => blockAround(props.editor.state.selection.$from)} />
      </MenuContent>
    </Menu>
  );
}
