/** Whether what is typed may become something else: in code every sign stands for itself. */
import type { Editor } from "@tiptap/core";

export function isPlainText(editor: Editor): boolean {
  return editor.isEditable && !editor.isActive("codeBlock") && !editor.isActive("code");
}
