/** An editor nobody looks at: delivers what was left behind when its page, or its tab, went. */
import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { collabPlugin, type Editor } from "./collab-plugin";

export class BareEditor implements Editor {
  readonly composing = false;
  readonly #transacted: (tr: Transaction) => void;
  #state: EditorState;

  constructor(doc: Node, version: number, transacted: (tr: Transaction) => void) {
    this.#state = EditorState.create({ doc, plugins: [collabPlugin(version)] });
    this.#transacted = transacted;
  }

  get state(): EditorState {
    return this.#state;
  }

  flush(): void {}

  dispatch(tr: Transaction): void {
    this.#state = this.#state.apply(tr);
    this.#transacted(tr);
  }
}
