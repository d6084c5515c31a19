/** Restart intensity: more than `intensity` restarts within a sliding `periodMs` are too many. */

export interface Restarts {
  /** When the restarts still within the period happened, oldest first. */
  readonly times: readonly number[];
  readonly tooMany: boolean;
}

export function addRestart(
  times: readonly number[],
  now: number,
  intensity: number,
  periodMs: number,
): Restarts {
  const recent = [...restartsWithin(times, now, periodMs), now];
  return { times: recent, tooMany: recent.length > intensity };
}

export function restartsWithin(times: readonly number[], now: number, periodMs: number): number[] {
  return times.filter((time) => now - time <= periodMs);
}
