/** What Escape gives back: the title from before somebody wrote here, or what others named it since. */
export class TitleBefore {
  #title: string;
  readonly #mine = new Set<string>();

  constructor(stored: string) {
    this.#title = stored;
  }

  get title(): string {
    return this.#title;
  }

  /** Somebody begins to write over `stored`. */
  begin(stored: string): void {
    this.#title = stored;
    this.#mine.clear();
  }

  wrote(title: string): void {
    this.#mine.add(title);
  }

  /** It is stored now, by whomever. */
  stored(title: string): void {
    if (!this.#mine.has(title)) this.#title = title;
  }
}
