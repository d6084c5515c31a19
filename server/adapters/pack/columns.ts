/** Columns of a pack: what repeats is written once, with how often. */

export function toRuns<T extends string | number>(values: readonly T[]): [T, number][] {
  const runs: [T, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last && last[0] === value) last[1] += 1;
    else runs.push([value, 1]);
  }
  return runs;
}

export function fromRuns<T>(runs: readonly (readonly [T, number])[]): T[] {
  return runs.flatMap(([value, times]) => Array<T>(times).fill(value));
}

/** Only what is not null, with its place. */
export function toSparse<T>(values: readonly (T | null)[]): [number, T][] {
  return values.flatMap((value, index): [number, T][] => (value === null ? [] : [[index, value]]));
}

export function fromSparse<T>(sparse: readonly (readonly [number, T])[], length: number) {
  const values = Array<T | null>(length).fill(null);
  for (const [index, value] of sparse) values[index] = value;
  return values;
}

/** Each value less the one before it. */
export function toDeltas(values: readonly number[], start: number): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? start));
}

export function fromDeltas(deltas: readonly number[], start: number): number[] {
  let value = start;
  return deltas.map((delta) => {
    value += delta;
    return value;
  });
}
