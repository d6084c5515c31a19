/**
 * Timers: one queue over one timer of the host, so that a call's deadline costs next to nothing.
 * A binary heap whose entries know their place: a deadline that is cancelled early is near the
 * end, where removal is cheap.
 */
import type { Cancel, Clock } from "./host";

export class Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
  /** Where it is in the heap; -1 when it fired or was cancelled. */
  index = -1;

  constructor(at: number, order: number, fire: () => void) {
    this.at = at;
    this.order = order;
    this.fire = fire;
  }
}

export class Timers {
  readonly #clock: Clock;
  readonly #heap: Timer[] = [];
  #order = 0;
  #armed: { readonly at: number; readonly cancel: Cancel } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#heap.length;
  }

  after(ms: number, fire: () => void): Timer {
    const timer = new Timer(this.#clock.now() + Math.max(0, ms), this.#order++, fire);
    this.#heap.push(timer);
    this.#rise(timer, this.#heap.length - 1);
    this.#arm();
    return timer;
  }

  cancel(timer: Timer): boolean {
    const { index } = timer;
    if (index < 0) return false;
    timer.index = -1;
    const last = this.#heap.pop();
    if (last !== undefined && last !== timer) {
      this.#rise(last, index);
      this.#sink(last, last.index);
    }
    return true;
  }

  stop(): void {
    this.#armed?.cancel();
    this.#armed = undefined;
    for (const timer of this.#heap) timer.index = -1;
    this.#heap.length = 0;
  }

  /** A host timer that is too early only finds nothing due; it is never cancelled for that. */
  #arm(): void {
    const first = this.#heap[0];
    if (first === undefined || (this.#armed !== undefined && this.#armed.at <= first.at)) return;
    this.#armed?.cancel();
    const ms = Math.max(0, first.at - this.#clock.now());
    this.#armed = { at: first.at, cancel: this.#clock.after(ms, () => this.#fireDue()) };
  }

  #fireDue(): void {
    this.#armed = undefined;
    const now = this.#clock.now();
    for (let first = this.#heap[0]; first !== undefined && first.at <= now; first = this.#heap[0]) {
      this.cancel(first);
      first.fire();
    }
    this.#arm();
  }

  #rise(timer: Timer, from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const other = this.#heap[above];
      if (other === undefined || before(other, timer)) break;
      this.#place(other, index);
      index = above;
    }
    this.#place(timer, index);
  }

  #sink(timer: Timer, from: number): void {
    let index = from;
    for (;;) {
      const left = this.#heap[2 * index + 1];
      const right = this.#heap[2 * index + 2];
      const child = left && right && before(right, left) ? right : left;
      if (child === undefined || before(timer, child)) break;
      const below = child.index;
      this.#place(child, index);
      index = below;
    }
    this.#place(timer, index);
  }

  #place(timer: Timer, index: number): void {
    this.#heap[index] = timer;
    timer.index = index;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
