"use client";
/** What can be done with the image that is selected. */
import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { Maximize2, Minus, Pencil, Plus, Trash2 } from "lucide-react";
import { Floating } from "./floating";
import { narrowestPx, setImageWidth } from "./image-view";
import type { Panels } from "./panels";
import { PlainTool } from "./tool-button";
import { byToolbarKeys } from "./toolbar-keys";
import { useRovingFocus } from "./use-roving-focus";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

export function ImageBar({ editor, panels }: Props) {
  const selected = useEditorState({
    editor,
    // Its own form would cover it, on a phone.
    selector: () => editor.isEditable && !panels.current() && selectedImage(editor) !== undefined,
  });
  return selected ? <Bar editor={editor} panels={panels} /> : null;
}

function Bar({ editor, panels }: Props) {
  const roving = useRovingFocus(() => editor.commands.focus());
  return (
    <Floating editor={editor} anchor={imageRect} placement="top">
      <div
        {...roving}
        {...byToolbarKeys}
        role="toolbar"
        aria-label="Image"
        className="flex gap-0.5 rounded-xl border bg-surface p-1 shadow-md"
      >
        <PlainTool label="Narrower" onClick={() => scale(editor, 0.8)}>
          <Minus aria-hidden className="size-4" />
        </PlainTool>
        <PlainTool label="Wider" onClick={() => scale(editor, 1.25)}>
          <Plus aria-hidden className="size-4" />
        </PlainTool>
        <PlainTool label="As wide as the text" onClick={() => scale(editor, 100)}>
          <Maximize2 aria-hidden className="size-4" />
        </PlainTool>
        <PlainTool
          label="Address, description and width"
          onClick={() => panels.show({ kind: "image" })}
        >
          <Pencil aria-hidden className="size-4" />
        </PlainTool>
        <PlainTool
          label="Delete image"
          onClick={() => editor.chain().focus().deleteSelection().run()}
        >
          <Trash2 aria-hidden className="size-4" />
        </PlainTool>
      </div>
    </Floating>
  );
}

function selectedImage({ state: { selection } }: Editor): number | undefined {
  const isImage = selection instanceof NodeSelection && selection.node.type.name === "image";
  return isImage ? selection.from : undefined;
}

/** A step wider or narrower than it is drawn now, within what the page has room for. */
function scale(editor: Editor, factor: number): void {
  const at = selectedImage(editor);
  const frame = at === undefined ? undefined : editor.view.nodeDOM(at);
  if (at === undefined || !(frame instanceof HTMLElement)) return;
  const room = frame.parentElement?.clientWidth ?? frame.clientWidth;
  const width = Math.round(Math.min(room, Math.max(narrowestPx, frame.clientWidth * factor)));
  setImageWidth(editor, at, width);
}

function imageRect(editor: Editor): DOMRect | undefined {
  const at = selectedImage(editor);
  const dom = at === undefined ? undefined : editor.view.nodeDOM(at);
  return dom instanceof HTMLElement ? dom.getBoundingClientRect() : undefined;
}
