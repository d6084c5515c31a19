/** An actor's signal: aborted when the actor is dead, for work that outlives its handler. */
import type { Reason } from "./reason";

export interface Signal {
  readonly aborted: boolean;
  readonly reason: Reason | undefined;
  /** Runs `listener` at the abort (at once if it has happened); the result takes it back. */
  onAbort(listener: (reason: Reason) => void): () => void;
}

export class AbortedByExit implements Signal {
  reason: Reason | undefined;
  readonly #listeners = new Set<(reason: Reason) => void>();

  get aborted(): boolean {
    return this.reason !== undefined;
  }

  onAbort(listener: (reason: Reason) => void): () => void {
    if (this.reason !== undefined) listener(this.reason);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Yields whom to tell, so that whoever tells them can survive what they throw. */
  abort(reason: Reason): ((reason: Reason) => void)[] {
    if (this.reason !== undefined) return [];
    this.reason = reason;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    return listeners;
  }
}
