/**
 * One writer at a time, over every connection of this process. The driver is synchronous: if two
 * connections wrote at once, the second would block the thread that the first needs to commit.
 * What people wait for, the log, goes before all else that waits; it comes once a commit, so that the
 * others have their turns between.
 */
export class WriteGate {
  #taken = false;
  readonly #first: (() => void)[] = [];
  readonly #others: (() => void)[] = [];

  /** Resolves when nobody else writes, with the function that lets the next one in. */
  async enter({ first = false } = {}): Promise<() => void> {
    if (this.#taken) {
      await new Promise<void>((enter) => (first ? this.#first : this.#others).push(enter));
    }
    this.#taken = true;
    let inside = true;
    return () => {
      if (inside) this.#leave();
      inside = false;
    };
  }

  async run<T>(write: () => Promise<T>, options?: { readonly first: boolean }): Promise<T> {
    const leave = await this.enter(options);
    try {
      return await write();
    } finally {
      leave();
    }
  }

  /** It stays taken while it is handed on. */
  #leave(): void {
    const next = this.#first.shift() ?? this.#others.shift();
    if (next) next();
    else this.#taken = false;
  }
}
