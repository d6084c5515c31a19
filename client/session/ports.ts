/** What a session needs of the world: a wire, a clock, and somewhere to keep unsent work. */
import type { EditorState, Transaction } from "@tiptap/pm/state";
import type { ClientEvent, StepJson } from "@/collab/protocol/client-messages";
import type { Refusal } from "@/collab/protocol/refusals";
import type { ClientAnswers, ServerEvents } from "@/collab/protocol/server-messages";

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
export interface PendingWork {
  readonly documentId: string;
  readonly userId: string;
  /** The version the steps were made on. */
  readonly version: number;
  /** Every unconfirmed step. */
  readonly steps: readonly StepJson[];
  /** For each of them, which step of `inflight` it is part of; null when it was not sent. */
  readonly wires: readonly (number | null)[];
  readonly inflight: {
    readonly changeId: string;
    readonly baseVersion: number;
    readonly steps: readonly StepJson[];
    readonly counts: readonly number[];
  } | null;
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
export interface EditorPort {
  readonly state: EditorState;
  dispatch(tr: Transaction): void;
  /** Brings what the browser shows already (a caret just moved) into the state. */
  flush(): void;
  /** An input method is composing: the text under it must not be touched. */
  readonly composing: boolean;
}
