/**
 * The title as somebody writes it here: sent in pauses, kept on this device until it is stored, and
 * sent again once the server is there again. As with the text, nothing else counts as saved.
 */
import type { Clock } from "./ports";
import type { SessionOptions } from "./session-options";
import type { Pending, SnapshotStore } from "./snapshot";

/** How long letters gather before they are sent. */
const gatherMs = 500;
/** When what got no answer is sent again, while there is a connection. */
const againMs = 2_000;
const tickMs = 1_000;

export interface KeptTitle {
  readonly title: string;
  /** What it was when somebody began to write this one. */
  readonly base: string;
}

export interface WrittenTitle extends KeptTitle {
  readonly atOnce: boolean;
}

export interface TitlePort {
  rename(title: string): Promise<"stored" | "unanswered" | { readonly refused: string }>;
  /** What this device has kept of somebody; a device that keeps nothing has `undefined`. */
  kept(userId: string): KeptTitle | undefined;
  keep(userId: string, title: KeptTitle | undefined): void;
}

export interface TitleOwner {
  joined(): boolean;
  /** Who writes here, as the answer to a join told. */
  userId(): string;
  /** What the server has, as far as is known. */
  stored(): string;
  /** `pending` or what is stored is another. */
  changed(stored?: string): void;
  /** A title that somebody wrote here and that does not hold. */
  dropped(title: string, why: string): void;
  /** Calls `act` whenever the page may be about to go; returns how to stop that. */
  readonly leaving?: SessionOptions["leaving"];
}

export class TitleWork {
  readonly #port: TitlePort;
  readonly #clock: Clock;
  readonly #owner: TitleOwner;
  readonly #stopLeaving: (() => void) | undefined;
  #userId: string | undefined;
  #kept: KeptTitle | undefined;
  #since: number | undefined;
  #sending = false;
  /** Of what was asked there may be no answer and yet a title. */
  readonly #asked = new Set<string>();
  /** Nothing was heard of the server for a while. */
  #away = false;
  #closed = false;
  #cancel: () => void = () => {};
  #cancelTick: () => void = () => {};

  constructor(port: TitlePort, clock: Clock, owner: TitleOwner) {
    this.#port = port;
    this.#clock = clock;
    this.#owner = owner;
    this.#stopLeaving = owner.leaving?.(() => void this.#send());
  }

  /** What is written and not stored yet. */
  get pending(): string | undefined {
    return this.#kept?.title;
  }

  /** The same, as the state line tells it: one change, or none. */
  get waiting(): readonly Pending[] {
    if (this.#since === undefined) return [];
    const oldestPendingMs = this.#clock.now() - this.#since;
    return [{ pendingChanges: 1, oldestPendingMs, unansweredMs: null, trouble: null }];
  }

  /** Somebody wrote over `base`; `atOnce` when they have finished. */
  write({ title, base, atOnce }: WrittenTitle): void {
    const first = this.#kept?.base ?? base;
    if (title !== (this.pending ?? base)) {
      const isBack = title === first && !this.#sending;
      this.#keep(isBack ? undefined : { title, base: first });
    }
    if (atOnce) void this.#send();
    else this.#later(gatherMs);
  }

  /** There is a connection again, and it is known who writes and what is stored. */
  joined(): void {
    this.#meet(this.#owner.userId());
    this.#away = true;
    void this.#send();
  }

  close(): void {
    this.#stopLeaving?.();
    void this.#send();
    this.#cancel();
    this.#cancelTick();
    this.#closed = true;
  }

  /** On a shared computer each finds their own; what was written before anybody was known is theirs. */
  #meet(userId: string): void {
    if (userId === this.#userId) return;
    const written = this.#userId === undefined ? this.#kept : undefined;
    this.#userId = userId;
    this.#keep(written ?? this.#port.kept(userId));
  }

  async #send(): Promise<void> {
    const title = this.pending;
    if (title === undefined || this.#sending || !this.#owner.joined()) return;
    this.#cancel();
    if (this.#away && this.#isSettled(title)) return;
    this.#away = false;
    this.#asked.add(title);
    this.#sending = true;
    const answer = await this.#port.rename(title);
    this.#sending = false;
    if (answer === "unanswered") {
      this.#away = true;
      return this.#later(againMs);
    }
    const isLast = this.pending === title;
    if (answer === "stored") {
      this.#keep(isLast ? undefined : { title: this.pending ?? title, base: title }, title);
      if (this.#closed) void this.#send();
      else this.#later(gatherMs);
      return;
    }
    this.#keep(undefined);
    this.#owner.dropped(title, answer.refused);
  }

  /** Who was away does not take the name from those who were here. */
  #isSettled(title: string): boolean {
    const stored = this.#owner.stored();
    if (stored !== title && (stored === this.#kept?.base || this.#asked.has(stored))) return false;
    this.#keep(undefined);
    if (stored !== title) {
      this.#owner.dropped(title, `Somebody else has called it “${stored}” meanwhile.`);
    }
    return true;
  }

  #later(ms: number): void {
    this.#cancel();
    if (this.#kept && !this.#closed) this.#cancel = this.#clock.after(ms, () => void this.#send());
  }

  #keep(kept: KeptTitle | undefined, stored?: string): void {
    this.#kept = kept;
    if (!kept) this.#asked.clear();
    this.#since = kept ? (this.#since ?? this.#clock.now()) : undefined;
    if (this.#userId !== undefined) this.#port.keep(this.#userId, kept);
    this.#owner.changed(stored);
    this.#tick();
  }

  /** Whoever shows for how long it is not stored is told as time goes on. */
  #tick(): void {
    this.#cancelTick();
    if (!this.#kept || this.#closed) return;
    this.#cancelTick = this.#clock.after(tickMs, () => {
      this.#owner.changed();
      this.#tick();
    });
  }
}

/** The title of a session which somebody sees; one that only delivers has none. */
export function titleWork(
  { title, clock, adopted, leaving }: SessionOptions,
  store: SnapshotStore,
  joined: () => boolean,
  changed: () => void,
): TitleWork | undefined {
  if (!title || adopted) return undefined;
  return new TitleWork(title, clock, {
    joined,
    leaving,
    userId: () => store.value.user?.id ?? "",
    stored: () => store.value.title,
    changed(stored) {
      if (stored !== undefined) store.update({ title: stored });
      changed();
    },
    dropped: (dropped, why) => store.update({ titleDropped: { title: dropped, why } }),
  });
}
