/**
 * Somebody at a document, in a paragraph of their own, who types words at a steady pace whatever the
 * server does. Each edit is timed until it is kept. Old words are deleted, so that nothing grows for ever.
 */
import { TextSelection } from "@tiptap/pm/state";
import { collabState } from "@/client/collab/collab-plugin";
import { Writer, type WriterOptions } from "../chaos/writer";
import type { HeadlessEditor } from "../support/headless-editor";
import { tokenPattern } from "../support/tokens";

/** Words of one person that stay. */
const keptWords = 20;

export interface TypistOptions extends WriterOptions {
  /** The paragraph whose end the caret is at. */
  readonly place: number;
  /** An edit is kept, so long after it was made. */
  confirmed(delayMs: number): void;
  /** The connection was lost. */
  dropped(): void;
}

export class Typist {
  readonly writer: Writer;
  readonly #options: TypistOptions;
  /** When each edit was made that is not kept yet. */
  readonly #typedAt: number[] = [];
  #placed = false;
  #live = false;
  #words = 0;

  constructor(options: TypistOptions) {
    this.#options = options;
    const transacted = (editor: HeadlessEditor) => this.#transacted(editor);
    this.writer = new Writer({ ...options, transacted });
    this.writer.session.subscribe(() => this.#watch());
  }

  /** When there is a text; at once, if there is. */
  opened(withinMs: number): Promise<void> {
    const { session, options } = this.writer;
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`${options.name} could not open its document.`));
      const timer = setTimeout(late, withinMs);
      const look = () => {
        if (!this.writer.editor) return;
        clearTimeout(timer);
        stop();
        resolve();
      };
      const stop = session.subscribe(look);
      look();
    });
  }

  /** One edit: a new word, or an old one less. */
  type(): void {
    const { editor } = this.writer;
    if (!editor) return;
    this.#place(editor);
    this.#typedAt.push(performance.now());
    const { $head } = editor.state.selection;
    const oldest = $head.parent.textContent.match(tokenPattern) ?? [];
    if (oldest.length > keptWords && this.#words % 2 === 0) this.#deleteWord(editor, oldest[0]);
    else this.#typeWord(editor);
    this.#words += 1;
  }

  #typeWord(editor: HeadlessEditor): void {
    const { name, trace } = this.#options;
    const word = `⟦${name}:${this.#words}⟧`;
    trace.typed.add(word);
    editor.dispatch(editor.state.tr.insertText(word));
  }

  #deleteWord(editor: HeadlessEditor, word = ""): void {
    const { $head } = editor.state.selection;
    const from = $head.start() + $head.parent.textContent.indexOf(word);
    this.#options.trace.deleted.add(word);
    editor.dispatch(editor.state.tr.delete(from, from + word.length));
  }

  #place(editor: HeadlessEditor): void {
    if (this.#placed) return;
    this.#placed = true;
    const { doc, tr } = editor.state;
    const place = Math.min(this.#options.place, doc.childCount - 1);
    let end = 0;
    for (let index = 0; index <= place; index++) end += doc.child(index).nodeSize;
    editor.dispatch(tr.setSelection(TextSelection.create(doc, end - 1)));
  }

  /** Each edit is a step, which is unconfirmed until the server has stored it. */
  #transacted(editor: HeadlessEditor): void {
    const { length } = collabState(editor.state).unconfirmed;
    while (this.#typedAt.length > length) {
      const at = this.#typedAt.shift() ?? 0;
      this.#options.confirmed(performance.now() - at);
    }
  }

  #watch(): void {
    const live = this.writer.session.snapshot().status === "live";
    if (this.#live && !live) this.#options.dropped();
    this.#live = live;
  }
}
