"use client";
/** A moment as people say it, kept current; the exact time is one hover away. */
import { useSyncExternalStore } from "react";

const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** Nobody looks closer at "3 minutes ago". */
const tickMs = 30_000;

export function RelativeTime({ at }: { readonly at: number }) {
  // The server does not know the reader's clock and language: it leaves the words to the browser.
  const now = useSyncExternalStore(subscribe, currentTime, unknown);
  const dateTime = new Date(at).toISOString();
  if (now === undefined) return <time dateTime={dateTime}>…</time>;
  return (
    <time dateTime={dateTime} title={new Date(at).toLocaleString()}>
      {relative(at, Math.max(now, at))}
    </time>
  );
}

function relative(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1000);
  const unit = units.find(([, size]) => seconds >= size);
  if (!unit) return "just now";
  const [name, size] = unit;
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  return format.format(-Math.floor(seconds / size), name);
}

/** One clock for every time on the page. */
const listeners = new Set<() => void>();
let now: number | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** The same until the next tick, or React would never stop rendering. */
function currentTime(): number | undefined {
  now ??= Date.now();
  return now;
}

function unknown(): undefined {
  return undefined;
}
