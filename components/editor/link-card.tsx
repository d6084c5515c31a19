"use client";
/** Where the link under the caret goes, and what can be done with it. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Copy, ExternalLink, Pencil, Unlink } from "lucide-react";
import { copyText } from "../ui/copy-text";
import { Floating, selectionRect } from "./floating";
import type { Panels } from "./panels";
import { PlainTool } from "./tool-button";
import { byToolbarKeys } from "./toolbar-keys";
import { useRovingFocus } from "./use-roving-focus";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

export function LinkCard({ editor, panels }: Props) {
  const href = useEditorState({
    editor,
    selector: () => (panels.current() ? undefined : hrefHere(editor)),
  });
  return href ? <Card editor={editor} panels={panels} href={href} /> : null;
}

function Card({ editor, panels, href }: Props & { readonly href: string }) {
  const roving = useRovingFocus(() => editor.commands.focus());
  return (
    <Floating editor={editor} anchor={selectionRect} placement="bottom-start">
      <div
        {...roving}
        {...byToolbarKeys}
        role="toolbar"
        aria-label="Link"
        className="flex items-center gap-0.5 rounded-xl border bg-surface p-1 text-sm shadow-lg"
      >
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="flex max-w-64 items-center gap-1.5 truncate rounded-md px-2 py-1 text-accent pointer-coarse:h-10 hover:underline"
        >
          <ExternalLink aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{href.replace(/^https?:\/\//, "")}</span>
        </a>
        <PlainTool label="Copy the address" onClick={() => copyText(href, "Address copied.")}>
          <Copy aria-hidden className="size-4" />
        </PlainTool>
        {editor.isEditable && (
          <>
            <PlainTool label="Edit link" keys="Mod-k" onClick={() => panels.show({ kind: "link" })}>
              <Pencil aria-hidden className="size-4" />
            </PlainTool>
            <PlainTool
              label="Remove link"
              onClick={() => editor.chain().focus().extendMarkRange("link").unsetLink().run()}
            >
              <Unlink aria-hidden className="size-4" />
            </PlainTool>
          </>
        )}
      </div>
    </Floating>
  );
}

function hrefHere(editor: Editor): string | undefined {
  if (!editor.state.selection.empty || !editor.isActive("link")) return undefined;
  const href: unknown = editor.getAttributes("link").href;
  return typeof href === "string" ? href : undefined;
}
