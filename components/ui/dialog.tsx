"use client";
/** A dialog over the page, for a question that must be answered or a sheet to read. */
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
}: {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly title: string;
  readonly description?: string;
  readonly children: ReactNode;
}) {
  // Keys open some of them, with no button to give the focus back to.
  const before = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Radix.Content
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            if (!(before.current instanceof HTMLElement)) return;
            event.preventDefault();
            before.current.focus({ preventScroll: true });
          }}
          className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 max-h-[85dvh] w-[min(30rem,calc(100vw-2rem))] overflow-y-auto rounded-2xl border bg-surface p-6 shadow-xl outline-none"
        >
          <Radix.Title className="pr-8 font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description className="mt-1.5 text-muted text-sm">{description}</Radix.Description>
          {children}
          {/* Last, so that the focus goes to what the dialog is about. */}
          <Radix.Close
            aria-label="Close"
            className="absolute top-3.5 right-3.5 flex size-9 items-center justify-center rounded-lg text-muted hover:bg-raised hover:text-ink pointer-coarse:size-10"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
