/** The log of changes in memory, for tests, the simulation and the rehearsal. */
import type {
  Append,
  AppendResult,
  ChangeLog,
  Checkpoint,
  Claim,
  Leap,
  OpenedLog,
  StoredChange,
} from "@/server/ports/change-log";
import { assertAppendable } from "../appendable";
import type { MemoryTables } from "./memory-tables";

export class MemoryChangeLog implements ChangeLog {
  readonly #tables: MemoryTables;
  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  async open(documentId: string): Promise<OpenedLog | undefined> {
    const record = this.#tables.documents.get(documentId);
    const claim = await this.claim(documentId);
    if (!record || !claim) return undefined;
    const { headVersion, title } = record.row;
    const checkpoint = (await this.checkpointBefore(documentId, headVersion)) ?? null;
    const tail = record.changes.slice(checkpoint?.version ?? 0);
    return { epoch: claim.epoch, headVersion, title, checkpoint, tail };
  }

  async claim(documentId: string): Promise<Claim | undefined> {
    const record = this.#tables.documents.get(documentId);
    if (!record) return undefined;
    record.epoch += 1;
    return { epoch: record.epoch, headVersion: record.row.headVersion };
  }

  async append(entries: readonly Append[]): Promise<readonly AppendResult[]> {
    assertAppendable(entries);
    return entries.map((entry) => this.#append(entry));
  }

  #append({ documentId, epoch, expectedVersion, changes }: Append): AppendResult {
    const record = this.#tables.documents.get(documentId);
    if (record?.epoch !== epoch || record.row.headVersion !== expectedVersion) return "fenced";
    const ids = new Set(changes.map(({ changeId }) => changeId));
    if (ids.size < changes.length) return "fenced";
    if (changes.some(({ changeId }) => record.byChangeId.has(changeId))) return "fenced";
    for (const change of changes) {
      record.changes.push(change);
      record.byChangeId.set(change.changeId, change);
      const { version: headVersion, createdAt: updatedAt, userId: updatedBy } = change;
      record.row = { ...record.row, headVersion, updatedAt, updatedBy };
    }
    return "stored";
  }

  async read(
    documentId: string,
    since: number,
    limit: number,
    maxBytes = Number.POSITIVE_INFINITY,
  ): Promise<readonly StoredChange[]> {
    const page: StoredChange[] = [];
    let bytes = 0;
    const changes = this.#tables.documents.get(documentId)?.changes ?? [];
    for (const change of changes.slice(since, since + limit)) {
      bytes += Buffer.byteLength(change.steps);
      if (bytes > maxBytes && page.length > 0) break;
      page.push(change);
    }
    return page;
  }

  async find(documentId: string, changeId: string): Promise<StoredChange | undefined> {
    return this.#tables.documents.get(documentId)?.byChangeId.get(changeId);
  }

  async checkpointBefore(documentId: string, version: number): Promise<Checkpoint | undefined> {
    const checkpoints = this.#tables.documents.get(documentId)?.checkpoints.values() ?? [];
    let nearest: Checkpoint | undefined;
    for (const checkpoint of checkpoints) {
      if (checkpoint.version > version) continue;
      if (!nearest || checkpoint.version > nearest.version) nearest = checkpoint;
    }
    for (const { from, base } of this.#tables.documents.get(documentId)?.packs ?? []) {
      if (base === null || from - 1 > version || (nearest && nearest.version >= from)) continue;
      nearest = { version: from - 1, doc: base };
    }
    return nearest;
  }

  async leaps(documentId: string, since: number, until: number): Promise<readonly Leap[]> {
    const packs = this.#tables.documents.get(documentId)?.packs ?? [];
    const start = packs.findIndex(({ from }) => from === since + 1);
    return packs
      .slice(start === -1 ? packs.length : start)
      .filter(({ to }) => to <= until)
      .map(({ from, to, leap }) => ({ from, to, steps: leap }));
  }

  async saveCheckpoint(documentId: string, checkpoint: Checkpoint): Promise<void> {
    this.#tables.documents.get(documentId)?.checkpoints.set(checkpoint.version, checkpoint);
  }
}
