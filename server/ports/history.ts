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
