/** Keeps the unconfirmed work of a tab on this device, in a drawer that outlives the tab. */
import { isEmpty, keepIn } from "./kept-work";
import type { PendingDrawer, PendingWork } from "./ports";
import type { SessionOptions } from "./session-options";

/** How long typing may gather before it is put into the drawer. */
const gatherMs = 250;
/** Storage that does not answer must not keep what is typed from being sent. */
const storageMs = 2_000;

export class Keeper {
  readonly #options: SessionOptions;
  readonly #work: () => PendingWork | undefined;
  readonly #stopLeaving: (() => void) | undefined;
  #drawer: Promise<PendingDrawer> | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: SessionOptions, work: () => PendingWork | undefined) {
    this.#options = options;
    this.#work = work;
    // What gathers for the drawer would go with the page.
    this.#stopLeaving = options.leaving?.(() => void this.keep());
  }

  /** Before it is needed: a page that goes waits for nothing. */
  ready(): void {
    void this.#open();
  }

  /** The drawer of a tab that is gone, with what is in it. */
  use(drawer: PendingDrawer): void {
    this.#drawer = Promise.resolve(drawer);
  }

  keepSoon(): void {
    this.#cancel ??= this.#options.clock.after(gatherMs, () => {
      this.#cancel = undefined;
      void this.keep();
    });
  }

  /** Resolves when it is kept, or storage takes too long; to whether it is. */
  keepInTime(): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(storageMs, () => resolve(false));
      void this.keep().then((kept) => {
        cancel();
        resolve(kept);
      });
    });
  }

  /** Resolves to whether the drawer holds what there is. */
  async keep(): Promise<boolean> {
    const work = this.#work();
    if (!work) return false;
    if (!this.#drawer && isEmpty(work)) return true;
    const drawer = await this.#open();
    return drawer ? keepIn(drawer, work) : false;
  }

  close(): void {
    this.#stopLeaving?.();
    this.#cancel?.();
    const released = this.keep().then(async () => (await this.#drawer)?.release());
    // A drawer that can't be released is adopted when this page is gone.
    released.catch(() => {});
  }

  /**
   * A browser without storage (private windows, a full disk) still writes; it only can't survive
   * being closed, of which the leave guard warns. One drawer that was opened stays the only one:
   * the same work in two would be delivered twice.
   */
  async #open(): Promise<PendingDrawer | undefined> {
    const { documentId, pending } = this.#options;
    this.#drawer ??= pending.open(documentId);
    return this.#drawer.catch(() => {
      this.#drawer = undefined;
      return undefined;
    });
  }
}
