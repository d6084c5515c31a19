/** The list by the caret, in plain DOM: it follows every keystroke, which React need not know. */
import { computePosition, flip, offset, shift, size } from "@floating-ui/dom";
import type { SuggestionProps } from "@tiptap/suggestion";
import { coveredByBars } from "../use-dock";

/** A few more than are seen at once, so that it shows that there are more. */
const highestPx = 320;
const lowestPx = 120;

export interface ShownOption {
  readonly label: string;
  /** A face or a sign before it. */
  readonly sign?: HTMLElement | undefined;
  /** What one could type instead. */
  readonly typed?: string | undefined;
}

interface Look<T> {
  /** Of its element; one list of a kind is open at a time. */
  readonly id: string;
  /** What is listed, for who can't see it. */
  readonly name: string;
  option(item: T): ShownOption;
}

export class SuggestionList<T> {
  readonly #look: Look<T>;
  readonly #element = document.createElement("div");
  #props: SuggestionProps<T, T> | undefined;
  #chosen = 0;

  constructor(look: Look<T>) {
    this.#look = look;
  }

  onStart = (props: SuggestionProps<T, T>): void => {
    this.#element.id = this.#look.id;
    this.#element.className =
      "no-print fixed top-0 left-0 z-40 w-64 overflow-y-auto rounded-xl border " +
      "bg-surface p-1 text-sm shadow-lg";
    this.#element.setAttribute("role", "listbox");
    this.#element.setAttribute("aria-label", this.#look.name);
    // Its keys are those of the text; who scrolls it by keyboard otherwise can reach it.
    this.#element.tabIndex = 0;
    // Within the page's landmark, where those who listen to it look.
    (props.editor.view.dom.closest("main") ?? document.body).append(this.#element);
    this.onUpdate(props);
  };

  onUpdate = (props: SuggestionProps<T, T>): void => {
    this.#props = props;
    this.#chosen = 0;
    this.#draw();
    void this.#place(props);
  };

  onKeyDown = ({ event }: { event: KeyboardEvent }): boolean => {
    const count = this.#props?.items.length ?? 0;
    if (count === 0) return false;
    if (event.key === "Enter" || event.key === "Tab") return this.#choose(this.#chosen);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return false;
    this.#chosen = (this.#chosen + step + count) % count;
    this.#draw();
    return true;
  };

  onExit = (): void => {
    this.#element.remove();
    const text = this.#props?.editor.view.dom;
    text?.removeAttribute("aria-activedescendant");
    text?.removeAttribute("aria-controls");
  };

  async #place({ clientRect }: SuggestionProps<T, T>): Promise<void> {
    const rect = () => clientRect?.() ?? new DOMRect();
    const { top, bottom } = coveredByBars();
    const padding = { top, left: 8, right: 8, bottom: bottom + 8 };
    const { x, y } = await computePosition({ getBoundingClientRect: rect }, this.#element, {
      strategy: "fixed",
      placement: "bottom-start",
      middleware: [
        offset(6),
        flip({ padding }),
        shift({ padding }),
        // Above the keyboard of a phone there is little room.
        size({
          padding,
          apply: ({ availableHeight, elements: { floating } }) => {
            const height = Math.max(lowestPx, Math.min(highestPx, availableHeight));
            floating.style.maxHeight = `${Math.round(height)}px`;
          },
        }),
      ],
    });
    this.#element.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
  }

  #choose(index: number): boolean {
    const chosen = this.#props?.items[index];
    if (chosen) this.#props?.command(chosen);
    return chosen !== undefined;
  }

  #draw(): void {
    const found = this.#props?.items ?? [];
    this.#element.hidden = found.length === 0;
    this.#element.replaceChildren(...found.map((item, index) => this.#option(item, index)));
    const chosen = this.#element.querySelector("[aria-selected=true]");
    chosen?.scrollIntoView({ block: "nearest" });
    // The focus stays in the text: this is how a screen reader learns what is chosen.
    const text = this.#props?.editor.view.dom;
    text?.setAttribute("aria-controls", this.#look.id);
    if (chosen) text?.setAttribute("aria-activedescendant", chosen.id);
    else text?.removeAttribute("aria-activedescendant");
  }

  #option(item: T, index: number): HTMLElement {
    const { label, sign, typed } = this.#look.option(item);
    const option = document.createElement("div");
    const chosen = index === this.#chosen;
    option.id = `${this.#look.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(chosen));
    option.className =
      "flex cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 pointer-coarse:h-11 " +
      (chosen ? "bg-raised" : "");
    if (sign) option.append(sign);
    option.append(element("span", "min-w-0 flex-1 truncate", label));
    if (typed) option.append(element("kbd", "font-mono text-muted text-xs", typed));
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.#choose(index));
    option.addEventListener("pointermove", () => {
      if (this.#chosen === index) return;
      this.#chosen = index;
      this.#draw();
    });
    return option;
  }
}

export function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
