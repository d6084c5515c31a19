/** The log of changes: what the journal and the readers of history need from a store. */

/** Where a change came from; a session of history never mixes two. */
export const origins = ["typing", "import", "restore", "revert", "api", "agent"] as const;
export type Origin = (typeof origins)[number];

/** One row of the log. `steps` and `dropped` are JSON text, exactly as stored and broadcast. */
export interface StoredChange {
  readonly documentId: string;
  readonly version: number;
  readonly changeId: string;
  readonly userId: string;
  readonly baseVersion: number;
  readonly steps: string;
  /** Own step indexes which survived the rebase; null when every one did. */
  readonly kept: readonly number[] | null;
  /** JSON of the steps that could not be merged, with their slices; null when none. */
  readonly dropped: string | null;
  /**
   * Digest of the bytes the author sent, so that a retry is told from a mismatch. Of an old change
   * perhaps only its first characters, 8 at least.
   */
  readonly digest: string;
  readonly origin: Origin;
  /** JSON of what a change of the server's own making was about; null for what people typed. */
  readonly about: string | null;
  /** Wall-clock milliseconds. */
  readonly createdAt: number;
}

/** Changes of one document to store after `expectedVersion`, if `epoch` still holds. */
export interface Append {
  readonly documentId: string;
  readonly epoch: number;
  readonly expectedVersion: number;
  readonly changes: readonly StoredChange[];
}

/** `fenced`: the head or the epoch was not as expected; nothing of this entry was stored. */
export type AppendResult = "stored" | "fenced";

export interface Checkpoint {
  readonly version: number;
  /** The document as JSON text. */
  readonly doc: string;
}

/** Steps over many versions at once: JSON of steps which make the document at `from` - 1 that at `to`. */
export interface Leap {
  readonly from: number;
  readonly to: number;
  readonly steps: string;
}

/** What opening a document yields: never more than the changes since its last checkpoint. */
export interface OpenedLog {
  /** Undefined when nothing can be written just now: it may be read, and claimed later. */
  readonly epoch: number | undefined;
  readonly headVersion: number;
  readonly title: string;
  readonly checkpoint: Checkpoint | null;
  readonly tail: readonly StoredChange[];
}

/** An epoch of one's own, and where the log ends for older owners. */
export interface Claim {
  readonly epoch: number;
  readonly headVersion: number;
}

export interface ChangeLog {
  /**
   * Raises the epoch, if it can, and returns it with the state; undefined when there is no such
   * document. A full disk is no reason not to read.
   */
  open(documentId: string): Promise<OpenedLog | undefined>;
  /** Raises the epoch of a document that was opened without. */
  claim(documentId: string): Promise<Claim | undefined>;
  /** One transaction for all entries; throws `StoreError` when nothing is known to be stored. */
  append(entries: readonly Append[]): Promise<readonly AppendResult[]>;
  /** Changes with version > since, in order, at most `limit` and about `maxBytes`. */
  read(
    documentId: string,
    since: number,
    limit: number,
    maxBytes?: number,
  ): Promise<readonly StoredChange[]>;
  find(documentId: string, changeId: string): Promise<StoredChange | undefined>;
  /** The nearest checkpoint at or before `version`. */
  checkpointBefore(documentId: string, version: number): Promise<Checkpoint | undefined>;
  /** Ways to get on from version `since` without reading every change, none beyond `until`. */
  leaps(documentId: string, since: number, until: number): Promise<readonly Leap[]>;
  saveCheckpoint(documentId: string, checkpoint: Checkpoint): Promise<void>;
}
