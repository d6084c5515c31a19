"use client";
/** The language of the code block the caret is in. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Copy } from "lucide-react";
import { copyText } from "../ui/copy-text";
import { codeLanguages } from "./code-languages";
import { Floating, nodeElement } from "./floating";
import { PlainTool } from "./tool-button";
import { byToolbarKeys } from "./toolbar-keys";
import { useRovingFocus } from "./use-roving-focus";

export function CodeBar({ editor }: { readonly editor: Editor }) {
  const language = useEditorState({ editor, selector: () => languageHere(editor) });
  return language === undefined ? null : <Bar editor={editor} language={language} />;
}

interface Props {
  readonly editor: Editor;
  readonly language: string;
}

function Bar({ editor, language }: Props) {
  const roving = useRovingFocus(() => editor.commands.focus());
  const choose = (select: HTMLSelectElement) => {
    const chain = editor.chain();
    // Arrow keys choose one after the other: who uses them is not through with it yet.
    if (!select.matches(":focus-visible")) chain.focus();
    chain.updateAttributes("codeBlock", { language: select.value || null }).run();
  };
  return (
    <Floating editor={editor} anchor={codeRect} placement="top-end">
      <div
        {...roving}
        {...byToolbarKeys}
        role="toolbar"
        aria-label="Code block"
        className="flex items-center gap-0.5 rounded-xl border bg-surface p-1 text-sm shadow-md"
      >
        <select
          aria-label="Language"
          value={language}
          onChange={({ target }) => choose(target)}
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
      </div>
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
