"use client";
/** The keys, on one sheet, with what can be typed instead. */
import { Dialog } from "../ui/dialog";
import { duplicateKeys, moveDownKeys, moveUpKeys } from "./block-handle/block-keys";
import { allBlocks } from "./blocks";
import { insertions } from "./insertions";
import { shownKeys } from "./keys";
import { alignments, marks } from "./marks";
import { columnKeys, rowKeys } from "./table-handles/line-menu";
import { toolbarKeys } from "./toolbar-keys";
import { focusKeys } from "./use-focus-key";

interface Shortcut {
  readonly label: string;
  readonly keys?: string;
  readonly markdown?: string;
}

const general: readonly Shortcut[] = [
  { label: "Choose a block", markdown: "/" },
  { label: "Link", keys: "Mod-k", markdown: "[text](address)" },
  { label: "Find", keys: "Mod-f" },
  { label: "Replace", keys: "Mod-Shift-h" },
  { label: "Undo my last change", keys: "Mod-z" },
  { label: "Redo", keys: "Mod-Shift-z" },
  { label: "Move the block up", keys: moveUpKeys },
  { label: "Move the block down", keys: moveDownKeys },
  { label: "Duplicate the block", keys: duplicateKeys },
  { label: "What a table's row can do", keys: rowKeys },
  { label: "What a table's column can do", keys: columnKeys },
  { label: "Line break", keys: "Shift-Enter" },
  { label: "Indent in a list", keys: "Tab" },
  { label: "Outdent in a list", keys: "Shift-Tab" },
  { label: "To the tools of what the caret is in, then the toolbar", keys: toolbarKeys },
  { label: "Name this version", keys: "Mod-s" },
  { label: "Focus mode", keys: focusKeys },
  { label: "This sheet", keys: "Mod-/" },
];

const sections: readonly (readonly [string, readonly Shortcut[]])[] = [
  ["General", general],
  ["Text", marks],
  ["Blocks", allBlocks],
  ["In a line", insertions],
  ["Alignment", alignments],
];

interface Props {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
}

export function ShortcutSheet({ open, onOpenChange }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="Press the keys, or type the signs as in Markdown."
    >
      {sections.map(([title, shortcuts]) => (
        <section key={title} className="mt-5">
          <h3 className="mb-1 font-semibold text-sm">{title}</h3>
          <dl className="text-sm">
            {shortcuts.map((shortcut) => (
              <Row key={shortcut.label} {...shortcut} />
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

const keyClass = "rounded-md border bg-raised px-1.5 py-0.5 text-xs";

function Row({ label, keys, markdown }: Shortcut) {
  return (
    <div className="flex items-center gap-2 border-b py-1.5 last:border-0">
      <dt className="flex-1">{label}</dt>
      <dd className="flex items-center gap-2">
        {markdown && <code className={`${keyClass} font-mono`}>{markdown}</code>}
        {keys && <kbd className={`${keyClass} font-sans`}>{shownKeys(keys)}</kbd>}
      </dd>
    </div>
  );
}
