"use client";
/** The editor itself: TipTap on a session, with its toolbar. */
import { CodeBlockLowlight } from "@tiptap/extension-code-block-lowlight";
import { Placeholder } from "@tiptap/extensions";
import { EditorContent, useEditor } from "@tiptap/react";
import { common, createLowlight } from "lowlight";
import { useEffect } from "react";
import { collaboration } from "@/client/collab/extension";
import type { DocumentSession } from "@/client/session/document-session";
import { documentExtensions } from "@/collab/schema/extensions";
import { SlashMenu } from "./slash-menu";
import { Toolbar } from "./toolbar";
import { useSession } from "./use-document-session";

const lowlight = createLowlight(common);

interface Props {
  readonly session: DocumentSession;
  onReady(): void;
}

export default function DocumentEditor({ session, onReady }: Props) {
  const role = useSession(session, (snapshot) => snapshot.role);
  const refused = useSession(session, (snapshot) => snapshot.status === "refused");
  const deleted = useSession(session, (snapshot) => snapshot.deleted);
  const editable = !refused && !deleted && (role === "owner" || role === "editor");
  const editor = useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    content: session.snapshot().initialDoc as object,
    editable,
    extensions: [
      ...documentExtensions({ codeBlock: CodeBlockLowlight.configure({ lowlight }) }),
      ...collaboration(session),
      Placeholder.configure({ placeholder: "Write something, or press / for blocks" }),
      SlashMenu,
    ],
    editorProps: {
      attributes: {
        class: "prose min-h-[50dvh]",
        role: "textbox",
        "aria-label": "Document",
        "aria-multiline": "true",
      },
    },
    onCreate: () => onReady(),
  });
  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);
  if (!editor) return null;
  return (
    <>
      {editable && <Toolbar editor={editor} />}
      <EditorContent editor={editor} className="mt-6" />
    </>
  );
}
