"use client";
/** What can be done with a block as a whole: the content of its menu, wherever that opens. */
import type { Editor } from "@tiptap/core";
import { type EditorState, Selection, type Transaction } from "@tiptap/pm/state";
import { ArrowDown, ArrowUp, CopyPlus, Trash2 } from "lucide-react";
import { MenuItem, MenuSeparator } from "../../ui/menu";
import { applyBlock, type BlockKind, listBlocks, quoteBlocks, textBlocks } from "../blocks";
import { shownKeys } from "../keys";
import type { Panels } from "../panels";
import { duplicateKeys, moveDownKeys, moveUpKeys } from "./block-keys";
import { deleteBlock, duplicateBlock, moveBlock, type WholeBlock } from "./whole-block";

interface Props {
  readonly editor: Editor;
  readonly panels: Panels;
  /** The block as it is when it is asked for: others write on while the menu is open. */
  find(): WholeBlock | undefined;
}

interface Action {
  readonly label: string;
  readonly icon: typeof ArrowUp;
  readonly keys?: string;
  change(state: EditorState, block: WholeBlock): Transaction | undefined;
}

const actions: readonly Action[] = [
  {
    label: "Move up",
    icon: ArrowUp,
    keys: moveUpKeys,
    change: (state, block) => moveBlock(state, block, "up"),
  },
  {
    label: "Move down",
    icon: ArrowDown,
    keys: moveDownKeys,
    change: (state, block) => moveBlock(state, block, "down"),
  },
  { label: "Duplicate", icon: CopyPlus, keys: duplicateKeys, change: duplicateBlock },
  { label: "Delete", icon: Trash2, change: deleteBlock },
];

const kinds = [...textBlocks, ...listBlocks, ...quoteBlocks];

export function BlockItems({ editor, panels, find }: Props) {
  const change = (action: Action) => {
    const block = find();
    return block && action.change(editor.state, block);
  };
  const run = (action: Action) => {
    const tr = change(action);
    if (tr) editor.view.dispatch(tr);
    editor.view.focus();
  };
  const turnInto = (kind: BlockKind) => {
    const block = find();
    if (!block) return;
    const { state, view } = editor;
    view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(block.at + 1))));
    applyBlock(editor, kind, panels);
  };
  return (
    <>
      {actions.map((action) => (
        <MenuItem
          key={action.label}
          icon={<action.icon aria-hidden />}
          disabled={change(action) === undefined}
          onSelect={() => run(action)}
        >
          <span className="flex-1">{action.label}</span>
          {action.keys && <kbd className="font-sans text-muted">{shownKeys(action.keys)}</kbd>}
        </MenuItem>
      ))}
      {find()?.node.isTextblock && (
        <>
          <MenuSeparator />
          {kinds.map((kind) => (
            <MenuItem
              key={kind.label}
              icon={<kind.icon aria-hidden />}
              onSelect={() => turnInto(kind)}
            >
              {kind.label}
            </MenuItem>
          ))}
        </>
      )}
    </>
  );
}
