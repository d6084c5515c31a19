/** A block that somebody has in hand: where it is by now, whatever is changed meanwhile. */
import type { Node } from "@tiptap/pm/model";
import { type Change, followed } from "../followed";
import { blockAt, type WholeBlock } from "./whole-block";

export class TrackedBlock {
  #at: number;

  constructor(at: number) {
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  /** As it is now, with what others wrote into it. */
  in(doc: Node): WholeBlock | undefined {
    return blockAt(doc, this.#at);
  }

  /** Whether it is still there after it. */
  follow(change: Change): boolean {
    const at = followed(this.#at, change);
    if (at !== undefined) this.#at = at;
    return at !== undefined;
  }
}
