/** A document of the past on the page: drawn by ProseMirror, never written in. */
import type { Node } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { type Decoration, DecorationSet, EditorView } from "@tiptap/pm/view";
import { pastNodes } from "./past-nodes";

export class PastView {
  readonly #view: EditorView;
  #decorations = DecorationSet.empty;

  constructor(mount: HTMLElement, doc: Node) {
    mount.replaceChildren();
    this.#view = new EditorView(
      { mount },
      {
        state: EditorState.create({ doc }),
        editable: () => false,
        nodeViews: pastNodes,
        attributes: { class: "prose prose-past" },
        decorations: () => this.#decorations,
      },
    );
  }

  get dom(): HTMLElement {
    return this.#view.dom;
  }

  show(doc: Node, decorations: readonly Decoration[]): void {
    this.#decorations = DecorationSet.create(doc, [...decorations]);
    // Only what differs is drawn again.
    const { state } = this.#view;
    if (state.doc.eq(doc)) this.#view.updateState(state);
    else this.#view.updateState(EditorState.create({ doc, plugins: [...state.plugins] }));
  }

  /** Scrolls, if need be, to the first mark. */
  reveal(): void {
    const mark = this.dom.querySelector("[data-hunk]");
    // A block as long as the page is there already.
    if (mark && mark.clientHeight < 300) mark.scrollIntoView({ block: "nearest" });
  }

  /** Positions of a range of the page; undefined when it lies outside. */
  positionsOf(range: Range): { readonly from: number; readonly to: number } | undefined {
    try {
      const from = this.#view.posAtDOM(range.startContainer, range.startOffset, 1);
      const to = this.#view.posAtDOM(range.endContainer, range.endOffset, -1);
      return { from, to };
    } catch {
      return undefined;
    }
  }

  /** The first mark of a change, made the current one; undefined when it can't be seen. */
  focusHunk(number: number | undefined): HTMLElement | undefined {
    for (const old of this.dom.querySelectorAll(".hunk-here")) old.classList.remove("hunk-here");
    if (number === undefined) return undefined;
    const marks = this.dom.querySelectorAll<HTMLElement>(`[data-hunk~="${number}"]`);
    for (const mark of marks) mark.classList.add("hunk-here");
    return marks[0];
  }

  destroy(): void {
    this.#view.destroy();
  }
}
