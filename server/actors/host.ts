/** What the actors need of the machine below them; nothing here reaches for a global. */

export type Cancel = () => void;

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since 1970. */
  wallNow(): number;
  after(ms: number, fn: () => void): Cancel;
}

export interface Host {
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
  /** Runs `fn` soon, after sockets and timers had their turn (`setImmediate`). */
  defer(fn: () => void): void;
  microtask(fn: () => void): void;
  /** Only a simulation has one: it takes over which actor goes next, and for how long. */
  readonly interleaving?: Interleaving;
}

export interface Interleaving {
  /** The index, below `runnable`, of the actor that goes next. */
  pick(runnable: number): number;
  readonly messagesPerTurn: number;
  readonly turnsPerSlice: number;
}
