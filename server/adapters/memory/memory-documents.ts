/** Documents as rows in memory. */
import type { Role } from "@/collab/protocol/server-messages";
import type {
  DocumentRow,
  DocumentStore,
  ListedDocument,
  ListQuery,
  NewDocument,
} from "@/server/ports/documents";
import { StoreError } from "@/server/ports/store-error";
import { foldText, searchWords } from "../fold-text";
import type { DocumentRecord, MemoryTables } from "./memory-tables";

const orders = {
  updated: (a: DocumentRow, b: DocumentRow) => b.updatedAt - a.updatedAt,
  created: (a: DocumentRow, b: DocumentRow) => b.createdAt - a.createdAt,
  title: (a: DocumentRow, b: DocumentRow) => compare(foldText(a.title), foldText(b.title)),
} as const;

export class MemoryDocuments implements DocumentStore {
  readonly #tables: MemoryTables;
  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  async create({ id, title, ownerId, createdAt }: NewDocument): Promise<DocumentRow> {
    if (this.#tables.documents.has(id)) throw new StoreError("io", `Document ${id} is there.`);
    const row: DocumentRow = {
      ...{ id, title, ownerId, createdAt, headVersion: 0, linkRole: "editor" },
      ...{ updatedAt: createdAt, updatedBy: null, trashedAt: null },
    };
    this.#tables.documents.set(id, {
      ...{ row, epoch: 0, changes: [], byChangeId: new Map(), text: "" },
      ...{ checkpoints: new Map(), versions: new Map() },
      ...{ sessions: [], packs: [], progress: undefined },
      members: new Map([[ownerId, { role: "owner", starred: false }]]),
    });
    return row;
  }

  async find(id: string): Promise<DocumentRow | undefined> {
    return this.#tables.documents.get(id)?.row;
  }

  async list(query: ListQuery): Promise<readonly ListedDocument[]> {
    const found = [...this.#tables.documents.values()].flatMap(
      (record) => this.#listed(record, query) ?? [],
    );
    const order = orders[query.sort];
    found.sort((a, b) => order(a, b) || compare(a.id, b.id));
    return found.slice(query.offset, query.offset + query.limit);
  }

  #listed(record: DocumentRecord, query: ListQuery): ListedDocument | undefined {
    const { row, text } = record;
    const member = record.members.get(query.userId);
    if (!member || query.trashed !== (row.trashedAt !== null)) return undefined;
    if (query.trashed && row.ownerId !== query.userId) return undefined;
    if (query.starred && !member.starred) return undefined;
    const known = [row.title, text].map(foldText);
    const isKnown = (word: string) => known.some((part) => part.includes(word));
    if (!searchWords(query.search).every(isKnown)) return undefined;
    const author = this.#tables.people.get(row.updatedBy ?? "");
    return { ...row, ...member, updatedByName: author?.name ?? null };
  }

  async rename(id: string, title: string): Promise<void> {
    this.#update(id, { title });
  }

  async setTrashed(id: string, trashedAt: number | null): Promise<void> {
    this.#update(id, { trashedAt });
  }

  async setStarred(id: string, userId: string, starred: boolean): Promise<void> {
    const member = this.#tables.documents.get(id)?.members.get(userId);
    if (member) member.starred = starred;
  }

  async membership(id: string, userId: string): Promise<Role | undefined> {
    return this.#tables.documents.get(id)?.members.get(userId)?.role;
  }

  async members(id: string, limit: number): Promise<readonly string[]> {
    return [...(this.#tables.documents.get(id)?.members.keys() ?? [])].slice(0, limit);
  }

  async addMember(id: string, userId: string, role: Role): Promise<void> {
    const members = this.#tables.documents.get(id)?.members;
    const member = members?.get(userId);
    if (member?.role === "owner") return;
    members?.set(userId, { role, starred: member?.starred ?? false });
  }

  async saveTexts(texts: ReadonlyMap<string, string>): Promise<void> {
    for (const [id, text] of texts) {
      const record = this.#tables.documents.get(id);
      if (record) record.text = text;
    }
  }

  #update(id: string, change: Partial<DocumentRow>): void {
    const record = this.#tables.documents.get(id);
    if (record) record.row = { ...record.row, ...change };
  }
}

/** By code units, as SQLite compares, so that the order never depends on a locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
