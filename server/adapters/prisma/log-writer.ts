/** Whoever appends to the log: in a thread of its own, so that nobody waits for the disk with it. */
import { Worker } from "node:worker_threads";
import type { Append } from "@/server/ports/change-log";
import { workerCode } from "../worker-code";
import { type Advanced, LogConnection } from "./log-connection";
import type { LogAnswer, LogTask } from "./log-tasks";
import type { WriteGate } from "./write-gate";

export interface LogWriter {
  /**
   * One transaction for all entries; says of each whether it was stored or fenced.
   * @throws the driver's error; one without a `code` when nothing is known of the outcome
   */
  append(entries: readonly Append[]): Promise<readonly boolean[]>;
  /** Asks the connection for a setting, `synchronous`, or sets it, `max_page_count = 100`. */
  pragma(text: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Somebody waits for it. */
const first = { first: true };

/** In this thread, which waits for the disk: for tests, and for programs that do nothing else. */
export class DirectLogWriter implements LogWriter {
  readonly #gate: WriteGate;
  readonly #path: string;
  #opened: LogConnection | undefined;

  constructor(path: string, gate: WriteGate) {
    this.#path = path;
    this.#gate = gate;
  }

  append(entries: readonly Append[]): Promise<readonly boolean[]> {
    return this.#gate.run(async () => {
      const advanced = this.#connection.append(changesOf(entries), headsOf(entries));
      return storedOf(entries, advanced);
    }, first);
  }

  async pragma(text: string): Promise<unknown> {
    return this.#connection.pragma(text);
  }

  async close(): Promise<void> {
    this.#opened?.close();
    this.#opened = undefined;
  }

  get #connection(): LogConnection {
    this.#opened ??= new LogConnection(this.#path);
    return this.#opened;
  }
}

type Asked = Exclude<LogTask, { kind: "close" }>;
type Question<T> = T extends unknown ? Omit<T, "id"> : never;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class ThreadLogWriter implements LogWriter {
  readonly #gate: WriteGate;
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(path: string, gate: WriteGate) {
    this.#path = path;
    this.#gate = gate;
  }

  append(entries: readonly Append[]): Promise<readonly boolean[]> {
    return this.#gate.run(async () => {
      const [changes, heads] = [changesOf(entries), headsOf(entries)];
      const advanced = await this.#ask({ kind: "append", changes, heads });
      return storedOf(entries, advanced as Advanced[]);
    }, first);
  }

  pragma(text: string): Promise<unknown> {
    return this.#ask({ kind: "pragma", text });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.postMessage({ kind: "close" } satisfies LogTask);
    await ended;
  }

  #ask(question: Question<Asked>): Promise<unknown> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ ...question, id });
    });
  }

  #start(): Worker {
    const { code, eval: isCode } = workerCode("log-writer");
    const options = { workerData: this.#path, eval: isCode, execArgv: [], env: {} };
    const worker = new Worker(code, options);
    worker.on("message", (answer: LogAnswer) => this.#answered(answer));
    let why = new Error("The thread that writes the log ended.");
    worker.on("error", (error) => {
      why = new Error(error.message, { cause: error });
    });
    worker.on("exit", () => this.#ended(worker, why));
    return worker;
  }

  #answered(answer: LogAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
  }

  /** What it was doing may be done or not; the next task starts another thread. */
  #ended(worker: Worker, why: Error): void {
    if (this.#worker === worker) this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
  }
}

function changesOf(entries: readonly Append[]): string {
  const rows = entries.flatMap(({ epoch, expectedVersion, changes }) =>
    changes.map((change) => ({
      ...change,
      kept: change.kept && JSON.stringify(change.kept),
      epoch,
      expectedVersion,
    })),
  );
  return JSON.stringify(rows);
}

function headsOf(entries: readonly Append[]): string {
  const heads = entries.map(({ documentId, epoch, expectedVersion, changes }) => {
    const last = changes.at(-1);
    return {
      ...{ documentId, epoch, expectedVersion },
      ...{ head: last?.version, at: last?.createdAt, by: last?.userId },
    };
  });
  return JSON.stringify(heads);
}

function storedOf(entries: readonly Append[], advanced: readonly Advanced[]): readonly boolean[] {
  const stored = new Set(advanced.map(({ id, epoch }) => `${epoch} ${id}`));
  return entries.map(({ documentId, epoch }) => stored.has(`${epoch} ${documentId}`));
}
