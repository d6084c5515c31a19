/**
 * The connection that appends to the log, and does nothing else: two prepared statements, a JSON
 * array each, in one transaction. It blocks its thread until the disk has it, so that it has a thread.
 */
import Sqlite from "better-sqlite3";
import { durability, pagesPerCheckpoint } from "./durability";
import { failureOf, isUniqueConflict } from "./store-failure";

/** How long an append waits for another process (a backup, a shell). The journal asks again. */
const busyWaitMs = 1000;

/** A head that was advanced, which is how an entry is known to be stored. */
export interface Advanced {
  readonly id: string;
  readonly epoch: number;
}

const insertChanges = `
  INSERT INTO "Change" ("documentId", "version", "changeId", "userId", "baseVersion", "steps",
    "kept", "dropped", "digest", "origin", "about", "createdAt")
  SELECT d."id", row.value ->> 'version', row.value ->> 'changeId', row.value ->> 'userId',
    row.value ->> 'baseVersion', row.value ->> 'steps', row.value ->> 'kept',
    row.value ->> 'dropped', row.value ->> 'digest', row.value ->> 'origin',
    row.value ->> 'about', row.value ->> 'createdAt'
  FROM json_each(?) AS row
  JOIN "Document" AS d ON d."id" = row.value ->> 'documentId'
    AND d."epoch" = row.value ->> 'epoch'
    AND d."headVersion" = row.value ->> 'expectedVersion'`;

const advanceHeads = `
  UPDATE "Document" SET "headVersion" = entry.value ->> 'head',
    "updatedAt" = entry.value ->> 'at', "updatedBy" = entry.value ->> 'by'
  FROM json_each(?) AS entry
  WHERE "Document"."id" = entry.value ->> 'documentId'
    AND "Document"."epoch" = entry.value ->> 'epoch'
    AND "Document"."headVersion" = entry.value ->> 'expectedVersion'
  RETURNING "Document"."id" AS "id", "Document"."epoch" AS "epoch"`;

export class LogConnection {
  readonly #path: string;
  #database: Sqlite.Database;
  #append: (changes: string, heads: string) => Advanced[];

  /** @throws when the file system or the driver does not give what durability needs */
  constructor(path: string) {
    this.#path = path;
    this.#database = open(path);
    this.#append = appending(this.#database);
  }

  /**
   * Stores what is not fenced, all or nothing. Both statements make the same comparison under one
   * write lock, so they choose the same documents.
   * @throws the driver's error
   */
  append(changes: string, heads: string): Advanced[] {
    try {
      return this.#append(changes, heads);
    } catch (error) {
      // A handle whose fsync failed must not be asked again: it may report success for lost pages.
      if (!isHarmless(error)) this.#reopen();
      throw error;
    }
  }

  pragma(text: string): unknown {
    return this.#database.pragma(text, { simple: true });
  }

  close(): void {
    this.#database.close();
  }

  #reopen(): void {
    this.#database.close();
    this.#database = open(this.#path);
    this.#append = appending(this.#database);
  }
}

function open(path: string): Sqlite.Database {
  const database = new Sqlite(path, { timeout: busyWaitMs, fileMustExist: true });
  for (const [name, wanted] of Object.entries(durability)) {
    database.pragma(`${name} = ${wanted}`);
    const found = String(database.pragma(name, { simple: true }));
    if (found === wanted) continue;
    database.close();
    throw new Error(`SQLite is not durable: ${name} is ${found}.`);
  }
  database.pragma(`wal_autocheckpoint = ${pagesPerCheckpoint}`);
  return database;
}

function appending(database: Sqlite.Database) {
  const insert = database.prepare<[string]>(insertChanges);
  const advance = database.prepare<[string], Advanced>(advanceHeads);
  const both = database.transaction((changes: string, heads: string) => {
    insert.run(changes);
    return advance.all(heads);
  });
  return both.immediate;
}

function isHarmless(error: unknown): boolean {
  const failure = failureOf(error);
  return failure === "busy" || failure === "full" || isUniqueConflict(error);
}
