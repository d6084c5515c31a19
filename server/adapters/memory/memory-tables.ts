/** What the memory stores share: the tables of one database that lives as long as the process. */
import type { HistorySession, SessionProgress } from "@/collab/history/sessions";
import type { Role } from "@/collab/protocol/server-messages";
import type { Checkpoint, StoredChange } from "@/server/ports/change-log";
import type { DocumentRow, NamedVersion } from "@/server/ports/documents";
import type { Pack } from "@/server/ports/history";
import type { Person, SessionRow } from "@/server/ports/people";
import type { UploadRow } from "@/server/ports/uploads";

export interface DocumentRecord {
  row: DocumentRow;
  epoch: number;
  /** The change of version n at index n - 1. */
  readonly changes: StoredChange[];
  readonly byChangeId: Map<string, StoredChange>;
  readonly checkpoints: Map<number, Checkpoint>;
  readonly versions: Map<number, NamedVersion>;
  /** Closed sessions, oldest first. */
  readonly sessions: HistorySession[];
  progress: SessionProgress | undefined;
  readonly packs: Pack[];
  readonly members: Map<string, { role: Role; starred: boolean }>;
  text: string;
}

export class MemoryTables {
  readonly documents = new Map<string, DocumentRecord>();
  readonly people = new Map<string, Person>();
  readonly sessions = new Map<string, SessionRow>();
  readonly uploads = new Map<string, UploadRow>();
}
