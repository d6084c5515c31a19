/**
 * A connection that is made when it is first needed, and anew once it broke: browsers take a page's
 * connection to its storage away when it is out of sight, or when the storage is cleared.
 */
export class Connection<C extends { close(): void }> {
  readonly #connect: (lost: () => void) => Promise<C>;
  #current: Promise<C> | undefined;

  /** `lost` is called when the connection is gone, or in somebody's way. */
  constructor(connect: (lost: () => void) => Promise<C>) {
    this.#connect = connect;
  }

  /** What fails is done once more on a fresh connection: not every one that is gone says so. */
  async use<T>(act: (connection: C) => Promise<T>): Promise<T> {
    const used = this.#open();
    try {
      return await act(await used);
    } catch {
      this.#drop(used);
      return act(await this.#open());
    }
  }

  #open(): Promise<C> {
    if (this.#current) return this.#current;
    const opened = this.#connect(() => this.#drop(opened));
    opened.catch(() => this.#drop(opened));
    this.#current = opened;
    return opened;
  }

  #drop(dropped: Promise<C>): void {
    if (this.#current === dropped) this.#current = undefined;
    dropped.then((connection) => connection.close()).catch(() => {});
  }
}
