/**
 * One writer at a time, over every connection of this process. The driver is synchronous: if two
 * connections wrote at once, the second would block the thread that the first needs to commit.
 */
export class WriteGate {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when nobody else writes, with the function that lets the next one in. */
  async enter(): Promise<() => void> {
    const before = this.#last;
    let leave: () => void = () => {};
    this.#last = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    return leave;
  }

  async run<T>(write: () => Promise<T>): Promise<T> {
    const leave = await this.enter();
    try {
      return await write();
    } finally {
      leave();
    }
  }
}
