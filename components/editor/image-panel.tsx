"use client";
/** Adds an image by its address, or changes the one that is selected. */
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { isAllowedImage } from "@/collab/schema/url-policy";
import { fieldClass, PanelForm } from "./panel-form";

interface Props {
  readonly editor: Editor;
  onClose(): void;
}

export function ImagePanel({ editor, onClose }: Props) {
  const [changes] = useState(() => editor.isActive("image"));
  const [src, setSrc] = useState(() => attribute(editor, "src"));
  const [alt, setAlt] = useState(() => attribute(editor, "alt"));
  const [width, setWidth] = useState(() => attribute(editor, "width"));
  const [error, setError] = useState<string>();
  const submit = () => {
    const address = src.trim();
    if (!isAllowedImage(address)) {
      setError("An image needs an address that begins with https:// or http://.");
      return;
    }
    const pixels = Math.round(Number(width));
    const attrs = {
      src: address,
      alt: alt.trim() || null,
      width: pixels >= 1 && pixels <= 10_000 ? pixels : null,
    };
    const chain = editor.chain().focus();
    if (changes) chain.updateAttributes("image", attrs).run();
    else chain.insertContent({ type: "image", attrs }).run();
    onClose();
  };
  return (
    <PanelForm
      editor={editor}
      label="Image"
      submit={changes ? "Change" : "Add image"}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <input
        aria-label="Address of the image"
        value={src}
        onChange={(event) => setSrc(event.target.value)}
        placeholder="https://…"
        inputMode="url"
        autoComplete="off"
        className={fieldClass}
      />
      <input
        aria-label="Description"
        value={alt}
        onChange={(event) => setAlt(event.target.value)}
        placeholder="What it shows, for those who can't see it"
        className={fieldClass}
      />
      <input
        aria-label="Width in pixels"
        value={width}
        onChange={(event) => setWidth(event.target.value)}
        placeholder="Width in pixels (optional)"
        inputMode="numeric"
        className={fieldClass}
      />
    </PanelForm>
  );
}

function attribute(editor: Editor, name: string): string {
  return String(editor.getAttributes("image")[name] ?? "");
}
