/**
 * The blocks of an editor, shown in groups: the browser then looks at some groups where it looked at
 * a thousand blocks. They stay children of the editor's element, which knows nothing of it: they are
 * shown in slots of its shadow tree.
 */
import { blocksInGroup, regroup } from "./regroup";

/** What a block is thought to need until it was laid out once. */
const blockHeightEm = 5;

type Block = Element | Text;

interface Place {
  readonly slot: HTMLSlotElement;
  blocks: readonly Block[];
}

/** Plugins come and go while an editor lives; an element gets its shadow tree once. */
const known = new WeakMap<HTMLElement, BlockGroups>();

export class BlockGroups {
  readonly #root: ShadowRoot;
  readonly #observer: MutationObserver;
  readonly #placeOf = new WeakMap<Node, Place>();
  #places: readonly Place[] = [];
  /** New blocks that have their place already, though the observer was not heard yet. */
  #joined = new Set<Node>();

  static of(dom: HTMLElement): BlockGroups {
    const groups = known.get(dom) ?? new BlockGroups(dom);
    known.set(dom, groups);
    return groups;
  }

  private constructor(readonly dom: HTMLElement) {
    this.#root = dom.attachShadow({ mode: "open", slotAssignment: "manual" });
    dom.toggleAttribute("data-grouped", true);
    // Whoever changes the children: a block that no slot has is not shown.
    this.#observer = new MutationObserver((records) => this.#arrange(records));
    this.#observer.observe(dom, { childList: true });
    this.#arrange([]);
    // Setting the selection lays everything out, right after a new block was put in: what the
    // observer hears is too late for that, and costs a second layout.
    dom.insertBefore = <T extends Node>(block: T, before: Node | null): T => {
      Element.prototype.insertBefore.call(dom, block, before);
      this.#join(block);
      return block;
    };
  }

  /** At once, for what is going to be measured. */
  update(): void {
    const records = this.#observer.takeRecords();
    if (records.length > 0) this.#arrange(records);
  }

  /** Lays out what holds these blocks wherever the window is: no key would find a caret there. */
  hold(blocks: readonly (Node | null)[]): void {
    const held = new Set(blocks.map((block) => block && this.#placeOf.get(block)));
    for (const place of this.#places) {
      if (place.slot.part.contains("held") !== held.has(place)) place.slot.part.toggle("held");
    }
  }

  /** As `regroup` would have it: what is new stands with what is before it, while there is room. */
  #join(block: Node): void {
    const previous = block.previousSibling;
    const place = previous && this.#placeOf.get(previous);
    if (!place || !isShown(previous) || !isShown(block) || this.#placeOf.has(block)) return;
    const at = place.blocks.indexOf(previous);
    if (at < 0 || place.blocks.length >= 2 * blocksInGroup) return;
    this.#fill(place, place.blocks.toSpliced(at + 1, 0, block));
    this.#joined.add(block);
  }

  #arrange(records: readonly MutationRecord[]): void {
    const joined = this.#joined;
    this.#joined = new Set();
    if (records.length > 0 && records.every((record) => onlyAdds(record, joined))) return;
    const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]));
    const blocks = [...this.dom.childNodes].filter(isShown);
    const groups = regroup(blocks, (block) =>
      added.has(block) ? undefined : this.#placeOf.get(block),
    );
    const places: Place[] = [];
    for (const group of groups) {
      const place = group.place ?? newPlace();
      if (!group.place) this.#root.insertBefore(place.slot, following(places, this.#root));
      if (!sameNodes(place.blocks, group.blocks)) this.#fill(place, group.blocks);
      places.push(place);
    }
    for (const place of this.#places) if (!places.includes(place)) place.slot.remove();
    this.#places = places;
  }

  #fill(place: Place, blocks: readonly Block[]): void {
    place.slot.assign(...blocks);
    // Thought of once: from then on the browser remembers, and a new style costs a layout.
    place.slot.style.containIntrinsicHeight ||= `auto ${blocks.length * blockHeightEm}em`;
    place.blocks = blocks;
    for (const block of blocks) this.#placeOf.set(block, place);
  }
}

function newPlace(): Place {
  const slot = document.createElement("slot");
  // The name it has in the style sheet.
  slot.part.add("blocks");
  return { slot, blocks: [] };
}

/** What comes after the last of `places`. */
function following(places: readonly Place[], root: ShadowRoot): Node | null {
  const last = places.at(-1);
  return last ? last.slot.nextSibling : root.firstChild;
}

function onlyAdds({ addedNodes, removedNodes }: MutationRecord, these: ReadonlySet<Node>): boolean {
  return removedNodes.length === 0 && [...addedNodes].every((node) => these.has(node));
}

function isShown(node: Node): node is Block {
  return node instanceof Element || node instanceof Text;
}

function sameNodes(a: readonly Node[], b: readonly Node[]): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index]);
}
