"use client";
/** The buttons of the marks, of the toolbar and of the bar at a selection. */
import type { Editor } from "@tiptap/core";
import { Link } from "lucide-react";
import { ColourMenu } from "./colour-menu";
import { marks } from "./marks";
import type { Panels } from "./panels";
import { ToolButton } from "./tool-button";

export function MarkTools({
  editor,
  panels,
}: {
  readonly editor: Editor;
  readonly panels: Panels;
}) {
  return (
    <>
      {marks.map(({ label, name, keys, icon, apply }) => (
        <ToolButton
          key={name}
          editor={editor}
          label={label}
          keys={keys}
          icon={icon}
          active={() => editor.isActive(name)}
          run={() => apply(editor.chain().focus()).run()}
        />
      ))}
      <ToolButton
        editor={editor}
        label="Link"
        keys="Mod-k"
        icon={Link}
        active={() => editor.isActive("link")}
        run={() => panels.show({ kind: "link" })}
      />
      <ColourMenu editor={editor} />
    </>
  );
}
