/** Dead letters: what reached nobody, in a bounded ring, with counters that forget nothing. */
import type { Message } from "./message";

export type DeadLetterCause =
  | "noproc"
  | "overloaded"
  | "late_reply"
  | "activation_failed"
  /** Whoever handled it crashed of it, more than once: it was given up. */
  | "poisoned"
  /** It was in the mailbox when its actor died. */
  | "actor_died";

export interface DeadLetter {
  readonly cause: DeadLetterCause;
  /** A ref or a name, as `refKey` writes it. */
  readonly to: string;
  readonly message: Message;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export class DeadLetters {
  readonly #limit: number;
  readonly #ring: DeadLetter[] = [];
  readonly #counts = new Map<DeadLetterCause, number>();
  #next = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(letter: DeadLetter): void {
    this.#counts.set(letter.cause, this.count(letter.cause) + 1);
    this.#ring[this.#next] = letter;
    this.#next = (this.#next + 1) % this.#limit;
  }

  count(cause: DeadLetterCause): number {
    return this.#counts.get(cause) ?? 0;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The newest `limit` letters, oldest first. */
  list(): readonly DeadLetter[] {
    return [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
  }
}
