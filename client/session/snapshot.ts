/** What an interface may know of a session, as one value that is replaced when it changes. */
import type { Refusal } from "@/collab/protocol/refusals";
import type { Presence, PublicUser, Role, WentBack } from "@/collab/protocol/server-messages";
import type { Unmerged } from "./ports";

export type SessionStatus = "loading" | "live" | "reconnecting" | "offline" | "refused";

export interface SessionSnapshot {
  readonly status: SessionStatus;
  /** Everything typed here is stored on the server. */
  readonly saved: boolean;
  /** Unconfirmed changes, as somebody would count them. */
  readonly pendingChanges: number;
  /** Age of the oldest unconfirmed work in milliseconds; null when there is none. */
  readonly oldestPendingMs: number | null;
  /** For how long it has owed an answer to what was sent on this connection; null when it does not. */
  readonly unansweredMs: number | null;
  /** What the server said when it could not store my changes, until it can. */
  readonly trouble: string | null;
  readonly version: number;
  readonly role: Role;
  readonly title: string;
  /** The title as it was written here and is not stored yet. */
  readonly titlePending: string | undefined;
  /** The last title written here that does not hold, and why. */
  readonly titleDropped: { readonly title: string; readonly why: string } | undefined;
  readonly user: PublicUser | undefined;
  readonly sessionId: string | undefined;
  readonly users: readonly Presence[];
  readonly refusal: Refusal | undefined;
  readonly deleted: boolean;
  /** The last time that somebody restored or took back something while this was open. */
  readonly wentBack: WentBack | undefined;
  readonly unmerged: readonly Unmerged[];
  /** The document to start the editor with, once joined. */
  readonly initialDoc: object | undefined;
}

/** What is not stored yet, in numbers. */
export type Pending = Pick<
  SessionSnapshot,
  "pendingChanges" | "oldestPendingMs" | "unansweredMs" | "trouble"
>;

export const emptySnapshot: SessionSnapshot = {
  status: "loading",
  saved: true,
  pendingChanges: 0,
  oldestPendingMs: null,
  unansweredMs: null,
  trouble: null,
  version: 0,
  role: "viewer",
  title: "",
  titlePending: undefined,
  titleDropped: undefined,
  user: undefined,
  sessionId: undefined,
  users: [],
  refusal: undefined,
  deleted: false,
  wentBack: undefined,
  unmerged: [],
  initialDoc: undefined,
};

/** Holds the snapshot and tells who listens; an update that changes nothing tells nobody. */
export class SnapshotStore {
  #snapshot = emptySnapshot;
  readonly #listeners = new Set<() => void>();

  get value(): SessionSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  update(patch: Partial<SessionSnapshot>): void {
    const next = { ...this.#snapshot, ...patch };
    const keys = Object.keys(patch) as (keyof SessionSnapshot)[];
    if (keys.every((key) => Object.is(next[key], this.#snapshot[key]))) return;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}
