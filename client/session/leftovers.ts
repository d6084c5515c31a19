/** What could not be merged or was refused: it stays with its author until put back or let go. */
import { Slice } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import type { EditorPort, Unmerged } from "./ports";
import type { SnapshotStore } from "./snapshot";
import { unmergedOf } from "./unmerged";

export class Leftovers {
  readonly #store: SnapshotStore;
  readonly #newId: () => string;
  readonly #changed: () => void;

  /** `changed`: there is something to be stored. */
  constructor(store: SnapshotStore, newId: () => string, changed: () => void) {
    this.#store = store;
    this.#newId = newId;
    this.#changed = changed;
  }

  keep(steps: readonly Step[], why: string): void {
    this.add(unmergedOf(steps, why, this.#newId));
  }

  /** What was here before is not added twice. */
  add(items: readonly Unmerged[]): void {
    const { unmerged } = this.#store.value;
    const fresh = items.filter(({ id }) => unmerged.every((item) => item.id !== id));
    if (fresh.length === 0) return;
    this.#store.update({ unmerged: [...unmerged, ...fresh] });
    this.#changed();
  }

  /** At the editor's selection. */
  insert(id: string, editor: EditorPort): void {
    const item = this.#store.value.unmerged.find((kept) => kept.id === id);
    if (!item) return;
    const { schema, tr } = editor.state;
    editor.dispatch(tr.replaceSelection(Slice.fromJSON(schema, item.slice)).scrollIntoView());
    this.dismiss(id);
  }

  dismiss(id: string): void {
    const { unmerged } = this.#store.value;
    this.#store.update({ unmerged: unmerged.filter((item) => item.id !== id) });
    this.#changed();
  }

  /** All of it, and the content of `steps`, to be copied. */
  text(steps: readonly Step[]): string {
    const all = [...unmergedOf(steps, "", () => ""), ...this.#store.value.unmerged];
    return all.map(({ text }) => text).join("\n\n");
  }
}
