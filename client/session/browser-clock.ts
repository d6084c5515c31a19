/** The page's own clock. */
import type { Clock } from "./ports";

export const browserClock: Clock = {
  now: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
