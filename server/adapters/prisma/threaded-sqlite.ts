/** The writer in a thread of its own, so that a slow disk never holds up the event loop. */
import { Worker } from "node:worker_threads";
import { workerCode } from "../worker-code";
import type { SqliteAnswer, SqliteCommand, SqliteRequest } from "./sqlite-service";
import {
  beginImmediate,
  type Query,
  type Rows,
  type SqliteWriter,
  type Statements,
} from "./sqlite-writer";

interface Waiting {
  resolve(value: Rows | number | undefined): void;
  reject(error: Error): void;
}

/** A worker, and who waits for its answers. */
interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

export class ThreadedSqlite implements SqliteWriter {
  readonly #start: () => Worker;
  #thread: Thread | undefined;
  #requests = 0;

  /** @param code another worker, for tests that need a bad disk */
  constructor(path: string, code = workerCode("sqlite")) {
    const options = { workerData: path, eval: code.eval, execArgv: [] };
    this.#start = () => new Worker(code.code, options);
  }

  async queryRaw(query: Query): Promise<Rows> {
    return this.#queryRaw(query, this.#started());
  }

  async executeRaw(query: Query): Promise<number> {
    return this.#executeRaw(query, this.#started());
  }

  /** Another thread would run what is left of it by itself, and keep that alone. */
  async begin(): Promise<Statements> {
    const thread = this.#started();
    await this.#executeRaw(beginImmediate, thread);
    return {
      queryRaw: (query) => this.#queryRaw(query, thread),
      executeRaw: (query) => this.#executeRaw(query, thread),
    };
  }

  async executeScript(script: string): Promise<void> {
    await this.#ask({ kind: "executeScript", script });
  }

  async reopen(): Promise<void> {
    await this.#ask({ kind: "reopen" });
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    const closed = this.#ask({ kind: "close" });
    this.#thread = undefined;
    await closed;
  }

  async #queryRaw(query: Query, thread: Thread): Promise<Rows> {
    const rows = await this.#ask({ kind: "queryRaw", query }, thread);
    if (typeof rows !== "object") throw new Error("The writer's thread did not answer with rows.");
    return rows;
  }

  async #executeRaw(query: Query, thread: Thread): Promise<number> {
    const changes = await this.#ask({ kind: "executeRaw", query }, thread);
    if (typeof changes !== "number") throw new Error("The writer's thread did not count.");
    return changes;
  }

  async #ask(command: SqliteCommand, thread = this.#started()): Promise<Rows | number | undefined> {
    if (thread !== this.#thread) throw threadLost(new Error("before this was asked of it"));
    this.#requests += 1;
    const request: SqliteRequest = { id: this.#requests, command };
    const { worker, waiting } = thread;
    return new Promise((resolve, reject) => {
      // An idle thread does not keep the process; one that was asked something does.
      if (waiting.size === 0) worker.ref();
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
  }

  /** A thread that ended is replaced; what it was asked may or may not have been done. */
  #started(): Thread {
    if (this.#thread) return this.#thread;
    const worker = this.#start();
    const waiting: Thread["waiting"] = new Map();
    const thread = { worker, waiting };
    this.#thread = thread;
    let why: Error = new Error("nobody knows why");
    worker.on("message", (answer: SqliteAnswer) => answered(answer, thread));
    worker.on("error", (error) => {
      why = error instanceof Error ? error : new Error(String(error));
    });
    worker.on("exit", () => {
      if (this.#thread === thread) this.#thread = undefined;
      for (const { reject } of waiting.values()) reject(threadLost(why));
    });
    return thread;
  }
}

function answered({ id, value, error }: SqliteAnswer, { worker, waiting }: Thread): void {
  const asker = waiting.get(id);
  waiting.delete(id);
  if (waiting.size === 0) worker.unref();
  if (error) asker?.reject(rebuilt(error));
  else asker?.resolve(value);
}

function rebuilt({ name, message, cause }: NonNullable<SqliteAnswer["error"]>): Error {
  return Object.assign(new Error(message, { cause }), { name });
}

/** As an error of the driver, so that Prisma passes it on and the stores take it for the disk's. */
function threadLost(why: Error): Error {
  const message = `The thread that writes to the database ended (${why.message}).`;
  const cause = { kind: "sqlite", extendedCode: 10, originalCode: "SQLITE_IOERR", message };
  return Object.assign(new Error(message, { cause }), { name: "DriverAdapterError" });
}
