/** One actor as the system sees it: its record, from spawn to death. */
import type { Behaviour, SpawnOptions } from "./behaviour";
import type { PendingCall } from "./calls";
import type { Context, History } from "./context";
import type { Monitor } from "./exits";
import type { SystemLimits } from "./limits";
import { Mailbox } from "./mailbox";
import type { NameEntry } from "./names";
import type { Reason } from "./reason";
import type { ActorRef } from "./ref";
import type { AbortedByExit } from "./signal";
import type { Timer } from "./timers";

export type Status =
  /** In an async `init`. */
  | "starting"
  | "idle"
  | "runnable"
  | "running"
  /** Held by an async handler. */
  | "waiting"
  | "terminating"
  | "dead";

const TAGS_KEPT = 10;

export class Process {
  readonly ref: ActorRef;
  readonly behaviour: Behaviour;
  readonly parent: ActorRef;
  parentProcess: Process | undefined;
  readonly options: SpawnOptions;
  readonly history: History;
  readonly mailbox: Mailbox;
  status: Status = "starting";
  /** Whether `init` succeeded, so that there is a state. */
  initialised = false;
  state: unknown = undefined;
  trapsExit = false;
  /** Set when `handleContinue` is due before the next message. */
  continuation: { readonly term: unknown } | undefined;
  /** Set once it is decided to end; the reason others will see. */
  reason: Reason | undefined;

  context: Context | undefined;
  signal: AbortedByExit | undefined;
  idleTimer: Timer | undefined;
  links: Set<Process> | undefined;
  children: Set<Process> | undefined;
  /** Who watches this actor, and whom it watches, by monitor id. */
  watchers: Map<number, Monitor> | undefined;
  watching: Map<number, Monitor> | undefined;
  timers: Set<Timer> | undefined;
  /** Calls that wait for this actor, and calls of this actor that wait. */
  incoming: Set<PendingCall> | undefined;
  outgoing: Set<PendingCall> | undefined;
  names: Set<NameEntry> | undefined;
  keeps: Set<NameEntry> | undefined;

  handled = 0;
  busyMs = 0;
  maxWaitMs = 0;
  mailboxHigh = false;
  #tags: string[] = [];

  constructor(
    ref: ActorRef,
    behaviour: Behaviour,
    parent: ActorRef,
    parentProcess: Process | undefined,
    options: SpawnOptions,
    history: History,
    limits: SystemLimits,
  ) {
    this.ref = ref;
    this.behaviour = behaviour;
    this.parent = parent;
    this.parentProcess = parentProcess;
    this.options = options;
    this.history = history;
    this.mailbox = new Mailbox(
      options.mailboxLimit === undefined && !options.onFull && !options.conflate
        ? limits.mailbox
        : {
            limit: options.mailboxLimit ?? limits.mailbox.limit,
            onFull: options.onFull ?? limits.mailbox.onFull,
            conflate: options.conflate,
          },
    );
  }

  is(status: Status): boolean {
    return this.status === status;
  }

  get label(): string {
    try {
      if (this.behaviour.label && this.initialised) return this.behaviour.label(this.state);
    } catch {
      // It is asked at a crash, when the state may be anything; the name will do.
    }
    return this.options.name ?? this.history.id ?? this.behaviour.name ?? "actor";
  }

  count(tag: string, waitMs: number): void {
    this.#tags[this.handled % TAGS_KEPT] = tag;
    this.handled++;
    if (waitMs > this.maxWaitMs) this.maxWaitMs = waitMs;
  }

  /** The tags of the last ten messages, oldest first. */
  get lastTags(): readonly string[] {
    const next = this.handled % TAGS_KEPT;
    if (this.handled < TAGS_KEPT) return [...this.#tags];
    return [...this.#tags.slice(next), ...this.#tags.slice(0, next)];
  }
}
