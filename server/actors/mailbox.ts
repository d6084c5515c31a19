/** A mailbox: a bounded queue, first in first out, with a policy by kind for when it is full. */
import type { From, Message } from "./message";

/** `timer` and `system` always pass; the others count against the limit. */
export type Kind = "cast" | "call" | "info" | "timer" | "system";

export class Envelope {
  readonly kind: Kind;
  message: Message;
  readonly from: From | undefined;
  /** When it was put in, in the clock's milliseconds. */
  readonly at: number;

  constructor(kind: Kind, message: Message, from: From | undefined, at: number) {
    this.kind = kind;
    this.message = message;
    this.from = from;
    this.at = at;
  }
}

/**
 * What happens to a cast that finds the mailbox full: it becomes a dead letter, or the oldest
 * cast does in its place, or the actor crashes. A call is always refused with `overloaded`.
 */
export type OnFull = "dead_letter" | "drop_oldest" | "crash";

export interface MailboxOptions {
  readonly limit: number;
  readonly onFull: OnFull;
  /** Casts with the same key are one: the newest, in the place of the oldest. */
  readonly conflate?: ((message: Message) => string | undefined) | undefined;
}

export type Offer = "queued" | "conflated" | "full";

/** The head is moved to the front of the array only after so many gaps, and then in one go. */
const GAPS_BEFORE_COMPACTION = 1024;

export class Mailbox {
  readonly options: MailboxOptions;
  #items: (Envelope | undefined)[] = [];
  #head = 0;
  #bounded = 0;
  #byKey: Map<string, Envelope> | undefined;

  constructor(options: MailboxOptions) {
    this.options = options;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  /** How many of its messages count against the limit. */
  get bounded(): number {
    return this.#bounded;
  }

  offer(envelope: Envelope): Offer {
    if (envelope.kind === "timer" || envelope.kind === "system") {
      this.#items.push(envelope);
      return "queued";
    }
    const key = this.#keyOf(envelope);
    if (key !== undefined && this.#conflate(key, envelope)) return "conflated";
    if (this.#bounded >= this.options.limit) return "full";
    this.#bounded++;
    this.#items.push(envelope);
    if (key !== undefined) {
      this.#byKey ??= new Map();
      this.#byKey.set(key, envelope);
    }
    return "queued";
  }

  take(): Envelope | undefined {
    const envelope = this.#items[this.#head];
    if (envelope === undefined) return undefined;
    this.#items[this.#head++] = undefined;
    if (this.#head === this.#items.length) {
      this.#items.length = 0;
      this.#head = 0;
    } else if (this.#head > GAPS_BEFORE_COMPACTION && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    this.#forget(envelope);
    return envelope;
  }

  /** Takes out the oldest cast to make room; undefined when only others are queued. */
  dropOldestCast(): Envelope | undefined {
    for (let index = this.#head; index < this.#items.length; index++) {
      const envelope = this.#items[index];
      if (envelope?.kind !== "cast") continue;
      this.#items.splice(index, 1);
      this.#forget(envelope);
      return envelope;
    }
    return undefined;
  }

  /** Empties it, as its actor dies; yields what nobody will handle. */
  drain(): Envelope[] {
    const left = this.#items.slice(this.#head).filter((envelope) => envelope !== undefined);
    this.#items = [];
    this.#head = 0;
    this.#bounded = 0;
    this.#byKey = undefined;
    return left;
  }

  #keyOf(envelope: Envelope): string | undefined {
    if (this.options.conflate === undefined || envelope.kind !== "cast") return undefined;
    return this.options.conflate(envelope.message);
  }

  #conflate(key: string, envelope: Envelope): boolean {
    const queued = this.#byKey?.get(key);
    if (queued === undefined) return false;
    queued.message = envelope.message;
    return true;
  }

  #forget(envelope: Envelope): void {
    if (envelope.kind === "timer" || envelope.kind === "system") return;
    this.#bounded--;
    if (this.#byKey === undefined) return;
    const key = this.#keyOf(envelope);
    if (key !== undefined) this.#byKey.delete(key);
  }
}
