/** Documents as rows: who owns them, who may open them, what the list page shows. */
import type { Role } from "@/collab/protocol/server-messages";

export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly ownerId: string;
  readonly headVersion: number;
  /** What a holder of the link may do; null when the link alone opens nothing. */
  readonly linkRole: Role | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Who changed it last; null before the first change. */
  readonly updatedBy: string | null;
  readonly trashedAt: number | null;
}

/** A document as its list shows it: the row, with the reader's own role and star. */
export interface ListedDocument extends DocumentRow {
  readonly role: Role;
  readonly starred: boolean;
  readonly updatedByName: string | null;
}

export interface ListQuery {
  readonly userId: string;
  readonly trashed: boolean;
  readonly starred?: boolean;
  /** Matched against the title and the text. */
  readonly search?: string;
  readonly sort: "updated" | "created" | "title";
  readonly limit: number;
  readonly offset: number;
}

export interface NewDocument {
  readonly id: string;
  readonly title: string;
  readonly ownerId: string;
  readonly createdAt: number;
}

export interface DocumentStore {
  create(document: NewDocument): Promise<DocumentRow>;
  find(id: string): Promise<DocumentRow | undefined>;
  list(query: ListQuery): Promise<readonly ListedDocument[]>;
  rename(id: string, title: string): Promise<void>;
  setTrashed(id: string, trashedAt: number | null): Promise<void>;
  setStarred(id: string, userId: string, starred: boolean): Promise<void>;
  membership(id: string, userId: string): Promise<Role | undefined>;
  /** Who has it: the owner and whoever opened it, in that order. */
  members(id: string, limit: number): Promise<readonly string[]>;
  /** Adds or changes a member; the owner stays owner. */
  addMember(id: string, userId: string, role: Role): Promise<void>;
  /** The plain texts that search looks through, by the ids of their documents. */
  saveTexts(texts: ReadonlyMap<string, string>): Promise<void>;
}

export interface NamedVersion {
  readonly documentId: string;
  readonly version: number;
  readonly name: string;
  readonly userId: string;
  readonly createdAt: number;
}

export interface NamedVersionStore {
  /** Names a version, or names it anew. */
  name(version: NamedVersion): Promise<void>;
  /** False when it had no name. */
  unname(documentId: string, version: number): Promise<boolean>;
  /** Newest first. */
  named(documentId: string): Promise<readonly NamedVersion[]>;
}
