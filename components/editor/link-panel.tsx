"use client";
/** Sets, changes or takes away the link of the selection. */
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { isAllowedLink } from "@/collab/schema/url-policy";
import { Button } from "../ui/button";
import { fieldClass, PanelForm } from "./panel-form";

interface Props {
  readonly editor: Editor;
  onClose(): void;
}

export function LinkPanel({ editor, onClose }: Props) {
  const [present] = useState(() => String(editor.getAttributes("link").href ?? ""));
  // A caret alone has nothing to carry a link: then the text is asked for as well.
  const [bare] = useState(() => editor.state.selection.empty && !editor.isActive("link"));
  const [href, setHref] = useState(present);
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const remove = () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    onClose();
  };
  const submit = () => {
    const address = completed(href.trim());
    if (address === "") return remove();
    if (!isAllowedLink(address)) {
      setError("Links may go to https://…, mailto:…, tel:… or a page of this site.");
      return;
    }
    // What was to be the link may have been deleted by somebody else meanwhile.
    const isGone = editor.state.selection.empty && !editor.isActive("link");
    if (bare || isGone) insertLinked(editor, text.trim() || href.trim(), address);
    else setLink(editor, address);
    onClose();
  };
  return (
    <PanelForm
      editor={editor}
      label="Link"
      submit={present ? "Change" : "Add link"}
      error={error}
      onSubmit={submit}
      onClose={onClose}
      extra={
        present && (
          <Button variant="ghost" size="sm" onClick={remove}>
            Remove
          </Button>
        )
      }
    >
      <input
        aria-label="Address"
        value={href}
        onChange={(event) => setHref(event.target.value)}
        placeholder="https://…"
        inputMode="url"
        autoComplete="off"
        className={fieldClass}
      />
      {bare && (
        <input
          aria-label="Text"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="Text (optional)"
          className={fieldClass}
        />
      )}
    </PanelForm>
  );
}

/** People leave out `https://`, and `mailto:` too. */
function completed(address: string): string {
  if (address === "" || /^([a-z][a-z+.-]*:|\/|#)/i.test(address)) return address;
  return /^[^\s/@]+@[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}

/** The whole link under a caret, which stays where it is; or what is selected. */
function setLink(editor: Editor, href: string): void {
  const { from, empty } = editor.state.selection;
  const chain = editor.chain().focus().extendMarkRange("link").setLink({ href });
  (empty ? chain.setTextSelection(from) : chain).run();
}

function insertLinked(editor: Editor, text: string, href: string): void {
  const link = { type: "text", text, marks: [{ type: "link", attrs: { href } }] };
  editor.chain().focus().insertContent(link).run();
}
