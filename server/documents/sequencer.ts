/**
 * The order of a document's changes, decided without I/O: what is admitted, what is applied next,
 * what is durable, and who must be told. `Waiter` is whoever asked, opaque here.
 */
import type { Node } from "@tiptap/pm/model";
import type { StepMap } from "@tiptap/pm/transform";
import { type Answer, type Refusal, refusal } from "@/collab/protocol/refusals";
import type { WireChange } from "@/collab/protocol/server-messages";
import type { AcceptedChange } from "@/collab/rebase/apply-change";
import type { StoredChange } from "../ports/change-log";
import { caretAfter } from "./caret-after";
import { restoredIn } from "./change-about";
import type { DocState, SubmittedChange } from "./messages";
import type { RecentChanges } from "./recent-changes";

export type Versioned = Answer<{ version: number }>;

/** What became of a submitted change at once. `behind`: its base must be read from the log. */
export type Admission =
  | { readonly kind: "answer"; readonly answer: Versioned }
  | { readonly kind: "queued" }
  | { readonly kind: "behind"; readonly since: number; readonly until: number };

/** Answers that fell due. */
export interface Due<Waiter> {
  readonly waiter: Waiter;
  readonly answer: Versioned;
}

interface Entry<Waiter> {
  readonly change: SubmittedChange;
  readonly waiters: Waiter[];
  /** Maps from the change's base to `mappedTo`, read from the log; empty for a recent base. */
  readonly oldMaps: readonly StepMap[];
  readonly mappedTo: number;
  attempts: number;
}

export interface Head {
  readonly doc: Node;
  readonly version: number;
}

export class Sequencer<Waiter> {
  #doc: Node;
  #version: number;
  #stored: Head;
  /** Heads which are applied but not yet durable, oldest first. */
  #unstored: Head[] = [];
  readonly #queue: Entry<Waiter>[] = [];
  #applying: Entry<Waiter> | undefined;
  /** Answers owed once a version is durable, in version order. */
  #owed: { version: number; waiter: Waiter }[] = [];

  constructor(
    readonly documentId: string,
    head: Head,
    readonly recent: RecentChanges,
    readonly queueLimit: number,
  ) {
    this.#doc = head.doc;
    this.#version = head.version;
    this.#stored = head;
  }

