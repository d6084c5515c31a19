/**
 * When a page draws what others wrote: right after a key of its own was painted, which leaves the
 * longest time until the next; between keys only when there were none for a while.
 */
import type { Pace } from "./paced-transport";

/** Seldom enough to leave a browser time for its own typist, often enough to look live. */
const everyMs = 100;
/** So long after a key another one is expected. */
const typingMs = 300;
/** Later than this nothing is drawn, however fast somebody types. */
const latestMs = 300;
/** A frame that does not come (a window behind others) must not keep the text from coming. */
const frameMs = 100;

export function browserPace(): Pace {
  let last = Number.NEGATIVE_INFINITY;
  let pressedAt = Number.NEGATIVE_INFINITY;
  let painting = false;
  let waiting: (() => void) | undefined;
  const draw = () => {
    const deliver = waiting;
    if (!deliver) return;
    waiting = undefined;
    last = performance.now();
    deliver();
  };
  const painted = () => {
    if (!painting) return;
    painting = false;
    draw();
  };
  const pressed = () => {
    pressedAt = performance.now();
    if (painting) return;
    painting = true;
    // A task asked for within a frame comes after its paint.
    requestAnimationFrame(() => setTimeout(painted));
    setTimeout(painted, frameMs);
  };
  /** Nobody types, or it is late: but never between a key and its paint. */
  const due = () => {
    if (painting) return;
    const now = performance.now();
    const hold = Math.min(pressedAt + typingMs, last + latestMs) - now;
    if (hold > 0) setTimeout(due, hold);
    else draw();
  };
  window.addEventListener("keydown", pressed, { capture: true, passive: true });
  return (deliver) => {
    waiting = deliver;
    // Nobody is looking, and timers of hidden pages are held back for up to a minute.
    if (document.hidden) draw();
    else setTimeout(due, Math.max(0, last + everyMs - performance.now()));
  };
}
