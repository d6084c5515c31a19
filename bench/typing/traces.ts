/** Keystrokes out of a trace of the browser's: when each arrived, and what it took to be painted. */

export interface Keystroke {
  /** From the key to the end of the main thread's part of its frame, waiting for the screen included. */
  readonly latencyMs: number;
  /** Of that, how long the main thread was at work: what the page itself makes the key wait. */
  readonly busyMs: number;
  /** The same in processor time of the main thread, which others on the machine take nothing from. */
  readonly cpuMs: number;
  /** From the key until the browser says that the frame was shown. */
  readonly shownMs: number;
  /** Script, style, layout and paint among `busyMs`, by the names the trace has for them. */
  readonly parts: ReadonlyMap<string, number>;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of the thread's own processor time. */
  readonly tdur?: number;
  readonly args?: { readonly data?: EventTiming };
}

interface EventTiming {
  readonly type?: string;
  /** Milliseconds of the page's own clock. */
  readonly timeStamp: number;
  readonly commitFinishTime?: number;
  readonly duration: number;
}

const partNames = ["FunctionCall", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Commit"];

export function keystrokes(trace: string): Keystroke[] {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace);
  const pressed = traceEvents.filter(
    ({ name, ph, args }) => name === "EventTiming" && ph === "b" && args?.data?.type === "keydown",
  );
  const [first] = pressed;
  const main = traceEvents.filter(({ pid, tid }) => pid === first?.pid && tid === first.tid);
  return pressed.flatMap(({ ts, args }) => {
    const { commitFinishTime, timeStamp = 0, duration = 0 } = args?.data ?? {};
    // A key that changed nothing to be seen.
    if (!commitFinishTime) return [];
    const latencyMs = commitFinishTime - timeStamp;
    const within = (name: string) => spent(main, name, ts, ts + latencyMs * 1000);
    const { wallMs: busyMs, cpuMs } = within("RunTask");
    const parts = new Map(partNames.map((name) => [name, within(name).cpuMs]));
    return [{ latencyMs, shownMs: duration, busyMs, cpuMs, parts }];
  });
}

/** How much of a stretch of time, given in microseconds, went into events of that name. */
function spent(events: readonly TraceEvent[], name: string, from: number, to: number) {
  let [wall, cpu] = [0, 0];
  let end = from;
  for (const { name: its, ph, ts, dur = 0, tdur = dur } of events) {
    const start = Math.max(ts, end);
    const stop = Math.min(ts + dur, to);
    if (its !== name || ph !== "X" || stop <= start) continue;
    wall += stop - start;
    // Of an event that is in it in part, as large a part.
    cpu += (tdur * (stop - start)) / dur;
    end = stop;
  }
  return { wallMs: wall / 1000, cpuMs: cpu / 1000 };
}
