/**
 * SQLite behind Prisma, made safe: every connection is durable or does not open, writes never join
 * somebody else's transaction, and waiting for another process does not block the event loop.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { durability } from "./durability";
import { failureOf } from "./store-failure";
import type { WriteGate } from "./write-gate";

type Connection = Awaited<ReturnType<PrismaBetterSqlite3["connect"]>>;
type Transaction = Awaited<ReturnType<Connection["startTransaction"]>>;
type Query = Parameters<Connection["queryRaw"]>[0];
type Rows = Awaited<ReturnType<Connection["queryRaw"]>>;

/** How long the driver itself waits for a lock. It blocks the thread, so it is kept very short. */
const blockingWaitMs = 5;

const pragmas = { ...durability, busy_timeout: String(blockingWaitMs) };

export interface DurableSqliteOptions {
  /** Path of the database file. */
  readonly path: string;
  /** Shared by all connections of the process to this file. */
  readonly gate: WriteGate;
  /** How long a statement waits, without blocking, while another process holds the database. */
  readonly busyWaitMs: number;
}

/** The driver adapter that a `PrismaClient` is given. */
export class DurableSqlite {
  readonly provider = "sqlite" as const;
  readonly adapterName = "@prisma/adapter-better-sqlite3";
  constructor(readonly options: DurableSqliteOptions) {}

  async connect(): Promise<Connection> {
    const { path, gate, busyWaitMs } = this.options;
    const driver = new PrismaBetterSqlite3(
      { url: `file:${path}`, timeout: blockingWaitMs },
      { timestampFormat: "unixepoch-ms" },
    );
    const connection = new DurableConnection(await driver.connect(), gate, busyWaitMs);
    await connection.configure();
    return connection;
  }
}

class DurableConnection implements Connection {
  readonly provider = "sqlite" as const;
  readonly adapterName: string;
  readonly #inner: Connection;
  readonly #gate: WriteGate;
  readonly #busyWaitMs: number;
  /** Settles when the transaction open on this connection ends. */
  #transaction: Promise<void> = Promise.resolve();

  constructor(inner: Connection, gate: WriteGate, busyWaitMs: number) {
    this.adapterName = inner.adapterName;
    this.#inner = inner;
    this.#gate = gate;
    this.#busyWaitMs = busyWaitMs;
  }

  /** @throws when the file system or the driver does not give what durability needs */
  async configure(): Promise<void> {
    const wanted = Object.entries(pragmas);
    for (const [name, value] of wanted) {
      const script = `PRAGMA ${name} = ${value}`;
      await this.#patiently(() => this.#inner.executeScript(script));
    }
    for (const [name, value] of wanted) {
      const { rows } = await this.#inner.queryRaw(statement(`PRAGMA ${name}`));
      const found = String(rows[0]?.[0]);
      if (found !== value) throw new Error(`SQLite is not durable: ${name} is ${found}.`);
    }
  }

  async queryRaw(query: Query): Promise<Rows> {
    if (!isRead(query)) return this.#write(() => this.#inner.queryRaw(query));
    await this.#transaction;
    return this.#patiently(() => this.#inner.queryRaw(query));
  }

  executeRaw(query: Query): Promise<number> {
    return this.#write(() => this.#inner.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#write(() => this.#inner.executeScript(script));
  }

  /** Takes the write lock at once: a transaction that upgrades later fails as a stale snapshot. */
  async startTransaction(): Promise<Transaction> {
    const leave = await this.#gate.enter();
    try {
      await this.#patiently(() => this.#inner.executeRaw(statement("BEGIN IMMEDIATE")));
    } catch (error) {
      leave();
      throw error;
    }
    let end: () => void = () => {};
    this.#transaction = new Promise((resolve) => {
      end = resolve;
    });
    return transactionOn(this.#inner, () => {
      end();
      leave();
    });
  }

  dispose(): Promise<void> {
    return this.#inner.dispose();
  }

  #write<T>(write: () => Promise<T>): Promise<T> {
    return this.#gate.run(() => this.#patiently(write));
  }

  /** Asks again, with jitter, while another process holds the lock. */
  async #patiently<T>(run: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.#busyWaitMs;
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

/** A transaction whose failed COMMIT is rolled back, so that the connection is never poisoned. */
function transactionOn(inner: Connection, ended: () => void): Transaction {
  const rollback = () => inner.executeRaw(statement("ROLLBACK")).catch(() => 0);
  const finish = async () => ended();
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: (query) => inner.queryRaw(query),
    async executeRaw(query) {
      // SQLite may have rolled back by itself; then there is nothing left to do.
      if (query.sql === "ROLLBACK") return rollback();
      try {
        return await inner.executeRaw(query);
      } catch (error) {
        if (query.sql === "COMMIT") {
          await rollback();
          ended();
        }
        throw error;
      }
    },
    commit: finish,
    rollback: finish,
  };
}

function isRead({ sql }: Query): boolean {
  return /^\s*(SELECT|PRAGMA|EXPLAIN)\b/i.test(sql);
}

function statement(sql: string): Query {
  return { sql, args: [], argTypes: [] };
}
