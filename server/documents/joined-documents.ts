/**
 * The JSON of documents which somebody joined lately: made once for all who join at the same
 * version, as hundreds do after a restart, and not kept for as long as a document is open.
 */
import type { Node } from "@tiptap/pm/model";

/** Documents opened by many at once are few; everybody else pays for their own. */
const mostDocuments = 64;
/** Positions of all of them together: their JSON is about ten times as many bytes. */
const mostPositions = 2_000_000;

export class JoinedDocuments {
  /** From the one joined longest ago to the last. */
  readonly #kept = new Map<Node, object>();
  #positions = 0;

  get size(): number {
    return this.#kept.size;
  }

  /** The same object for the same version. */
  jsonOf(doc: Node): object {
    const known = this.#kept.get(doc);
    if (known) this.#kept.delete(doc);
    else this.#positions += doc.content.size;
    const json: object = known ?? doc.toJSON();
    this.#kept.set(doc, json);
    for (const [oldest] of this.#kept) {
      const fits = this.#kept.size <= mostDocuments && this.#positions <= mostPositions;
      if (fits || oldest === doc) break;
      this.#kept.delete(oldest);
      this.#positions -= oldest.content.size;
    }
    return json;
  }
}
