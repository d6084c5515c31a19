"use client";
/** Adds an image, out of a file or by its address, or changes the one that is selected. */
import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { isAllowedImage } from "@/collab/schema/url-policy";
import { Button } from "../ui/button";
import { imageTypes } from "./image-files";
import { setImageWidth } from "./image-view";
import { PanelField, PanelForm } from "./panel-form";

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
    const wanted = Math.round(Number(width));
    const pixels = wanted >= 1 && wanted <= 10_000 ? wanted : null;
    const attrs = { src: address, alt: alt.trim() || null };
    const chain = editor.chain().focus();
    if (changes) chain.updateAttributes("image", attrs).run();
    else chain.insertContent({ type: "image", attrs: { ...attrs, width: pixels } }).run();
    const { selection } = editor.state;
    if (changes && selection instanceof NodeSelection) {
      setImageWidth(editor, selection.from, pixels);
    }
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
      {!changes && <FileButton editor={editor} onClose={onClose} />}
      <PanelField
        label={changes ? "Address of the image" : "Or the address of an image"}
        value={src}
        onChange={(event) => setSrc(event.target.value)}
        placeholder="https://…"
        inputMode="url"
        autoComplete="off"
      />
      <PanelField
        label="Description"
        value={alt}
        onChange={(event) => setAlt(event.target.value)}
        placeholder="What it shows, for those who can't see it"
      />
      <PanelField
        label="Width in pixels"
        value={width}
        onChange={(event) => setWidth(event.target.value)}
        placeholder="As wide as it is"
        inputMode="numeric"
      />
    </PanelForm>
  );
}

function FileButton({ editor, onClose }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => chooser.current?.click()}>
        <Upload aria-hidden className="size-4" />
        Choose files of this device
      </Button>
      <input
        ref={chooser}
        type="file"
        accept={imageTypes}
        multiple
        hidden
        onChange={({ target }) => {
          editor.commands.focus();
          editor.storage.imageUploads.take([...(target.files ?? [])]);
          onClose();
        }}
      />
    </>
  );
}

function attribute(editor: Editor, name: string): string {
  return String(editor.getAttributes("image")[name] ?? "");
}
