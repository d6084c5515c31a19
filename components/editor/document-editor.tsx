"use client";
/** The live editor: TipTap on a session, with what floats by the text and the toolbar above it. */
import { EditorContent, useEditor } from "@tiptap/react";
import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import "katex/dist/katex.min.css";
import "./find/find.css";
import "./images.css";
import "./live.css";
import "./print.css";
import type { DocumentSession } from "@/client/session/document-session";
import { BlockHandle } from "./block-handle/block-handle";
import { BubbleBar } from "./bubble-bar";
import { CodeBar } from "./code-bar";
import { editorExtensions } from "./editor-extensions";
import { FindBar } from "./find/find-bar";
import type { Begun } from "./first-paint";
import { markFocusBlocks } from "./focus-block";
import { HintProvider } from "./hint";
import { ImageBar } from "./image-bar";
import { LinkCard } from "./link-card";
import { mayType } from "./may-type";
import { OpenPanel } from "./open-panel";
import { Outline } from "./outline/outline";
import { Panels } from "./panels";
import { TableBar } from "./table-bar";
import { LineMenu } from "./table-handles/line-menu";
import { TableHandles } from "./table-handles/table-handles";
import { Toolbar } from "./toolbar";
import { clearOfBars } from "./use-dock";
import { useSession } from "./use-document-session";
import { useReadyToWrite } from "./use-ready-to-write";

interface Props {
  readonly documentId: string;
  readonly session: DocumentSession;
  /** The element kept free for the toolbar since the first paint. */
  readonly toolbarPlace: HTMLElement | null;
  /** Below all that stands at the top of the window: where find and replace goes. */
  readonly barPlace: HTMLElement | null;
  /** What is shown until the editor stands in its place. */
  readonly firstPaint: ReactNode;
  /** What was selected in it, and typed. */
  readonly begun: Begun;
  /** Focus mode: all blocks but those with the selection step back. */
  readonly focus: boolean;
}

export default function DocumentEditor(props: Props) {
  const { documentId, session, toolbarPlace, barPlace, firstPaint, begun, focus } = props;
  const editable = useSession(session, mayType);
  const [panels] = useState(() => new Panels());
  const [lineMenu] = useState(() => new LineMenu());
  const [extensions] = useState(() => editorExtensions(documentId, session, panels, lineMenu));
  const [content] = useState(() => session.snapshot().initialDoc ?? null);
  const editor = useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    content,
    extensions,
    editable,
    editorProps,
  });
  useEffect(() => {
    if (editor && editor.isEditable !== editable) editor.setEditable(editable, false);
  }, [editor, editable]);
  useEffect(() => {
    if (editor) markFocusBlocks(editor, focus);
  }, [editor, focus]);
  useReadyToWrite(editor, begun);
  if (!editor) return firstPaint;
  return (
    <HintProvider delayDuration={400} skipDelayDuration={200}>
      {editable &&
        toolbarPlace &&
        createPortal(<Toolbar editor={editor} panels={panels} />, toolbarPlace)}
      {barPlace && createPortal(<FindBar editor={editor} />, barPlace)}
      <EditorContent editor={editor} />
      {editable && <BlockHandle editor={editor} panels={panels} />}
      <BubbleBar editor={editor} panels={panels} />
      <LinkCard editor={editor} panels={panels} />
      <TableBar editor={editor} />
      {editable && <TableHandles editor={editor} menu={lineMenu} />}
      <CodeBar editor={editor} />
      <ImageBar editor={editor} panels={panels} />
      <Outline editor={editor} />
      <OpenPanel editor={editor} panels={panels} />
    </HintProvider>
  );
}

const editorProps = {
  attributes: {
    class: "prose prose-live",
    role: "textbox",
    "aria-label": "Document",
    "aria-multiline": "true",
  },
  // Under what covers the edges of the window a caret is not visible.
  scrollThreshold: clearOfBars(8),
  scrollMargin: clearOfBars(16),
};
