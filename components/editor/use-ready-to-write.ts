/** Whoever makes a document wants to write: in an empty one the caret is in the text at once. */
import type { Editor } from "@tiptap/core";
import { useEffect } from "react";

export function useReadyToWrite(editor: Editor | null): void {
  useEffect(() => {
    // Not from under somebody's hands, who writes its title meanwhile.
    const free = document.activeElement === document.body;
    if (editor?.isEditable && editor.isEmpty && free) editor.view.focus();
  }, [editor]);
}
