"use client";
/** A small form by the selection: not a dialog, the text beside it stays in reach. */
import type { Editor } from "@tiptap/core";
import { type FormEvent, type InputHTMLAttributes, type ReactNode, useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { Floating, selectionRect } from "./floating";

interface Props {
  readonly editor: Editor;
  readonly label: string;
  readonly submit: string;
  readonly error?: string | undefined;
  readonly children: ReactNode;
  /** Beside the button that submits. */
  readonly extra?: ReactNode;
  onSubmit(): void;
  onClose(): void;
}

export const fieldClass =
  "h-9 w-full rounded-lg border bg-paper px-2.5 text-sm placeholder:text-muted " +
  "focus-visible:-outline-offset-1 pointer-coarse:h-10 pointer-coarse:text-base";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
}

/** Says what it is for, also once something stands in it. */
export function PanelField({ label, ...rest }: FieldProps) {
  return (
    <label className="flex flex-col gap-1">
      <span className="text-muted text-xs">{label}</span>
      <input className={fieldClass} {...rest} />
    </label>
  );
}

export function PanelForm(props: Props) {
  const { editor, label, submit, error, children, extra, onSubmit, onClose } = props;
  const ref = useRef<HTMLFormElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    // Once it has its place: focusing it before would scroll the page.
    ref.current
      ?.querySelector<HTMLElement>("input:not([hidden]), textarea")
      ?.focus({ preventScroll: true });
    const outside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !ref.current?.contains(target)) close.current();
    };
    window.addEventListener("pointerdown", outside, { capture: true });
    return () => window.removeEventListener("pointerdown", outside, { capture: true });
  }, []);
  return (
    <Floating editor={editor} anchor={selectionRect} placement="bottom-start">
      <form
        ref={ref}
        aria-label={label}
        className="flex w-[min(22rem,calc(100vw-1rem))] flex-col gap-2 rounded-xl border bg-surface p-3 shadow-lg"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          onClose();
          editor.commands.focus();
        }}
      >
        {children}
        {error && (
          <p role="alert" className="text-danger text-sm">
            {error}
          </p>
        )}
        <div className="flex justify-end gap-2">
          {extra}
          <Button type="submit" variant="primary" size="sm">
            {submit}
          </Button>
        </div>
      </form>
    </Floating>
  );
}
