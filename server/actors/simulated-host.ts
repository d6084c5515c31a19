/**
 * A simulated host: virtual time, seeded randomness, and one message of one actor, picked by the
 * seed, at a time. The same seed replays the same interleaving.
 */
import type { Cancel, Clock, Host, Interleaving } from "./host";
import { seededRandom } from "./random";

/** Promises settle in a few hops; so many are waited for after each step. */
const HOPS_AFTER_A_STEP = 24;

/** Before it is believed that nothing is left to do: longer than any chain of awaits. */
const HOPS_BEFORE_IDLE = 400;

/** More steps than this without rest are taken for a loop. */
const STEPS_BEFORE_GIVING_UP = 5_000_000;

interface Waiting {
  readonly at: number;
  readonly fn: () => void;
}

export class SimulatedHost implements Host {
  readonly seed: number;
  readonly clock: Clock;
  readonly interleaving: Interleaving;
  /** Steps taken so far. */
  steps = 0;
  #now = 0;
  #startedAt: number;
  readonly #ready: (() => void)[] = [];
  /** Soonest first; those of the same moment in the order they were set. */
  readonly #timers: Waiting[] = [];
  readonly #choose: () => number;
  readonly #random: () => number;

  constructor(seed: number, startedAt = Date.UTC(2026, 0, 1)) {
    this.seed = seed;
    this.#startedAt = startedAt;
    // Two streams, so that what the actors draw doesn't change who goes next.
    this.#choose = seededRandom(seed);
    this.#random = seededRandom(seed ^ 0x9e3779b9);
    this.clock = {
      now: () => this.#now,
      wallNow: () => this.#startedAt + this.#now,
      after: (ms, fn) => this.#after(ms, fn),
    };
    this.interleaving = {
      pick: (runnable) => Math.floor(this.#choose() * runnable),
      messagesPerTurn: 1,
      turnsPerSlice: 1,
    };
  }

  random(): number {
    return this.#random();
  }

  /** The wall clock is put right, or wrong; what is measured by the other one goes on. */
  jumpWallClock(ms: number): void {
    this.#startedAt += ms;
  }

  defer(fn: () => void): void {
    this.#ready.push(fn);
  }

  microtask(fn: () => void): void {
    Promise.resolve().then(fn);
  }

  /** Does one thing that can be done now, chosen by the seed; false when there is none. */
  async step(): Promise<boolean> {
    const timerDue = (this.#timers[0]?.at ?? Number.POSITIVE_INFINITY) <= this.#now;
    const choices = this.#ready.length + (timerDue ? 1 : 0);
    if (choices === 0) return false;
    this.steps++;
    const choice = Math.floor(this.#choose() * choices);
    const fn =
      choice < this.#ready.length ? this.#ready.splice(choice, 1)[0] : this.#timers.shift()?.fn;
    fn?.();
    await this.#settle(HOPS_AFTER_A_STEP);
    return true;
  }

  /** Until nothing is left to do at this moment; time stands still. */
  async runUntilIdle(): Promise<void> {
    const limit = this.steps + STEPS_BEFORE_GIVING_UP;
    do {
      while (await this.step()) {
        if (this.steps > limit) throw new Error(`seed ${this.seed}: no rest after ${limit} steps`);
      }
      await this.#settle(HOPS_BEFORE_IDLE);
    } while (this.#ready.length > 0);
  }

  /** Lets time pass, and everything happen that becomes due. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await this.runUntilIdle();
    for (let first = this.#timers[0]; first && first.at <= until; first = this.#timers[0]) {
      this.#now = Math.max(this.#now, first.at);
      await this.runUntilIdle();
    }
    this.#now = until;
  }

  #after(ms: number, fn: () => void): Cancel {
    const waiting: Waiting = { at: this.#now + Math.max(0, ms), fn };
    const later = this.#timers.findIndex(({ at }) => at > waiting.at);
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, waiting);
    return () => {
      const index = this.#timers.indexOf(waiting);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  async #settle(hops: number): Promise<void> {
    for (let hop = 0; hop < hops && (hop < HOPS_AFTER_A_STEP || !this.#ready.length); hop++) {
      await undefined;
    }
  }
}
