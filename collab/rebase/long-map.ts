/**
 * What was done to a document in a month, as one map, in which a place is found by halves: through a
 * hundred thousand maps, one after the other, a single step would take longer than a keystroke may.
 *
 * Places in text that stayed are mapped as by those maps. At the edge of what was deleted and written
 * anew in turns, only the outcome is known, not the order.
 */
import { StepMap } from "@tiptap/pm/transform";
import type { Stretch } from "./compose-maps";

interface Edit {
  readonly start: number;
  readonly oldSize: number;
  readonly newSize: number;
  /** By how much everything from `start` on was moved by what comes before. */
  readonly moved: number;
}

/** The effect of many maps as one. */
export function longMap(stretches: readonly Stretch[]): StepMap {
  const edits = editsOf(stretches);
  // Of maps that do nothing there is one only; its constructor would return that.
  return edits.length > 0 ? new LongMap(edits) : StepMap.empty;
}

class LongMap extends StepMap {
  readonly #edits: readonly Edit[];

  constructor(edits: readonly Edit[]) {
    super(edits.flatMap(({ start, oldSize, newSize }) => [start, oldSize, newSize]));
    this.#edits = edits;
  }

  override map(position: number, assoc = 1): number {
    return this.mapResult(position, assoc).pos;
  }

  override mapResult(position: number, assoc = 1): ReturnType<StepMap["mapResult"]> {
    const edit = this.#before(position);
    if (!edit) return StepMap.empty.mapResult(position, assoc);
    const { start, oldSize, newSize, moved } = edit;
    // As one map would, but in the positions that the edits before it left.
    return new StepMap([start + moved, oldSize, newSize]).mapResult(position + moved, assoc);
  }

  /** The last edit which begins at `position` or before it. */
  #before(position: number): Edit | undefined {
    let low = 0;
    let high = this.#edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#edits[middle]?.start ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return this.#edits[low - 1];
  }
}

function editsOf(stretches: readonly Stretch[]): readonly Edit[] {
  const edits: Edit[] = [];
  let start = 0;
  let moved = 0;
  let oldSize = 0;
  let newSize = 0;
  const end = () => {
    if (oldSize > 0 || newSize > 0) edits.push({ start, oldSize, newSize, moved });
    start += oldSize;
    moved += newSize - oldSize;
    oldSize = 0;
    newSize = 0;
  };
  for (const { kind, size } of stretches) {
    if (kind === "insert") newSize += size;
    if (kind === "remove") oldSize += size;
    if (kind !== "keep") continue;
    end();
    start += size;
  }
  end();
  return edits;
}
