/**
 * What a long run of maps does to a document, all in all. One map after the other, each moving what
 * those before it did, is quadratic: two seconds over 10,000. Put together in halves it is not.
 */
import type { StepMap } from "@tiptap/pm/transform";

/** A stretch of the effect, from the start of the document on; what follows the last is kept. */
export interface Stretch {
  readonly kind: "keep" | "insert" | "remove";
  readonly size: number;
}

/** The effect of `maps`, one after the other, without what they undid of one another. */
export function composeMaps(maps: readonly StepMap[]): readonly Stretch[] {
  const composer = new MapComposer();
  composer.add(maps);
  return composer.stretches();
}

/** Puts maps together as they come, so that no call has to do much of the work. */
export class MapComposer {
  /** Effects that follow each other, each longer than the next: a sum in binary. */
  readonly #effects: Stretch[][] = [];

  add(maps: readonly StepMap[]): void {
    for (const map of maps) {
      let effect = stretchesOf(map);
      for (let last = this.#effects.at(-1); last && last.length <= effect.length; ) {
        effect = compose(last, effect);
        this.#effects.pop();
        last = this.#effects.at(-1);
      }
      this.#effects.push(effect);
    }
  }

  stretches(): readonly Stretch[] {
    return this.#effects.reduceRight<Stretch[]>((rest, effect) => compose(effect, rest), []);
  }
}

function stretchesOf(map: StepMap): Stretch[] {
  const stretches: Stretch[] = [];
  let position = 0;
  map.forEach((oldStart, oldEnd, newStart, newEnd) => {
    add(stretches, "keep", oldStart - position);
    add(stretches, "remove", oldEnd - oldStart);
    add(stretches, "insert", newEnd - newStart);
    position = oldEnd;
  });
  return stretches;
}

/** What `first` and then `second` do, as one. */
function compose(first: readonly Stretch[], second: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  let index = 0;
  /** How much of `first[index]` is used up. */
  let used = 0;
  const pass = (length: number, kept: boolean) => {
    let rest = length;
    while (rest > 0) {
      const stretch = first[index];
      if (!stretch) {
        // After its last stretch, `first` keeps everything.
        add(result, kept ? "keep" : "remove", rest);
        return;
      }
      const removed = stretch.kind === "remove";
      const size = removed ? stretch.size : Math.min(rest, stretch.size - used);
      if (removed || kept) add(result, stretch.kind, size);
      else if (stretch.kind === "keep") add(result, "remove", size);
      if (!removed) rest -= size;
      used += size;
      if (used < stretch.size) continue;
      index += 1;
      used = 0;
    }
  };
  for (const { kind, size } of second) {
    if (kind === "insert") add(result, "insert", size);
    else pass(size, kind === "keep");
  }
  for (; index < first.length; index++) {
    const stretch = first[index];
    if (stretch) add(result, stretch.kind, stretch.size - used);
    used = 0;
  }
  return result;
}

function add(stretches: Stretch[], kind: Stretch["kind"], size: number): void {
  if (size === 0) return;
  const last = stretches.at(-1);
  if (last?.kind === kind) stretches[stretches.length - 1] = { kind, size: last.size + size };
  else stretches.push({ kind, size });
}
