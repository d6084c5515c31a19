/** When a page draws what others wrote: not between a key of its own and that key's paint. */
import type { Pace } from "./paced-transport";

/** Seldom enough to leave a browser time for its own typist, often enough to look live. */
const everyMs = 100;
/** A frame that does not come (a window behind others) must not keep the text from coming. */
const frameMs = 100;

export function browserPace(): Pace {
  let last = Number.NEGATIVE_INFINITY;
  let painting = false;
  let waiting: (() => void) | undefined;
  const deliverNow = (deliver: () => void) => {
    last = performance.now();
    deliver();
  };
  const painted = () => {
    if (!painting) return;
    painting = false;
    const deliver = waiting;
    waiting = undefined;
    if (deliver) deliverNow(deliver);
  };
  const pressed = () => {
    if (painting) return;
    painting = true;
    // A task asked for within a frame comes after its paint.
    requestAnimationFrame(() => setTimeout(painted));
    setTimeout(painted, frameMs);
  };
  window.addEventListener("keydown", pressed, { capture: true, passive: true });
  return (deliver) => {
    // Nobody is looking, and timers of hidden pages are held back for up to a minute.
    if (document.hidden) return deliverNow(deliver);
    const due = () => {
      if (painting) waiting = deliver;
      else deliverNow(deliver);
    };
    setTimeout(due, Math.max(0, last + everyMs - performance.now()));
  };
}
