"use client";
/** The bar of find and replace, at the edge of the text. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useEffect } from "react";
import { openFind } from "./find-actions";
import { FindFields } from "./find-fields";
import { findState } from "./find-plugin";

export function FindBar({ editor }: { readonly editor: Editor }) {
  const open = useEditorState({ editor, selector: () => findState(editor.state).open });
  useFindKeys(editor);
  return open && <FindFields editor={editor} replacing={open === "replace" && editor.isEditable} />;
}

/** In the text, or with nothing chosen: elsewhere the keys are the browser's. */
function useFindKeys(editor: Editor): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const open = wanted(event);
      const { target } = event;
      const here = target === document.body || (target instanceof Node && isInside(editor, target));
      if (!open || !here) return;
      event.preventDefault();
      event.stopPropagation();
      openFind(editor, open);
      const field = document.querySelector<HTMLInputElement>("#find-text");
      field?.focus();
      field?.select();
    };
    // Before the editor, where the same keys could mean something else.
    window.addEventListener("keydown", pressed, { capture: true });
    return () => window.removeEventListener("keydown", pressed, { capture: true });
  }, [editor]);
}

function wanted({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  if (!shiftKey && key.toLowerCase() === "f") return "find";
  return shiftKey && key.toLowerCase() === "h" ? "replace" : undefined;
}

function isInside({ view }: Editor, target: Node): boolean {
  return (
    view.dom.contains(target) || document.querySelector("#find-bar")?.contains(target) === true
  );
}
