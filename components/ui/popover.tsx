"use client";
/** A small panel that opens from a button, for what is more than a menu. */
import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className = "", ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        className={`z-50 rounded-xl border bg-surface p-3 text-sm shadow-lg ${className}`}
        {...rest}
      />
    </Radix.Portal>
  );
}
