"use client";
/** A control's name, and its keys, shown to whoever points at it or reaches it by keyboard. */
import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";

export const TooltipProvider = Radix.Provider;

interface Props {
  readonly label: string;
  readonly shortcut?: string | undefined;
  /** One element, which takes a ref. */
  readonly children: ReactElement;
}

export function Tooltip({ label, shortcut, children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex items-center gap-2 rounded-lg bg-ink px-2.5 py-1.5 text-paper text-xs shadow-md"
        >
          {label}
          {shortcut && <kbd className="font-sans opacity-70">{shortcut}</kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
