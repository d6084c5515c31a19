/** Which small form is open by the text, if any: a link's, an image's, a formula's or one to choose an emoji. */

export type Panel =
  | { readonly kind: "link" }
  | { readonly kind: "emoji" }
  | { readonly kind: "image" }
  /** Changes the formula that is selected; where none is, a new one is written at the caret. */
  | { readonly kind: "math"; readonly block: boolean };

/** Shared by keys, menus and toolbar of one editor; React reads it as an external store. */
export class Panels {
  #open: Panel | undefined;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  current = (): Panel | undefined => this.#open;

  show = (panel: Panel): void => this.#set(panel);

  close = (): void => this.#set(undefined);

  #set(panel: Panel | undefined): void {
    this.#open = panel;
    for (const listener of this.#listeners) listener();
  }
}
