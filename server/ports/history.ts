/** What history keeps beside the log: sessions written for good, and how far they have come. */
import type { HistorySession, SessionProgress } from "@/collab/history/sessions";

export interface SessionQuery {
  /** Only sessions that begin before this version. */
  readonly before: number;
  readonly limit: number;
  /** Only sessions in which this person worked. */
  readonly person?: string;
}

export interface SessionStore {
  /** Undefined when nothing was written yet. */
  progress(documentId: string): Promise<SessionProgress | undefined>;
  /**
   * Adds closed sessions and moves the progress on, all or nothing. False when the progress was no
   * longer at `expected` (a version; undefined for none): then somebody else wrote the same.
   */
  advance(
    documentId: string,
    expected: number | undefined,
    closed: readonly HistorySession[],
    progress: SessionProgress,
  ): Promise<boolean>;
  /** Closed sessions, newest first. */
  closed(documentId: string, query: SessionQuery): Promise<readonly HistorySession[]>;
  /** The closed session that holds a version. */
  closedAt(documentId: string, version: number): Promise<HistorySession | undefined>;
}

/** A run of old changes, and what reading past it needs. */
export interface Pack {
  /** First and last version, inclusive; the run begins where the one before it ended. */
  readonly from: number;
  readonly to: number;
  /** JSON of steps which make the document at `from` - 1 that at `to`. */
  readonly leap: string;
  /** JSON of the document at `from` - 1; only some packs have it. */
  readonly base: string | null;
}

export interface PackStore {
  /** The last version of the last pack; 0 when nothing is packed. */
  packedTo(documentId: string): Promise<number>;
  /**
   * Puts changes into a pack, from which the log reads them as before; of their digests at least
   * 8 characters stay. Checkpoints up to the pack's end go, too. False when it was not done, because
   * the changes are not all there or could not be read back: then all is as it was.
   */
  pack(documentId: string, pack: Pack): Promise<boolean>;
}
