/**
 * The scheduler: a fair queue of the actors that have something to do. Each gets a short turn and
 * goes to the end; after a slice of turns the sockets and timers of the host get theirs.
 */
import type { Kernel } from "./kernel";
import type { Process } from "./process";
import { Watchdog } from "./watchdog";

const GAPS_BEFORE_COMPACTION = 1024;

export class Scheduler {
  readonly #kernel: Kernel;
  readonly watchdog: Watchdog;
  #queue: (Process | undefined)[] = [];
  #head = 0;
  #armed = false;
  #running = false;
  #armedAt = 0;
  #now = 0;
  #stopped = false;
  /** A promise was settled in this slice, and what awaits it runs only between slices. */
  #awaited = false;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.watchdog = new Watchdog(kernel);
  }

  /** Within a slice the time of the last `tick`, which is read once for each message. */
  get now(): number {
    return this.#running ? this.#now : this.#kernel.host.clock.now();
  }

  tick(): number {
    this.#now = this.#kernel.host.clock.now();
    return this.#now;
  }

  add(process: Process): void {
    process.status = "runnable";
    this.#queue.push(process);
    if (!this.#armed && !this.#running) this.#arm(this.#kernel.host.clock.now());
  }

  /** Ends the slice after this turn, so that a flood doesn't keep whoever awaits an answer. */
  settledPromise(): void {
    this.#awaited = true;
  }

  stop(): void {
    this.#stopped = true;
  }

  #arm(now: number): void {
    this.#armed = true;
    this.#armedAt = now;
    this.#kernel.host.defer(() => this.#slice());
  }

  #slice(): void {
    this.#armed = false;
    if (this.#stopped) return;
    const { limits, host, turns } = this.#kernel;
    const began = this.tick();
    this.watchdog.sliceBegan(began - this.#armedAt);
    this.#running = true;
    this.#awaited = false;
    const turnsAllowed = host.interleaving?.turnsPerSlice ?? Number.POSITIVE_INFINITY;
    try {
      for (let turn = 0; turn < turnsAllowed && this.#now - began < limits.sliceMs; turn++) {
        const process = this.#take();
        if (process === undefined) break;
        if (process.is("runnable")) turns.run(process);
        if (this.#awaited) break;
      }
    } finally {
      this.#running = false;
      if (this.#head < this.#queue.length) this.#arm(this.#now);
    }
  }

  #take(): Process | undefined {
    const waiting = this.#queue.length - this.#head;
    if (waiting === 0) return undefined;
    const { interleaving } = this.#kernel.host;
    if (interleaving !== undefined) {
      return this.#queue.splice(this.#head + interleaving.pick(waiting), 1)[0];
    }
    const process = this.#queue[this.#head];
    this.#queue[this.#head++] = undefined;
    if (this.#head === this.#queue.length) {
      this.#queue.length = 0;
      this.#head = 0;
    } else if (this.#head > GAPS_BEFORE_COMPACTION && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    return process;
  }
}
