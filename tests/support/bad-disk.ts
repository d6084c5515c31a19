/** A writer whose disk is told to be slow, full or broken by scripts like `-- disk: slow 500`. */
import { setTimeout as sleep } from "node:timers/promises";
import type { LogWriter } from "@/server/adapters/prisma/log-writer";
import type { ServedSqlite } from "@/server/adapters/prisma/sqlite-service";
import {
  InlineSqlite,
  type Query,
  type Rows,
  type SqliteWriter,
} from "@/server/adapters/prisma/sqlite-writer";
import type { Append } from "@/server/ports/change-log";

/**
 * `lost`: the commit is done, and an error is answered. `fatal`: the thread ends instead; `gone`: it ends
 * at once. Of `slow`, the number is how many milliseconds each commit blocks its thread, as a synchronous
 * write does.
 */
export type Disk = "well" | "full" | "failing" | "lost" | "fatal" | "gone" | `slow ${number}`;

export function turnDisk(writer: SqliteWriter, disk: Disk): Promise<void> {
  return writer.executeScript(`-- disk: ${disk}`);
}

export class BadDisk implements ServedSqlite {
  readonly #inner: InlineSqlite;
  #disk = "well";
  #inTransaction = false;

  constructor(path: string) {
    this.#inner = new InlineSqlite(path);
  }

  queryRaw(query: Query): Promise<Rows> {
    return this.#onDisk(query.sql, () => this.#inner.queryRaw(query));
  }

  executeRaw(query: Query): Promise<number> {
    return this.#onDisk(query.sql, () => this.#inner.executeRaw(query));
  }

  async executeScript(script: string): Promise<void> {
    const [, disk] = /^-- disk: (.+)$/.exec(script) ?? [];
    if (disk === undefined) return this.#onDisk(script, () => this.#inner.executeScript(script));
    if (disk === "gone") process.exit(1);
    this.#disk = disk;
  }

  reopen(): Promise<void> {
    this.#inTransaction = false;
    return this.#inner.reopen();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  async #onDisk<T>(sql: string, run: () => Promise<T>): Promise<T> {
    if (/^\s*(PRAGMA|SELECT)\b/i.test(sql)) return run();
    if (sql.startsWith("BEGIN")) this.#inTransaction = true;
    if (sql === "COMMIT" || sql === "ROLLBACK") this.#inTransaction = false;
    const syncs = !this.#inTransaction && sql !== "ROLLBACK";
    if (!syncs) return run();
    const [kind, ms] = this.#disk.split(" ");
    if (kind === "slow") block(Number(ms));
    if (kind === "fatal") process.exit(1);
    if (kind === "full") throw failure("SQLITE_FULL", "database or disk is full");
    if (kind === "failing") throw failure("SQLITE_IOERR_FSYNC", "disk I/O error");
    const result = await run();
    if (kind === "lost") throw failure("SQLITE_IOERR_FSYNC", "disk I/O error");
    return result;
  }
}

/** The log's writer, on the same kind of disk. */
export class BadLog implements LogWriter {
  readonly #inner: LogWriter;
  disk: Disk = "well";

  constructor(inner: LogWriter) {
    this.#inner = inner;
  }

  async append(entries: readonly Append[]): Promise<readonly boolean[]> {
    const [kind, ms] = this.disk.split(" ");
    if (kind === "slow") await sleep(Number(ms));
    if (kind === "full") throw failure("SQLITE_FULL", "database or disk is full");
    if (kind === "failing") throw failure("SQLITE_IOERR_FSYNC", "disk I/O error");
    const stored = await this.#inner.append(entries);
    if (kind === "lost") throw failure("SQLITE_IOERR_FSYNC", "disk I/O error");
    return stored;
  }

  pragma(text: string): Promise<unknown> {
    return this.#inner.pragma(text);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** As the driver's adapter throws it. */
function failure(originalCode: string, message: string): Error {
  const cause = {
    kind: "sqlite",
    extendedCode: 1,
    originalCode,
    originalMessage: message,
    message,
  };
  return Object.assign(new Error(message, { cause }), { name: "DriverAdapterError" });
}
