"use client";
/** The language of the code block the caret is in. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Copy } from "lucide-react";
import { copyText } from "../ui/copy-text";
import { codeLanguages } from "./code-languages";
import { Floating, nodeElement } from "./floating";
import { PlainTool } from "./tool-button";

export function CodeBar({ editor }: { readonly editor: Editor }) {
  const language = useEditorState({ editor, selector: () => languageHere(editor) });
  if (language === undefined) return null;
  return (
    <Floating editor={editor} anchor={codeRect} placement="top-end">
      <fieldset
        aria-label="Code block"
        className="flex items-center gap-0.5 rounded-xl border bg-surface p-1 text-sm shadow-md"
      >
        <select
          aria-label="Language"
          value={language}
          onChange={({ target }) =>
            editor
              .chain()
              .focus()
              .updateAttributes("codeBlock", { language: target.value || null })
              .run()
          }
          className="h-8 rounded-md bg-transparent pointer-coarse:h-10 px-1.5 hover:bg-raised focus-visible:-outline-offset-2"
        >
          <option value="">Any language</option>
          {language !== "" && !codeLanguages.includes(language) && <option>{language}</option>}
          {codeLanguages.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <PlainTool label="Copy code" onClick={() => copyText(codeHere(editor), "Code copied.")}>
          <Copy aria-hidden className="size-4" />
        </PlainTool>
      </fieldset>
    </Floating>
  );
}

const codeRect = (editor: Editor) => nodeElement(editor, "codeBlock")?.getBoundingClientRect();

function codeHere({ state }: Editor): string {
  return state.selection.$from.parent.textContent;
}

function languageHere(editor: Editor): string | undefined {
  if (!editor.isEditable || !editor.isActive("codeBlock")) return undefined;
  return String(editor.getAttributes("codeBlock").language ?? "");
}
