/**
 * My own selection, told to the others at most twenty times a second, in the server's positions.
 * While I type nothing is told: they see from my changes that the caret goes along.
 */
import { Mapping } from "@tiptap/pm/transform";
import type { Presence } from "@/collab/protocol/server-messages";
import { collabState } from "../collab/collab-plugin";
import type { EditorPort } from "./ports";
import { Retry } from "./retry";
import type { SessionOptions } from "./session-options";

const everyMs = 60;
const answerMs = 5000;
/** What is refused so often in a row waits for the caret's next move. */
const mostAgain = 6;

export class PresenceSender {
  readonly #options: SessionOptions;
  readonly #editor: () => EditorPort | undefined;
  readonly #retry: Retry;
  #again = 0;
  #cancel: (() => void) | undefined;
  #sent = "";
  /** The selection moved by itself since I typed last. */
  #apart = false;
  #away = false;

  constructor(options: SessionOptions, editor: () => EditorPort | undefined) {
    this.#options = options;
    this.#editor = editor;
    this.#retry = new Retry(options.clock, options.random);
  }

  /** My change shows where I am, or its confirmation makes me tell. */
  typed(): void {
    this.#apart = false;
  }

  moved(): void {
    this.#apart = true;
    this.#again = 0;
    this.#tellSoon();
  }

  /** My change came back. Where I am counts from its version, unless it said so itself. */
  confirmed(withCaret: boolean): void {
    if (!withCaret || this.#apart) this.#tellSoon();
  }

  /** A new connection knows nothing of what the last one was told. */
  entered(): void {
    this.#sent = "";
    this.moved();
  }

  /** Who is away is here without a caret, until they come back to where they were. */
  setAway(away: boolean): void {
    if (away === this.#away) return;
    this.#away = away;
    this.moved();
  }

  /** The server tells who is where. If it lost my place (its document restarted), it is told anew. */
  heard(users: readonly Presence[], sessionId: string | undefined): void {
    const me = users.find((user) => user.sessionId === sessionId);
    if (!me || me.anchor !== null || me.away || this.#sent === "") return;
    this.#sent = "";
    this.#tellSoon();
  }

  close(): void {
    this.#cancel?.();
    this.#retry.cancel();
  }

  #tellSoon(): void {
    this.#cancel ??= this.#options.clock.after(everyMs, () => {
      this.#cancel = undefined;
      this.#send();
    });
  }

  #send(): void {
    const editor = this.#editor();
    if (!editor || this.#options.adopted) return;
    if (this.#away) {
      this.#tell("away", { away: true });
      return;
    }
    const { version, unconfirmed } = collabState(editor.state);
    // What I typed since is on its way and says it, or its confirmation does: this would come too late.
    if (unconfirmed.length > 0 && !this.#apart) return;
    const { selection } = editor.state;
    // The others know the document at `version`, without what I have not had confirmed.
    const back = new Mapping(unconfirmed.toReversed().map(({ inverted }) => inverted.getMap()));
    const anchor = back.map(selection.anchor, -1);
    const head = back.map(selection.head, -1);
    this.#tell(`${version}:${anchor}:${head}`, { version, anchor, head });
  }

  /** What was said last is not said again, once the server took it. */
  #tell(key: string, where: object): void {
    if (key === this.#sent) return;
    this.#sent = key;
    const { transport, documentId } = this.#options;
    const payload = { documentId, ...where };
    transport.request("presence", payload, { timeoutMs: answerMs }).then(
      (answer) => (answer.ok ? this.#told() : this.#untold(key, answer.error.retryable)),
      () => this.#untold(key, true),
    );
  }

  #told(): void {
    this.#again = 0;
    this.#retry.reset();
  }

  /** A new connection is told by itself; on this one the place that is the newest by then goes. */
  #untold(key: string, retryable: boolean): void {
    if (key !== this.#sent) return;
    this.#sent = "";
    if (!retryable || this.#again === mostAgain) return;
    this.#again += 1;
    this.#retry.later(() => this.#send());
  }
}
