/** What could not be merged or was refused: it stays with its author until put back or let go. */
import { Slice } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import type { EditorPort, Unmerged } from "./ports";
import type { SnapshotStore } from "./snapshot";
import { unmergedOf } from "./unmerged";

export class Leftovers {
  readonly #store: SnapshotStore;
  readonly #newId: () => string;
  readonly #persist: () => Promise<boolean>;

  /** `persist` puts them into the drawer, and resolves to whether they are there. */
  constructor(store: SnapshotStore, newId: () => string, persist: () => Promise<boolean>) {
    this.#store = store;
    this.#newId = newId;
    this.#persist = persist;
  }

  keep(steps: readonly Step[], why: string): void {
    const items = unmergedOf(steps, why, this.#newId);
    if (items.length > 0) void this.add(items);
  }

  /** What was here before is not added twice. Resolves to whether this device keeps them. */
  add(items: readonly Unmerged[]): Promise<boolean> {
    const { unmerged } = this.#store.value;
    const fresh = items.filter(({ id }) => unmerged.every((item) => item.id !== id));
    this.#store.update({ unmerged: [...unmerged, ...fresh] });
    return this.#persist();
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
    void this.#persist();
  }

  /** All of it, and the content of `steps`, to be copied. */
  text(steps: readonly Step[]): string {
    const all = [...unmergedOf(steps, "", () => ""), ...this.#store.value.unmerged];
    return all.map(({ text }) => text).join("\n\n");
  }
}
