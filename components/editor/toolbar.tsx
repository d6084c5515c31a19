"use client";
/** The toolbar: everything the text can be, one press away, with its keys. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import type { KeyboardEvent } from "react";
import { TableBar } from "./table-bar";
import { type ToolbarItem, toolbarGroups } from "./toolbar-items";

export function Toolbar({ editor }: { readonly editor: Editor }) {
  return (
    <div className="no-print sticky top-14 z-20 -mx-4 border-b bg-paper/95 px-4 backdrop-blur sm:-mx-8 sm:px-8">
      <div
        role="toolbar"
        aria-label="Formatting"
        className="flex items-center gap-0.5 overflow-x-auto py-1.5 [scrollbar-width:none]"
        onKeyDown={moveFocus}
      >
        {toolbarGroups.map((group, index) => (
          <div key={group[0]?.label} className="flex items-center gap-0.5">
            {index > 0 && <span aria-hidden className="mx-1 h-5 w-px bg-line" />}
            {group.map((item) => (
              <ToolbarButton key={item.label} editor={editor} item={item} />
            ))}
          </div>
        ))}
      </div>
      <TableBar editor={editor} />
    </div>
  );
}

function ToolbarButton({ editor, item }: { readonly editor: Editor; readonly item: ToolbarItem }) {
  const { label, keys, icon: Icon, run, active, enabled } = item;
  // A slice each: a keystroke renders a button only when what it shows has changed.
  const pressed = useEditorState({ editor, selector: () => active?.(editor) ?? false });
  const usable = useEditorState({ editor, selector: () => enabled?.(editor) ?? true });
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={active ? pressed : undefined}
      disabled={!usable}
      title={keys ? `${label} (${keys})` : label}
      // The selection stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(editor)}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md transition-colors hover:bg-raised disabled:opacity-35 ${pressed ? "bg-accent-soft text-accent" : ""}`}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

/** Left and right move within a toolbar, as the pattern for toolbars asks. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button:enabled")];
  const index = buttons.findIndex((button) => button === document.activeElement);
  buttons[(index + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}
