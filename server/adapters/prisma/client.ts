/** Opens the database: whoever appends to the log, and one client for everything else. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaClient } from "@/generated/prisma/client";
import { durability } from "./durability";
import { DurableSqlite } from "./durable-sqlite";
import { DirectLogWriter, type LogWriter, ThreadLogWriter } from "./log-writer";
import { InlineSqlite, type SqliteWriter } from "./sqlite-writer";
import { StoreHealth } from "./store-health";
import { ThreadedSqlite } from "./threaded-sqlite";
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
  /** Whether the last write worked. */
  readonly health: StoreHealth;
  /** @throws when a connection would lose acknowledged changes at a power failure */
  assertDurable(): Promise<void>;
  close(): Promise<void>;
}

/** The connections that write, each of them durable; one writes at a time. */
export interface Writers {
  readonly log: LogWriter;
  readonly rest: SqliteWriter;
}

/** As the server writes: nobody in its own thread waits for the disk. */
export function inThreads(path: string, gate: WriteGate): Writers {
  return { log: new ThreadLogWriter(path, gate), rest: new ThreadedSqlite(path) };
}

/** For tests, and for programs that do nothing else: threads take time to start. */
export function inThisThread(path: string, gate: WriteGate): Writers {
  return { log: new DirectLogWriter(path, gate), rest: new InlineSqlite(path) };
}

/** Opens an already migrated database file; connections are made on first use. */
export function openDatabase(path: string, writers: typeof inThreads): Database {
  mkdirSync(dirname(path), { recursive: true });
  const gate = new WriteGate();
  const health = new StoreHealth();
  const { log, rest } = writers(path, gate);
  const adapter = new DurableSqlite({ path, writer: rest, gate, health, busyWaitMs });
  const client = new PrismaClient({ adapter, transactionOptions });
  return {
    client,
    writer: log,
    health,
    async assertDurable() {
      for (const [name, wanted] of Object.entries(durability)) {
        const [row] = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
        for (const found of [Object.values(row ?? {})[0], await log.pragma(name)]) {
          if (String(found) === wanted) continue;
          throw new Error(`The database is not durable: ${name} is ${found}.`);
        }
      }
    },
    async close() {
      await client.$disconnect();
      await Promise.all([log.close(), rest.close()]);
    },
  };
}
