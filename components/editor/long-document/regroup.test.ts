import { describe, expect, it } from "vitest";
import { blocksInGroup, type Group, regroup } from "./regroup";

/** A document of numbered blocks in groups that are named by letters. */
class Document {
  places = new Map<number, string>();
  #made = 0;

  show(blocks: readonly number[]): readonly Group<number, string>[] {
    const groups = regroup(blocks, (block) => this.places.get(block));
    this.places = new Map();
    for (const { place, blocks: within } of groups) {
      const name = place ?? `made ${this.#made++}`;
      for (const block of within) this.places.set(block, name);
    }
    return groups;
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const sizes = (groups: readonly Group<number, string>[]) => groups.map((one) => one.blocks.length);
const inOrder = (groups: readonly Group<number, string>[]) => groups.flatMap((one) => one.blocks);

describe("blocks of a long document", () => {
  it("are all in some group, in their order", () => {
    const blocks = upTo(10 * blocksInGroup + 3);
    const groups = new Document().show(blocks);
    expect(inOrder(groups)).toEqual(blocks);
    expect(sizes(groups)).toEqual([...Array(10).fill(blocksInGroup), 3]);
  });

  it("leave the other groups as they are when one is added", () => {
    const document = new Document();
    const blocks = upTo(4 * blocksInGroup);
    document.show(blocks);
    const before = new Map(document.places);
    const groups = document.show(blocks.toSpliced(blocksInGroup + 1, 0, 1000));
    expect(document.places.get(1000)).toBe(before.get(blocksInGroup));
    for (const block of blocks) expect(document.places.get(block)).toBe(before.get(block));
    expect(sizes(groups)).toEqual([blocksInGroup, blocksInGroup + 1, blocksInGroup, blocksInGroup]);
  });

  it("join those after them when they are new at the start", () => {
    const document = new Document();
    document.show(upTo(3 * blocksInGroup));
    for (let more = 1; more <= 5; more += 1) {
      document.show([
        ...Array.from({ length: more }, (_, i) => -i - 1),
        ...upTo(3 * blocksInGroup),
      ]);
    }
    expect(document.places.get(-1)).toBe(document.places.get(0));
  });

  it("are parted when there are too many together", () => {
    const document = new Document();
    document.show(upTo(2 * blocksInGroup));
    const pasted = Array.from({ length: 100 }, (_, index) => 1000 + index);
    const all = [0, ...pasted, ...upTo(2 * blocksInGroup).slice(1)];
    const groups = document.show(all);
    expect(inOrder(groups)).toEqual(all);
    for (const size of sizes(groups)) expect(size).toBeLessThanOrEqual(2 * blocksInGroup);
  });

  it("stand each in one group alone, and each group once, whatever is moved", () => {
    const document = new Document();
    const blocks = upTo(6 * blocksInGroup);
    document.show(blocks);
    const [moved = 0] = blocks.splice(3, 1);
    blocks.splice(70, 0, moved);
    const [back = 0] = blocks.splice(60, 1);
    blocks.splice(2, 0, back);
    const groups = document.show(blocks);
    expect(inOrder(groups)).toEqual(blocks);
    const places = groups.flatMap(({ place }) => place ?? []);
    expect(new Set(places).size).toBe(places.length);
  });

  it("are no group when there are none", () => {
    expect(regroup([], () => undefined)).toEqual([]);
  });
});
