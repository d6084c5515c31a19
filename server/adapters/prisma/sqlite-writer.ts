/** The connection for every write that is not the log's: durable, or it does not open. */
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { durability, pagesPerCheckpoint } from "./durability";

export type Connection = Awaited<ReturnType<PrismaBetterSqlite3["connect"]>>;
export type Query = Parameters<Connection["queryRaw"]>[0];
export type Rows = Awaited<ReturnType<Connection["queryRaw"]>>;

/** How long the driver itself waits for a lock. It blocks its thread, so it is kept very short. */
const blockingWaitMs = 5;

const pragmas = {
  ...durability,
  busy_timeout: String(blockingWaitMs),
  wal_autocheckpoint: String(pagesPerCheckpoint),
};

/** Runs statements in the order in which they are asked for. */
export interface Statements {
  queryRaw(query: Query): Promise<Rows>;
  executeRaw(query: Query): Promise<number>;
}

export interface SqliteWriter extends Statements {
  /**
   * Begins a transaction, and takes the write lock at once: one that upgrades later fails as a stale
   * snapshot. What is asked of it fails once the connection that began it is gone.
   */
  begin(): Promise<Statements>;
  executeScript(script: string): Promise<void>;
  /** After a failed fsync the handle may report success for lost pages: it is replaced. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** Writes in the thread it is made in, which waits for the disk. */
export class InlineSqlite implements SqliteWriter {
  #connection: Promise<Connection> | undefined;
  constructor(readonly path: string) {}

  async queryRaw(query: Query): Promise<Rows> {
    return (await this.#opened()).queryRaw(query);
  }

  async executeRaw(query: Query): Promise<number> {
    return (await this.#opened()).executeRaw(query);
  }

  async begin(): Promise<Statements> {
    await this.executeRaw(beginImmediate);
    return this;
  }

  async executeScript(script: string): Promise<void> {
    return (await this.#opened()).executeScript(script);
  }

  async reopen(): Promise<void> {
    await this.close();
    await this.#opened();
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.then((opened) => opened.dispose()).catch(() => {});
  }

  /** What could not be opened is tried anew by the next statement. */
  #opened(): Promise<Connection> {
    this.#connection ??= openDurably(this.path).catch((error: unknown) => {
      this.#connection = undefined;
      throw error;
    });
    return this.#connection;
  }
}

/** A connection for reading; it never waits for the disk's writes. */
export async function openReader(path: string): Promise<Connection> {
  const connection = await connect(path);
  await connection.executeScript("PRAGMA query_only = 1");
  return connection;
}

/** @throws when the file system or the driver does not give what durability needs */
async function openDurably(path: string): Promise<Connection> {
  const connection = await connect(path);
  try {
    const wanted = Object.entries(pragmas);
    for (const [name, value] of wanted) {
      await connection.executeScript(`PRAGMA ${name} = ${value}`);
    }
    for (const [name, value] of wanted) {
      const { rows } = await connection.queryRaw(statement(`PRAGMA ${name}`));
      const found = String(rows[0]?.[0]);
      if (found !== value) throw new Error(`SQLite is not durable: ${name} is ${found}.`);
    }
    return connection;
  } catch (error) {
    await connection.dispose();
    throw error;
  }
}

function connect(path: string): Promise<Connection> {
  const options = { url: `file:${path}`, timeout: blockingWaitMs };
  return new PrismaBetterSqlite3(options, { timestampFormat: "unixepoch-ms" }).connect();
}

export function statement(sql: string): Query {
  return { sql, args: [], argTypes: [] };
}

export const beginImmediate = statement("BEGIN IMMEDIATE");
