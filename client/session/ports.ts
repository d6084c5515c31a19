/** What a session needs of the world: a wire, a clock, and somewhere to keep unsent work. */
import type { ClientEvent } from "@/collab/protocol/client-messages";
import type { Refusal } from "@/collab/protocol/refusals";
import type { ClientAnswers, ServerEvents } from "@/collab/protocol/server-messages";
import type { Editor } from "../collab/collab-plugin";
import type { KeptSteps } from "../collab/restore";

export interface TransportEvents extends ServerEvents {
  connect: undefined;
  disconnect: undefined;
  /** The server will not have this connection; trying again changes nothing. */
  refused: Refusal;
}

export interface Transport {
  readonly connected: boolean;
  /** Rejects only when no answer came: a timeout, or the connection ended. */
  request<E extends ClientEvent>(
    event: E,
    payload: object,
    options: { readonly timeoutMs: number },
  ): Promise<ClientAnswers[E]>;
  on<E extends keyof TransportEvents>(
    event: E,
    listener: (payload: TransportEvents[E]) => void,
  ): () => void;
}

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Runs `fn` after `ms`; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void;
}

/** Work which the server has not confirmed, as it survives a closed tab. */
export interface PendingWork extends KeptSteps {
  readonly documentId: string;
  readonly userId: string;
  readonly unmerged: readonly Unmerged[];
}

/** Content that could not be merged, kept for its author. */
export interface Unmerged {
  readonly id: string;
  readonly text: string;
  /** A ProseMirror slice as JSON. */
  readonly slice: unknown;
  readonly why: string;
}

/** One tab's own drawer; nobody else opens it while the tab lives. */
export interface PendingDrawer {
  save(work: PendingWork): Promise<void>;
  clear(): Promise<void>;
  /** Nothing more comes from me: whoever opens the document next may adopt what is in it. */
  release(): Promise<void>;
}

export interface PendingStore {
  /** A fresh drawer for this tab and document. */
  open(documentId: string): Promise<PendingDrawer>;
  /**
   * The drawer of a tab of this person that is gone, with the work in it; each is handed out once.
   * Somebody else's work, on a shared computer, waits for them.
   */
  adopt(
    documentId: string,
    userId: string,
  ): Promise<{ drawer: PendingDrawer; work: PendingWork } | undefined>;
}

/** The editor, as a session drives it: a view in the browser, a bare state elsewhere. */
export interface EditorPort extends Editor {
  /** Brings what the browser shows already (a caret just moved) into the state. */
  flush(): void;
  /** An input method is composing: the text under it must not be touched. */
  readonly composing: boolean;
}
