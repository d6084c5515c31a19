/** Which blocks of a long document stand together: what did so still does, as far as it can. */

/** So many cost the browser little more than one; it draws them together or not at all. */
export const blocksInGroup = 16;

export interface Group<Block, Place> {
  /** Where they stand already; undefined for a place that is to be made. */
  readonly place: Place | undefined;
  readonly blocks: readonly Block[];
}

/**
 * All blocks, in their order, as groups of at most twice `blocksInGroup`. `placeOf` knows where a
 * block stands; one that is new stands nowhere, and joins what is before it.
 */
export function regroup<Block, Place>(
  blocks: readonly Block[],
  placeOf: (block: Block) => Place | undefined,
): readonly Group<Block, Place>[] {
  const groups: { place: Place | undefined; blocks: Block[] }[] = [];
  const passed = new Set<Place>();
  for (const block of blocks) {
    const place = placeOf(block);
    const last = groups.at(-1);
    // A block that was moved does not take those of its old place along.
    const stays = place === undefined || place === last?.place || passed.has(place);
    if (place !== undefined) passed.add(place);
    if (!last) groups.push({ place, blocks: [block] });
    else if (stays) last.blocks.push(block);
    else if (last.place === undefined) {
      // New ones before all others.
      last.place = place;
      last.blocks.push(block);
    } else groups.push({ place, blocks: [block] });
  }
  return groups.flatMap(split);
}

/** The first part keeps the place. */
function split<Block, Place>({ place, blocks }: Group<Block, Place>): Group<Block, Place>[] {
  if (blocks.length <= 2 * blocksInGroup) return [{ place, blocks }];
  return Array.from({ length: Math.ceil(blocks.length / blocksInGroup) }, (_, index) => ({
    place: index === 0 ? place : undefined,
    blocks: blocks.slice(index * blocksInGroup, (index + 1) * blocksInGroup),
  }));
}
