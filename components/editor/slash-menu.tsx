"use client";
/** The slash menu: type / at the start of a block, or after a space, and choose what comes. */
import { computePosition, flip, offset, shift } from "@floating-ui/dom";
import { type Editor, Extension, type Range } from "@tiptap/core";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";

interface SlashItem {
  readonly label: string;
  readonly words: string;
  run(editor: Editor, range: Range): void;
}

const items: readonly SlashItem[] = [
  item("Text", "paragraph plain", (chain) => chain.setParagraph()),
  item("Heading 1", "title h1", (chain) => chain.setHeading({ level: 1 })),
  item("Heading 2", "h2", (chain) => chain.setHeading({ level: 2 })),
  item("Heading 3", "h3", (chain) => chain.setHeading({ level: 3 })),
  item("Bullet list", "ul points", (chain) => chain.toggleBulletList()),
  item("Numbered list", "ol ordered", (chain) => chain.toggleOrderedList()),
  item("Task list", "todo check", (chain) => chain.toggleTaskList()),
  item("Quote", "blockquote", (chain) => chain.toggleBlockquote()),
  item("Code block", "pre source", (chain) => chain.toggleCodeBlock()),
  item("Table", "grid", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
  item("Rule", "line divider hr", (chain) => chain.setHorizontalRule()),
];

type Chain = ReturnType<Editor["chain"]>;

function item(label: string, words: string, act: (chain: Chain) => Chain): SlashItem {
  return {
    label,
    words: `${label} ${words}`.toLowerCase(),
    run: (editor, range) => act(editor.chain().focus().deleteRange(range)).run(),
  };
}

export const SlashMenu = Extension.create({
  name: "slashMenu",
  addProseMirrorPlugins() {
    return [
      Suggestion<SlashItem, SlashItem>({
        editor: this.editor,
        char: "/",
        items: ({ query }) => items.filter(({ words }) => words.includes(query.toLowerCase())),
        command: ({ editor, range, props }) => props.run(editor, range),
        allow: ({ editor }) => !editor.isActive("codeBlock"),
        render: () => new SlashList(),
      }),
    ];
  },
});

/** The list by the caret, in plain DOM: it follows every keystroke, which React need not know. */
class SlashList {
  readonly #element = document.createElement("div");
  #props: SuggestionProps<SlashItem, SlashItem> | undefined;
  #chosen = 0;

  onStart = (props: SuggestionProps<SlashItem, SlashItem>): void => {
    this.#element.className =
      "absolute top-0 left-0 z-50 max-h-72 w-56 overflow-y-auto rounded-xl border bg-surface p-1 text-sm shadow-lg";
    this.#element.setAttribute("role", "listbox");
    this.#element.setAttribute("aria-label", "Blocks");
    document.body.append(this.#element);
    this.onUpdate(props);
  };

  onUpdate = (props: SuggestionProps<SlashItem, SlashItem>): void => {
    this.#props = props;
    this.#chosen = 0;
    this.#draw();
    const rect = () => props.clientRect?.() ?? new DOMRect();
    void computePosition({ getBoundingClientRect: rect }, this.#element, {
      placement: "bottom-start",
      middleware: [offset(6), flip(), shift({ padding: 8 })],
    }).then(({ x, y }) => {
      this.#element.style.translate = `${x}px ${y}px`;
    });
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

  onExit = (): void => this.#element.remove();

  #choose(index: number): boolean {
    const chosen = this.#props?.items[index];
    if (chosen) this.#props?.command(chosen);
    return chosen !== undefined;
  }

  #draw(): void {
    const found = this.#props?.items ?? [];
    this.#element.hidden = found.length === 0;
    this.#element.replaceChildren(
      ...found.map(({ label }, index) => {
        const option = document.createElement("div");
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(index === this.#chosen));
        option.className = `rounded-lg px-2.5 py-1.5 ${index === this.#chosen ? "bg-raised" : ""}`;
        option.textContent = label;
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.#choose(index);
        });
        return option;
      }),
    );
    this.#element.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }
}
