"use client";
/** One button of a toolbar of the editor; the selection stays in the text when it is pressed. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import { Hint } from "./hint";
import { ariaKeys } from "./keys";

export const toolClass =
  "inline-flex h-8 min-w-8 shrink-0 items-center justify-center gap-1 rounded-md px-1.5 text-sm " +
  "transition-colors hover:bg-raised aria-pressed:bg-accent-soft aria-pressed:text-accent " +
  "data-[state=open]:bg-raised aria-disabled:opacity-35 aria-disabled:hover:bg-transparent " +
  "focus-visible:-outline-offset-2 pointer-coarse:h-10 pointer-coarse:min-w-10";

interface PlainProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Without a state of its own; also what opens a menu of tools. */
export function PlainTool({ label, keys, className = "", children, ...rest }: PlainProps) {
  return (
    <Hint label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={keys && ariaKeys(keys)}
        onMouseDown={(event) => event.preventDefault()}
        className={`${toolClass} ${className}`}
        {...rest}
      >
        {children}
      </button>
    </Hint>
  );
}

interface ToolProps {
  readonly editor: Editor;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly icon: LucideIcon;
  run(): void;
  active?: ((editor: Editor) => boolean) | undefined;
  usable?: (editor: Editor) => boolean;
}

/** Follows a slice of the editor's state each: a keystroke renders only what it changes. */
export function ToolButton({ editor, label, keys, icon: Icon, run, active, usable }: ToolProps) {
  const pressed = useEditorState({ editor, selector: () => active?.(editor) ?? false });
  const enabled = useEditorState({ editor, selector: () => usable?.(editor) ?? true });
  return (
    <PlainTool
      label={label}
      keys={keys}
      aria-pressed={active ? pressed : undefined}
      // Not `disabled`: a control that vanished under the keyboard's focus would lose it.
      aria-disabled={!enabled || undefined}
      onClick={() => enabled && run()}
    >
      <Icon aria-hidden className="size-4" />
    </PlainTool>
  );
}
