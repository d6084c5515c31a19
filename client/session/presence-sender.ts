/** My own selection, told to the others at most twenty times a second, in the server's positions. */
import { Mapping } from "@tiptap/pm/transform";
import { collabState } from "../collab/collab-plugin";
import type { EditorPort } from "./ports";
import type { SessionOptions } from "./session-options";

const everyMs = 60;

export class PresenceSender {
  readonly #options: SessionOptions;
  readonly #editor: () => EditorPort | undefined;
  #cancel: (() => void) | undefined;
  #sent = "";
  #away = false;

  constructor(options: SessionOptions, editor: () => EditorPort | undefined) {
    this.#options = options;
    this.#editor = editor;
  }

  selectionChanged(): void {
    this.#cancel ??= this.#options.clock.after(everyMs, () => {
      this.#cancel = undefined;
      this.#send();
    });
  }

  /** A new connection knows nothing of what the last one was told. */
  entered(): void {
    this.#sent = "";
    this.selectionChanged();
  }

  /** Who is away is here without a caret, until they come back to where they were. */
  setAway(away: boolean): void {
    if (away === this.#away) return;
    this.#away = away;
    this.selectionChanged();
  }

  close(): void {
    this.#cancel?.();
  }

  #send(): void {
    const editor = this.#editor();
    if (!editor || this.#options.adopted) return;
    if (this.#away) {
      this.#tell("away", { away: true });
      return;
    }
    const { version, unconfirmed } = collabState(editor.state);
    const { selection } = editor.state;
    // The others know the document at `version`, without what I have not had confirmed.
    const back = new Mapping(unconfirmed.toReversed().map(({ inverted }) => inverted.getMap()));
    const anchor = back.map(selection.anchor, -1);
    const head = back.map(selection.head, -1);
    this.#tell(`${version}:${anchor}:${head}`, { version, anchor, head });
  }

  /** What was said last is not said again. */
  #tell(key: string, where: object): void {
    if (key === this.#sent) return;
    this.#sent = key;
    const { transport, documentId } = this.#options;
    const payload = { documentId, ...where };
    transport.request("presence", payload, { timeoutMs: 5000 }).catch(() => {});
  }
}
