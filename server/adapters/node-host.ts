/** The Node host of the actors: its clock, its randomness and its event loop. */
import type { Host } from "../actors/host";

/** Node fires a timer of more than 2^31 - 1 ms at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function nodeHost(): Host {
  return {
    clock: {
      now: () => performance.now(),
      wallNow: () => Date.now(),
      after: (ms, fn) => {
        const timer = setTimeout(fn, Math.min(ms, LONGEST_TIMER_MS));
        return () => clearTimeout(timer);
      },
    },
    random: () => Math.random(),
    defer: (fn) => {
      setImmediate(fn);
    },
    microtask: (fn) => queueMicrotask(fn),
  };
}
