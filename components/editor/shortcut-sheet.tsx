"use client";
/** The keys, on one sheet. */
import { Dialog } from "../ui/dialog";
import { toolbarGroups } from "./toolbar-items";

const more = [
  ["Blocks", "/"],
  ["This sheet", "Ctrl+/"],
  ["Indent in a list", "Tab"],
  ["Line break", "Shift+Enter"],
] as const;

export function ShortcutSheet({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
}) {
  const rows = toolbarGroups.flat().flatMap(({ label, keys }) => (keys ? [[label, keys]] : []));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="On a Mac, Ctrl is ⌘ and Alt is ⌥."
    >
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 text-sm">
        {[...rows, ...more].map(([label, keys]) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="font-mono text-muted text-xs">{keys}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
