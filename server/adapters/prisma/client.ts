/** Opens the database: one client for the change log's writer alone, one for everything else. */
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { PrismaClient } from "@/generated/prisma/client";
import { DurableSqlite, durablePragmas } from "./durable-sqlite";
import { WriteGate } from "./write-gate";

/** How long a statement waits for another process (a backup, a shell) before it is `busy`. */
const busyWaitMs = 5000;
/** The journal asks again by itself, so that each of its tries may give up sooner. */
const writerBusyWaitMs = 1000;
/** Longer than any wait for the lock, so that Prisma's own clock never fires first. */
const transactionOptions = { maxWait: 15_000, timeout: 15_000 };

export interface Database {
  /** For reads, and for writes that are not the log's. */
  readonly client: PrismaClient;
  /** For `PrismaChangeLog` only. No interactive transaction, ever: a test looks for them. */
  readonly writer: Writer;
  /** @throws when a connection would lose acknowledged changes at a power failure */
  assertDurable(): Promise<void>;
  close(): Promise<void>;
}

/** The client of the log's writer, which is replaced after a failure that may have harmed it. */
export class Writer {
  #client: PrismaClient;
  constructor(readonly connect: () => PrismaClient) {
    this.#client = connect();
  }

  get client(): PrismaClient {
    return this.#client;
  }

  /** A handle whose fsync failed must not be asked again: it may report success for lost pages. */
  async reopen(): Promise<void> {
    const failed = this.#client;
    this.#client = this.connect();
    await failed.$disconnect().catch(() => {});
  }
}

/** The path of a SQLite address: `file:./data/tandem.db`, relative to the working directory. */
export function databasePath(url: string): string {
  if (!url.startsWith("file:")) {
    throw new Error(`DATABASE_URL must be a file address like file:./data/tandem.db, not ${url}`);
  }
  return resolve(url.slice("file:".length).split("?", 1)[0] ?? "");
}

/** Opens an already migrated database file; connections are made on first use. */
export function openDatabase(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  const gate = new WriteGate();
  const connect = (waitMs: number) =>
    new PrismaClient({
      adapter: new DurableSqlite({ path, gate, busyWaitMs: waitMs }),
      transactionOptions,
    });
  const client = connect(busyWaitMs);
  const writer = new Writer(() => connect(writerBusyWaitMs));
  return {
    client,
    writer,
    async assertDurable() {
      for (const connection of [writer.client, client]) await assertPragmas(connection);
    },
    async close() {
      await Promise.all([client.$disconnect(), writer.client.$disconnect()]);
    },
  };
}

async function assertPragmas(connection: PrismaClient): Promise<void> {
  for (const [name, wanted] of Object.entries(durablePragmas)) {
    const rows = await connection.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
    const found = String(Object.values(rows[0] ?? {})[0]);
    if (found !== wanted) throw new Error(`The database is not durable: ${name} is ${found}.`);
  }
}
