"use client";
/** A menu that opens from a button. */
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

/** Not modal: what lies beside it stays in reach, for eyes, wheels and screen readers. */
export function Menu(props: ComponentProps<typeof DropdownMenu.Root>) {
  return <DropdownMenu.Root modal={false} {...props} />;
}

export const MenuTrigger = DropdownMenu.Trigger;

const contentClass =
  "z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[calc(100vw-1rem)] min-w-48 " +
  "overflow-y-auto rounded-xl border bg-surface p-1 text-sm shadow-lg";

export function MenuContent({ children, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        sideOffset={6}
        collisionPadding={8}
        align="end"
        className={contentClass}
        {...rest}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}

const itemClass =
  "flex h-9 items-center gap-2.5 rounded-lg px-2.5 outline-none select-none pointer-coarse:h-11 " +
  "pointer-coarse:[&_kbd]:hidden data-disabled:opacity-45 data-highlighted:bg-raised [&_svg]:size-4";

export function MenuItem({
  icon,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.Item> & { icon?: ReactNode }) {
  return (
    <DropdownMenu.Item className={itemClass} {...rest}>
      {/* As a child of its own (a link), it brings its icon along. */}
      {rest.asChild ? (
        children
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </DropdownMenu.Item>
  );
}

/** Entries of which one is chosen. */
export const MenuChoices = DropdownMenu.RadioGroup;

export function MenuChoice({
  icon,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.RadioItem> & { icon?: ReactNode }) {
  return (
    <DropdownMenu.RadioItem className={itemClass} {...rest}>
      {icon}
      <span className="flex-1">{children}</span>
      <DropdownMenu.ItemIndicator>
        <Check aria-hidden />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />;
}
