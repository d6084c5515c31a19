/** Which menu of a table is open: the row's or the column's; keys and handles open the same one. */
import { type Editor, Extension } from "@tiptap/core";
import { type Axis, cellOfCaret } from "./table-line";

export const rowKeys = "Alt-Shift-r";
export const columnKeys = "Alt-Shift-c";

export interface OpenMenu {
  readonly axis: Axis;
  /** For the caret's row or column, wherever the pointer is. */
  readonly atCaret: boolean;
}

/** Of one editor; React reads it as an external store. */
export class LineMenu {
  #open: OpenMenu | undefined;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  current = (): OpenMenu | undefined => this.#open;

  show = (open: OpenMenu): void => this.#set(open);

  close = (): void => this.#set(undefined);

  #set(open: OpenMenu | undefined): void {
    this.#open = open;
    for (const listener of this.#listeners) listener();
  }
}

export const TableKeys = Extension.create<{ readonly menu: LineMenu }>({
  name: "tableKeys",
  addOptions: () => ({ menu: new LineMenu() }),
  addKeyboardShortcuts() {
    const open = (axis: Axis) => () => openMenu(this.editor, this.options.menu, axis);
    return { [rowKeys]: open("row"), [columnKeys]: open("column") };
  },
});

function openMenu({ isEditable, state }: Editor, menu: LineMenu, axis: Axis): boolean {
  if (!isEditable || cellOfCaret(state) === undefined) return false;
  menu.show({ axis, atCaret: true });
  return true;
}
