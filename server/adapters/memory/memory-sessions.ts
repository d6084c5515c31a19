/** Sessions of history in memory. */
import type { HistorySession, SessionProgress } from "@/collab/history/sessions";
import type { SessionQuery, SessionStore } from "@/server/ports/history";
import type { MemoryTables } from "./memory-tables";

export class MemorySessions implements SessionStore {
  readonly #tables: MemoryTables;
  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  async progress(documentId: string): Promise<SessionProgress | undefined> {
    return this.#tables.documents.get(documentId)?.progress;
  }

  async advance(
    documentId: string,
    expected: number | undefined,
    closed: readonly HistorySession[],
    progress: SessionProgress,
  ): Promise<boolean> {
    const record = this.#tables.documents.get(documentId);
    if (!record || record.progress?.version !== expected) return false;
    record.sessions.push(...closed);
    record.progress = progress;
    return true;
  }

  async closed(
    documentId: string,
    { before, limit, person }: SessionQuery,
  ): Promise<readonly HistorySession[]> {
    const sessions = this.#tables.documents.get(documentId)?.sessions ?? [];
    return sessions
      .filter(({ from }) => from < before)
      .filter(({ authors }) => !person || authors.some(({ userId }) => userId === person))
      .reverse()
      .slice(0, limit);
  }

  async closedAt(documentId: string, version: number): Promise<HistorySession | undefined> {
    const sessions = this.#tables.documents.get(documentId)?.sessions ?? [];
    return sessions.find(({ from, to }) => from <= version && version <= to);
  }
}
