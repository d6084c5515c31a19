/**
 * The cell the handles of a table belong to: the one that was last pointed at or written in. It is
 * kept as a position that moves with the text, so that nothing renders while somebody types.
 */
import type { Editor } from "@tiptap/core";
import { isRemote } from "@/client/collab/collab-plugin";
import { type Change, followed } from "../followed";
import type { LineMenu, OpenMenu } from "./line-menu";
import { type Axis, cellOfCaret, isCellAt, lineOf, type TableLine } from "./table-line";

/** So far round the table the pointer may be, towards handles and buttons. */
const marginPx = 28;

/** What stands by a table carries this: the pointer on it is still at the same cell. */
export const handleAttribute = "data-table-handle";

export class ActiveCell {
  readonly #editor: Editor;
  readonly #listeners = new Set<() => void>();
  #cell: number | undefined;
  #element: Element | null = null;
  #held = false;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** Told when it is another one, or none. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  isShown = (): boolean => this.#cell !== undefined;

  line(axis: Axis): TableLine | undefined {
    const { doc } = this.#editor.state;
    return this.#cell === undefined ? undefined : lineOf(doc, this.#cell, axis);
  }

  /** As it is drawn. */
  get dom(): HTMLElement | undefined {
    const { view } = this.#editor;
    const dom = this.#cell === undefined ? null : view.nodeDOM(this.#cell);
    return dom instanceof HTMLElement ? dom : undefined;
  }

  /** While a menu is open, or a handle is dragged, it stays what it is. */
  hold(held: boolean): void {
    this.#held = held;
  }

  /** Nothing is pointed at any more: the caret's, if there is one. */
  toCaret(): void {
    const { isFocused, state } = this.#editor;
    this.#set(isFocused ? cellOfCaret(state) : undefined);
  }

  /** Returns what stops it. */
  follow(menu: LineMenu): () => void {
    const editor = this.#editor;
    const coarse = matchMedia("(pointer: coarse)").matches;
    const point = (event: PointerEvent) => {
      // Not while a button is down: what is being selected or dragged stays what it was.
      if (!coarse && !this.#held && event.buttons === 0) this.#point(event);
    };
    const select = () => {
      if (!this.#held) this.toCaret();
    };
    const transacted = (change: Change) => {
      if (this.#move(change)) return;
      if (!isRemote(change.transaction)) return this.toCaret();
      // Somebody deleted it: neither the next row nor the caret's was asked about.
      this.#held = false;
      menu.close();
      this.#set(undefined);
    };
    document.addEventListener("pointermove", point, { passive: true });
    editor.on("selectionUpdate", select);
    editor.on("focus", select);
    editor.on("blur", select);
    editor.on("transaction", transacted);
    // Before the menu takes the focus, and with it the caret.
    const opened = menu.subscribe(() => this.#menuChanged(menu.current()));
    select();
    return () => {
      document.removeEventListener("pointermove", point);
      editor.off("selectionUpdate", select);
      editor.off("focus", select);
      editor.off("blur", select);
      editor.off("transaction", transacted);
      opened();
    };
  }

  #menuChanged(open: OpenMenu | undefined): void {
    this.#held = open !== undefined;
    if (open?.atCaret) this.#set(cellOfCaret(this.#editor.state));
  }

  #point({ target, clientX, clientY }: PointerEvent): void {
    const element = target instanceof Element ? target : null;
    if (element?.closest(`[${handleAttribute}]`)) return;
    const cell = element?.closest("td, th") ?? null;
    if (cell && cell === this.#element && this.#cell !== undefined) return;
    const { view } = this.#editor;
    if (cell && view.dom.contains(cell)) {
      this.#set(view.posAtDOM(cell, 0) - 1);
      this.#element = cell;
    } else if (this.#cell !== undefined && !this.#isNear(clientX, clientY)) this.toCaret();
  }

  #isNear(x: number, y: number): boolean {
    const box = this.dom?.closest("table")?.getBoundingClientRect();
    if (!box) return false;
    const across = x > box.left - marginPx && x < box.right + marginPx;
    return across && y > box.top - marginPx && y < box.bottom + marginPx;
  }

  /** Whether it is still there. */
  #move(change: Change): boolean {
    if (this.#cell === undefined) return true;
    const cell = followed(this.#cell, change);
    if (cell === undefined || !isCellAt(this.#editor.state.doc, cell)) return false;
    this.#cell = cell;
    return true;
  }

  #set(cell: number | undefined): void {
    this.#element = null;
    if (cell === this.#cell) return;
    this.#cell = cell;
    for (const listener of this.#listeners) listener();
  }
}
