/** Word files, each read by a worker with little memory and little time: many are made to do harm. */
import { Worker } from "node:worker_threads";
import type { WordAnswer, WordReader } from "../../ports/word";
import { workerCode } from "../worker-code";

export interface WordLimits {
  /** A manuscript of 1,000 pages takes about 3 s. */
  readonly timeoutMs: number;
  readonly heapMb: number;
  /** Files that wait for their turn: one is read at a time. */
  readonly waiting: number;
}

const defaults: WordLimits = { timeoutMs: 10_000, heapMb: 512, waiting: 8 };

export class WorkerWordReader implements WordReader {
  readonly #warn: (error: Error) => void;
  readonly #limits: WordLimits;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** `warn` is told when a worker ends as no worker should. */
  constructor(warn: (error: Error) => void, limits: Partial<WordLimits> = {}) {
    this.#warn = warn;
    this.#limits = { ...defaults, ...limits };
  }

  async read(file: Uint8Array): Promise<WordAnswer | "overloaded"> {
    if (this.#waiting >= this.#limits.waiting) return "overloaded";
    this.#waiting += 1;
    // A turn never fails, or nobody after it would have one.
    const turn = this.#last.then(() => this.#readNow(file)).catch((error) => this.#strained(error));
    this.#last = turn;
    return turn.finally(() => {
      this.#waiting -= 1;
    });
  }

  /** There is no worker to be had: that says nothing about the file. */
  #strained(error: Error): "overloaded" {
    this.#warn(error);
    return "overloaded";
  }

  #readNow(file: Uint8Array): Promise<WordAnswer> {
    const { timeoutMs, heapMb } = this.#limits;
    const { code, eval: isCode } = workerCode("word");
    return new Promise((resolve) => {
      const worker = new Worker(code, {
        workerData: file,
        eval: isCode,
        execArgv: [],
        env: {},
        stdout: true,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
      });
      const end = (answer: WordAnswer) => {
        clearTimeout(timer);
        resolve(answer);
        void worker.terminate();
      };
      const timer = setTimeout(() => end(tooMuch), timeoutMs);
      worker.once("message", end);
      worker.once("error", (error) => {
        const outOfMemory = Reflect.get(error, "code") === "ERR_WORKER_OUT_OF_MEMORY";
        if (!outOfMemory) this.#warn(error);
        end(outOfMemory ? tooMuch : unreadable);
      });
      worker.once("exit", () => end(unreadable));
    });
  }
}

const tooMuch: WordAnswer = {
  ok: false,
  code: "too_large",
  message: "The file takes too long to read. Split it in two.",
};

const unreadable: WordAnswer = {
  ok: false,
  code: "invalid_message",
  message: "This is no Word file, or it is damaged.",
};
