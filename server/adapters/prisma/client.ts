/** Opens the database: a thread that appends to the log, and one client for everything else. */
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { PrismaClient } from "@/generated/prisma/client";
import { durability } from "./durability";
import { DurableSqlite } from "./durable-sqlite";
import { DirectLogWriter, type LogWriter, ThreadLogWriter } from "./log-writer";
import { WriteGate } from "./write-gate";

/** How long a statement waits for another process (a backup, a shell) before it is `busy`. */
const busyWaitMs = 5000;
/** Longer than any wait for the lock, so that Prisma's own clock never fires first. */
const transactionOptions = { maxWait: 15_000, timeout: 15_000 };

export interface Database {
  /** For reads, and for writes that are not the log's. */
  readonly client: PrismaClient;
  /** For `PrismaChangeLog` only. */
  readonly writer: LogWriter;
  /** @throws when a connection would lose acknowledged changes at a power failure */
  assertDurable(): Promise<void>;
  close(): Promise<void>;
}

/** The path of a SQLite address: `file:./data/tandem.db`, relative to the working directory. */
export function databasePath(url: string): string {
  if (!url.startsWith("file:")) {
    throw new Error(`DATABASE_URL must be a file address like file:./data/tandem.db, not ${url}`);
  }
  return resolve(url.slice("file:".length).split("?", 1)[0] ?? "");
}

/**
 * Opens an already migrated database file; connections are made on first use.
 * @param threads whether the log is written in a thread of its own
 */
export function openDatabase(path: string, threads: boolean): Database {
  mkdirSync(dirname(path), { recursive: true });
  const gate = new WriteGate();
  const adapter = new DurableSqlite({ path, gate, busyWaitMs });
  const client = new PrismaClient({ adapter, transactionOptions });
  const writer = threads ? new ThreadLogWriter(path, gate) : new DirectLogWriter(path, gate);
  return {
    client,
    writer,
    async assertDurable() {
      for (const [name, wanted] of Object.entries(durability)) {
        const [row] = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
        for (const found of [Object.values(row ?? {})[0], await writer.pragma(name)]) {
          if (String(found) === wanted) continue;
          throw new Error(`The database is not durable: ${name} is ${found}.`);
        }
      }
    },
    async close() {
      await Promise.all([client.$disconnect(), writer.close()]);
    },
  };
}
