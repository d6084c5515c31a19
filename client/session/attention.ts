/** Whether somebody looks at a page: away when it is hidden, or nothing was done in it for long. */
import type { Clock } from "./ports";

/** A glance at another tab is no absence. */
export const hiddenMs = 10_000;
/** Somebody who reads moves something now and then; who went for coffee does not. */
export const idleMs = 300_000;

export class Attention {
  readonly #clock: Clock;
  readonly #tell: (away: boolean) => void;
  #away = false;
  #hidden = false;
  #actedAt: number;
  #cancel: () => void = () => {};

  /** `tell` hears of each change; at first everybody is taken to look. */
  constructor(clock: Clock, tell: (away: boolean) => void) {
    this.#clock = clock;
    this.#tell = tell;
    this.#actedAt = clock.now();
    this.#wait(idleMs);
  }

  /** Something was done in the page. Cheap: to be called at every move of a pointer. */
  acted(): void {
    this.#actedAt = this.#clock.now();
    if (this.#away && !this.#hidden) this.#set(false);
  }

  setHidden(hidden: boolean): void {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    if (hidden) this.#wait(hiddenMs);
    else {
      this.acted();
      this.#wait(idleMs);
    }
  }

  close(): void {
    this.#cancel();
  }

  /** One timer, however much is done meanwhile: when it is due, it looks how long ago that was. */
  #wait(ms: number): void {
    this.#cancel();
    this.#cancel = this.#clock.after(ms, () => {
      const left = this.#hidden ? 0 : this.#actedAt + idleMs - this.#clock.now();
      if (left > 0) this.#wait(left);
      else this.#set(true);
    });
  }

  #set(away: boolean): void {
    if (away === this.#away) return;
    this.#away = away;
    if (!away) this.#wait(idleMs);
    this.#tell(away);
  }
}
