"use client";
/** The small form that is open, if one is. */
import type { Editor } from "@tiptap/core";
import { useSyncExternalStore } from "react";
import { unreachable } from "@/collab/unreachable";
import { EmojiPanel } from "./emoji-panel";
import { ImagePanel } from "./image-panel";
import { LinkPanel } from "./link-panel";
import { MathPanel } from "./math-panel";
import type { Panels } from "./panels";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
}

export function OpenPanel({ editor, panels }: Props) {
  const panel = useSyncExternalStore(panels.subscribe, panels.current, panels.current);
  if (!panel) return null;
  const { close } = panels;
  switch (panel.kind) {
    case "link":
      return <LinkPanel editor={editor} onClose={close} />;
    case "emoji":
      return <EmojiPanel editor={editor} onClose={close} />;
    case "image":
      return <ImagePanel editor={editor} onClose={close} />;
    case "math":
      return <MathPanel editor={editor} panel={panel} onClose={close} />;
    default:
      return unreachable(panel);
  }
}
