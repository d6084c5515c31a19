/** What the server says: the answers to client events, and the three events it sends on its own. */
import type { StepJson } from "./client-messages";
import type { Answer } from "./refusals";

export type Role = "owner" | "editor" | "commenter" | "viewer";

export interface PublicUser {
  readonly id: string;
  readonly name: string;
  /** `#rrggbb`, from the palette in `collab/people/palette`. */
  readonly color: string;
}

/** One accepted change, as the log and every replica see it. */
export interface WireChange {
  readonly version: number;
  readonly changeId: string;
  readonly userId: string;
  /** The steps after the server's rebase, as ProseMirror JSON. */
  readonly steps: readonly StepJson[];
  /** Indexes of the author's own steps which survived; absent when all did, unchanged in number. */
  readonly kept?: readonly number[];
  /** Wall-clock milliseconds. */
  readonly createdAt: number;
  /** The version that it brought back, all of it or some blocks; absent for every other change. */
  readonly restored?: number;
  /** Where its author's caret stands after it, when that was said with it. */
  readonly caret?: AuthorsCaret;
}

export interface AuthorsCaret {
  readonly sessionId: string;
  /** A position at the change's version. */
  readonly at: number;
}

/** Somebody in the document, with where their selection is (positions at `version`). */
export interface Presence {
  readonly sessionId: string;
  readonly user: PublicUser;
  readonly version: number;
  readonly anchor: number | null;
  readonly head: number | null;
  /** Here, but not looking: the place they had is not theirs until they come back. */
  readonly away?: true;
}

export interface JoinAnswer {
  readonly version: number;
  readonly role: Role;
  readonly user: PublicUser;
  /** This connection's own id in `users`. */
  readonly sessionId: string;
  readonly title: string;
  readonly users: readonly Presence[];
  /** It is in the trash, where its owner may still look at it. */
  readonly deleted?: boolean;
  /** The document as JSON, when the client knew nothing or was too far behind. */
  readonly doc?: object;
  /** What came after `since`, when it was given and is near enough. */
  readonly changes?: readonly WireChange[];
}

export interface PullAnswer {
  readonly version: number;
  readonly changes: readonly WireChange[];
  readonly more: boolean;
}

export interface BroadcastChange {
  readonly documentId: string;
  readonly changes: readonly WireChange[];
}

export interface PresenceEvent {
  readonly documentId: string;
  readonly users: readonly Presence[];
  readonly left: readonly string[];
}

export interface DocumentUpdated {
  readonly documentId: string;
  readonly title?: string;
  readonly role?: Role | null;
  readonly deleted?: boolean;
  readonly wentBack?: WentBack;
}

/** Somebody restored something, or took something back; taking `version` back is its undo. */
export interface WentBack {
  readonly by: PublicUser;
  readonly version: number;
  readonly kind: "restored" | "restored_blocks" | "took_back";
}

export interface ServerEvents {
  broadcast_change: BroadcastChange;
  presence: PresenceEvent;
  document_updated: DocumentUpdated;
}

export interface ClientAnswers {
  join: Answer<JoinAnswer>;
  apply_change: Answer<{ readonly version: number }>;
  pull: Answer<PullAnswer>;
  presence: Answer<object>;
  leave: Answer<object>;
}
