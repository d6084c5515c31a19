"use client";
/** A control's name and keys, shown to whoever points at it or reaches it by keyboard. */
import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { shownKeys } from "./keys";

export const HintProvider = Tooltip.Provider;

interface Props {
  readonly label: string;
  readonly keys?: string | undefined;
  /** One element, which takes a ref. */
  readonly children: ReactNode;
}

export function Hint({ label, keys, children }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="no-print z-50 flex items-center gap-2 rounded-lg bg-ink px-2.5 py-1.5 text-paper text-xs shadow-md"
        >
          {label}
          {keys && <kbd className="font-sans opacity-70">{shownKeys(keys)}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
