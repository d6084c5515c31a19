"use client";
/** The marks, by the text that is selected. */
import { type Editor, isTextSelection } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Floating, selectionRect } from "./floating";
import { MarkTools } from "./mark-tools";
import type { Panels } from "./panels";
import { useFinger } from "./use-finger";
import { useRovingFocus } from "./use-roving-focus";
import { useSettled } from "./use-settled";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

export function BubbleBar(props: Props) {
  const { editor, panels } = props;
  const wanted = useEditorState({
    editor,
    selector: () => isWanted(editor) && !panels.current(),
  });
  // A finger's selection brings up the system's own menu, just where this bar would be.
  const finger = useFinger();
  // Not while it is being dragged out: it would flicker under the pointer.
  const shown = useSettled(wanted);
  return shown && !finger ? <Bar {...props} /> : null;
}

function isWanted(editor: Editor): boolean {
  const { selection, doc } = editor.state;
  if (!editor.isEditable || selection.empty || !isTextSelection(selection)) return false;
  if (editor.isActive("codeBlock")) return false;
  return doc.textBetween(selection.from, selection.to).length > 0;
}

function Bar({ editor, panels }: Props) {
  const roving = useRovingFocus(() => editor.commands.focus());
  return (
    <Floating editor={editor} anchor={selectionRect} placement="top">
      <div
        {...roving}
        role="toolbar"
        aria-label="Selected text"
        className="flex gap-0.5 rounded-xl border bg-surface p-1 shadow-lg"
      >
        <MarkTools editor={editor} panels={panels} />
      </div>
    </Floating>
  );
}