  /** The speculative head: every change applied, stored or not. */
  get head(): Head {
    return { doc: this.#doc, version: this.#version };
  }

  /** The durable head: all that anybody may see. */
  get stored(): Head {
    return this.#stored;
  }

  get queued(): number {
    return this.#queue.length + (this.#applying ? 1 : 0);
  }

  /**
   * Takes a change, or says why not. A retry of a known change joins its first asker, or gets the
   * stored answer. After `behind`, call again with the maps read from the log.
   */
  admit(
    change: SubmittedChange,
    waiter: Waiter,
    read?: { readonly maps: readonly StepMap[]; readonly mappedTo: number },
  ): Admission {
    const known = this.recent.find(change.changeId);
    if (known) return this.#retry(change, waiter, known.digest, known.wire.version);
    const waiting = this.#find(change.changeId);
    if (waiting) {
      if (waiting.change.digest !== change.digest) return answer(mismatch());
      waiting.waiters.push(waiter);
      return { kind: "queued" };
    }
    if (change.baseVersion > this.#version) return answer(fromTheFuture(this.#version));
    // What becomes a whole document is made against the head, whatever that is by then.
    const base = change.body.kind === "become" ? this.#version : change.baseVersion;
    const mappedTo = read?.mappedTo ?? base;
    if (!this.recent.covers(mappedTo)) {
      return { kind: "behind", since: mappedTo, until: this.recent.baseVersion };
    }
    if (this.queued >= this.queueLimit) return answer(overloaded());
    const oldMaps = read?.maps ?? [];
    this.#queue.push({ change, waiters: [waiter], oldMaps, mappedTo, attempts: 0 });
    return { kind: "queued" };
  }

  /** The next change to apply; none while one is being applied. */
  next(): SubmittedChange | undefined {
    if (this.#applying) return undefined;
    this.#applying = this.#queue.shift();
    return this.#applying?.change;
  }

  /** What the ChangeActor of the current change needs; counts the attempt. */
  begin(
    changeId: string,
  ): { change: SubmittedChange; state: DocState; attempt: number } | undefined {
    const entry = this.#current(changeId);
    if (!entry) return undefined;
    entry.attempts += 1;
    const mapsSinceBase = [...entry.oldMaps, ...this.recent.mapsSince(entry.mappedTo)];
    const state = { doc: this.#doc, mapsSinceBase };
    return { change: entry.change, state, attempt: entry.attempts };
  }

  /** The current change was applied: the head moves, and the row to store comes back. */
  applied(changeId: string, accepted: AcceptedChange, now: number): StoredChange | undefined {
    const entry = this.#current(changeId);
    if (!entry) return undefined;
    this.#applying = undefined;
    if (!accepted.noop) this.#advance(entry.change, accepted, now);
    for (const waiter of entry.waiters) this.#owed.push({ version: this.#version, waiter });
    if (accepted.noop) return undefined;
    return row(this.documentId, this.#version, entry.change, accepted, now);
  }

  /** The current change is refused; its askers are to be told. */
  refused(changeId: string, error: Refusal): readonly Due<Waiter>[] {
    const entry = this.#current(changeId);
    if (!entry) return [];
    this.#applying = undefined;
    return entry.waiters.map((waiter) => ({ waiter, answer: { ok: false, error } }));
  }

  /** Everything up to `version` is durable: what to broadcast, and which answers fell due. */
  markStored(version: number): { changes: readonly WireChange[]; due: readonly Due<Waiter>[] } {
    const from = this.#stored.version;
    this.#stored = this.#unstored.findLast((head) => head.version <= version) ?? this.#stored;
    this.#unstored = this.#unstored.filter((head) => head.version > version);
    const changes = this.recent.since(from, this.#stored.version).map((change) => change.wire);
    return { changes, due: this.settle() };
  }

  /** Answers that wait for nothing any more. */
  settle(): readonly Due<Waiter>[] {
    const { version: stored } = this.#stored;
    const due = this.#owed.filter((owed) => owed.version <= stored);
    if (due.length === 0) return [];
    this.#owed = this.#owed.filter((owed) => owed.version > stored);
    return due.map(({ waiter, version }) => ({ waiter, answer: { ok: true, version } }));
  }

  /** True for a change that is durable; whoever asks again may be answered from it. */
  isStored(changeId: string): boolean {
    const known = this.recent.find(changeId);
    return known !== undefined && known.wire.version <= this.#stored.version;
  }

  /** Nobody waits any longer for what is not durable; it may become so all the same. */
  giveUp(error: Refusal): readonly Due<Waiter>[] {
    const due = this.#owed.map(({ waiter }) => ({ waiter, answer: { ok: false as const, error } }));
    this.#owed = [];
    return due;
  }

  #advance(change: SubmittedChange, accepted: AcceptedChange, now: number): void {
    this.#doc = accepted.doc;
    this.#version += 1;
    this.#unstored.push(this.head);
    const wire: WireChange = {
      version: this.#version,
      changeId: change.changeId,
      userId: change.userId,
      steps: accepted.stepsJson,
      ...(accepted.kept ? { kept: accepted.kept } : {}),
      createdAt: now,
      ...restoredIn(change.about),
      ...caretAfter(change, accepted),
    };
    this.recent.push({ digest: change.digest, maps: accepted.maps, wire });
  }

  #retry(change: SubmittedChange, waiter: Waiter, digest: string, version: number): Admission {
    if (change.digest !== digest) return answer(mismatch());
    if (version <= this.#stored.version) return answer({ ok: true, version });
    this.#owed.push({ version, waiter });
    return { kind: "queued" };
  }

  #find(changeId: string): Entry<Waiter> | undefined {
    if (this.#applying?.change.changeId === changeId) return this.#applying;
    return this.#queue.find((entry) => entry.change.changeId === changeId);
  }

  #current(changeId: string): Entry<Waiter> | undefined {
    return this.#applying?.change.changeId === changeId ? this.#applying : undefined;
  }
}

function row(
  documentId: string,
  version: number,
  change: SubmittedChange,
  accepted: AcceptedChange,
  now: number,
): StoredChange {
  return {
    documentId,
    version,
    changeId: change.changeId,
    userId: change.userId,
    baseVersion: change.baseVersion,
    steps: JSON.stringify(accepted.stepsJson),
    kept: accepted.kept,
    dropped: accepted.dropped.length > 0 ? JSON.stringify(accepted.dropped) : null,
    digest: change.digest,
    origin: change.origin,
    about: change.about ?? null,
    createdAt: now,
  };
}

function answer(value: Versioned): Admission {
  return { kind: "answer", answer: value };
}

function mismatch(): Versioned {
  const message =
    "This changeId was used before, with other steps. Send the change under a new id.";
  return { ok: false, error: refusal("change_mismatch", message) };
}

function fromTheFuture(version: number): Versioned {
  const message = `The document is at version ${version}; the change was made against a later one.`;
  return { ok: false, error: refusal("invalid_change", message) };
}

function overloaded(): Versioned {
  const message = "Too many changes wait for this document. Send the same change again shortly.";
  return { ok: false, error: refusal("overloaded", message) };
}
