/**
 * SQLite behind Prisma, made safe: writes go through one durable connection, they never join somebody
 * else's transaction, and neither another process nor the disk blocks the event loop. Reads have a
 * connection of their own and see what is committed.
 */
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Connection,
  openReader,
  type Query,
  type Rows,
  type SqliteWriter,
  type Statements,
  statement,
} from "./sqlite-writer";
import { failureOf } from "./store-failure";
import type { StoreHealth } from "./store-health";
import type { WriteGate } from "./write-gate";

type Transaction = Awaited<ReturnType<Connection["startTransaction"]>>;

export interface DurableSqliteOptions {
  /** Path of the database file. */
  readonly path: string;
  /** Shared, as the gate and the health are, by all that write to this file. */
  readonly writer: SqliteWriter;
  readonly gate: WriteGate;
  readonly health: StoreHealth;
  /** How long a statement waits, without blocking, while another process holds the database. */
  readonly busyWaitMs: number;
}

/** The driver adapter that a `PrismaClient` is given. */
export class DurableSqlite {
  readonly provider = "sqlite" as const;
  readonly adapterName = "@prisma/adapter-better-sqlite3";
  constructor(readonly options: DurableSqliteOptions) {}

  async connect(): Promise<Connection> {
    return new DurableConnection(await openReader(this.options.path), this.options);
  }
}

class DurableConnection implements Connection {
  readonly provider = "sqlite" as const;
  readonly adapterName: string;
  readonly #reader: Connection;
  readonly #options: DurableSqliteOptions;

  constructor(reader: Connection, options: DurableSqliteOptions) {
    this.adapterName = reader.adapterName;
    this.#reader = reader;
    this.#options = options;
  }

  queryRaw(query: Query): Promise<Rows> {
    if (isRead(query)) return this.#patiently(() => this.#reader.queryRaw(query));
    const { gate, writer } = this.#options;
    // Of the writing connection, and no sign of its health.
    if (isPragma(query)) return gate.run(() => this.#patiently(() => writer.queryRaw(query)));
    return this.#write((writer) => writer.queryRaw(query));
  }

  executeRaw(query: Query): Promise<number> {
    return this.#write((writer) => writer.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#write((writer) => writer.executeScript(script));
  }

  async startTransaction(): Promise<Transaction> {
    const { gate, writer, health } = this.#options;
    const leave = await gate.enter();
    try {
      return this.#transaction(await this.#patiently(() => writer.begin()), leave);
    } catch (error) {
      health.failed(error);
      leave();
      throw error;
    }
  }

  dispose(): Promise<void> {
    return this.#reader.dispose();
  }

  #write<T>(write: (writer: SqliteWriter) => Promise<T>): Promise<T> {
    const { gate, writer, health } = this.#options;
    return gate.run(async () => {
      try {
        const result = await this.#patiently(() => write(writer));
        health.worked();
        return result;
      } catch (error) {
        return this.#failed(error);
      }
    });
  }

  /** A handle whose fsync failed must not be asked again: it may report success for lost pages. */
  async #failed(error: unknown): Promise<never> {
    const { health, writer } = this.#options;
    health.failed(error);
    // What can't be opened now is opened by the next statement.
    if (failureOf(error) === "io") await writer.reopen().catch(() => {});
    throw error;
  }

  /** A transaction whose failed COMMIT is rolled back, so that the connection is never poisoned. */
  #transaction(begun: Statements, ended: () => void): Transaction {
    const { health } = this.#options;
    const rollback = () => begun.executeRaw(statement("ROLLBACK")).catch(() => 0);
    const finish = async () => ended();
    const { provider, adapterName } = this;
    return {
      ...{ provider, adapterName, options: { usePhantomQuery: false } },
      queryRaw: (query) => begun.queryRaw(query),
      executeRaw: async (query) => {
        // SQLite may have rolled back by itself; then there is nothing left to do.
        if (query.sql === "ROLLBACK") return rollback();
        try {
          const changes = await begun.executeRaw(query);
          if (query.sql === "COMMIT") health.worked();
          return changes;
        } catch (error) {
          if (query.sql !== "COMMIT") throw error;
          await rollback();
          return this.#failed(error).finally(ended);
        }
      },
      commit: finish,
      rollback: finish,
    };
  }

  /** Asks again, with jitter, while another process holds the lock. */
  async #patiently<T>(run: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.#options.busyWaitMs;
    for (;;) {
      try {
        return await run();
      } catch (error) {
        if (failureOf(error) !== "busy" || performance.now() >= deadline) throw error;
        await sleep(5 + Math.random() * 45);
      }
    }
  }
}

function isRead({ sql }: Query): boolean {
  return /^\s*(SELECT|EXPLAIN)\b/i.test(sql);
}

function isPragma({ sql }: Query): boolean {
  return /^\s*PRAGMA\b/i.test(sql);
}
