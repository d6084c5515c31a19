/** An editor without a browser: a state and its plugins. */
import { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { collabPlugin } from "@/client/collab/collab-plugin";
import { historyPlugin } from "@/client/collab/history";
import type { EditorPort } from "@/client/session/ports";
import { schema } from "@/collab/schema/schema";

export class HeadlessEditor implements EditorPort {
  state: EditorState;
  composing = false;
  /** Is told of every transaction, as a view's plugins would be. */
  onTransaction: (tr: Transaction) => void = () => {};

  constructor(doc: unknown, version: number) {
    this.state = EditorState.create({
      doc: Node.fromJSON(schema, doc),
      plugins: [collabPlugin(version), historyPlugin()],
    });
  }

  flush(): void {}

  dispatch(tr: Transaction): void {
    this.state = this.state.apply(tr);
    this.onTransaction(tr);
  }
}
