"use client";
/** Chooses an emoji: by looking, or by its name. */
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { fieldClass, PanelForm } from "./panel-form";
import { type Emoji, findEmoji, loadEmoji } from "./suggest/emoji-names";

/** Three lines of eight, without scrolling. */
const shown = 24;

/** What people reach for most, while nothing is looked for. */
const usual =
  "smile joy wink heart thumbsup tada fire rocket clap pray eyes thinking cry sob wave muscle " +
  "star sparkles bulb memo warning x heavy_check_mark hourglass";

interface Props {
  readonly editor: Editor;
  onClose(): void;
}

export function EmojiPanel({ editor, onClose }: Props) {
  const [query, setQuery] = useState("");
  const [all, setAll] = useState<readonly Emoji[]>([]);
  useEffect(() => void loadEmoji().then(setAll), []);
  const found = query === "" ? usualOf(all) : findEmoji(all, query, shown);
  const choose = (emoji: Emoji | undefined) => {
    if (emoji) editor.chain().focus().insertContent({ type: "text", text: emoji.sign }).run();
    else editor.commands.focus();
    onClose();
  };
  return (
    <PanelForm
      editor={editor}
      label="Emoji"
      submit="Add"
      onSubmit={() => choose(found[0])}
      onClose={onClose}
    >
      <input
        aria-label="Name of the emoji"
        value={query}
        onChange={(event) => setQuery(event.target.value.trim())}
        placeholder="smile, rocket, heart …"
        autoComplete="off"
        className={fieldClass}
      />
      <div className="grid grid-cols-8 gap-1">
        {found.map((emoji) => (
          <button
            key={emoji.sign}
            type="button"
            aria-label={emoji.names[0]}
            title={emoji.names.map((name) => `:${name}:`).join(" ")}
            onClick={() => choose(emoji)}
            className="flex size-8 items-center justify-center rounded-md text-lg hover:bg-raised"
          >
            {emoji.sign}
          </button>
        ))}
      </div>
    </PanelForm>
  );
}

function usualOf(all: readonly Emoji[]): readonly Emoji[] {
  const byName = new Map(all.flatMap((emoji) => emoji.names.map((name) => [name, emoji] as const)));
  return usual.split(" ").flatMap((name) => byName.get(name) ?? []);
}
