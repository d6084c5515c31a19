/**
 * The table of names, read synchronously at every send. A name whose actor starts, restarts or
 * passivates keeps a buffer; the Registry actor, when there is one, activates those with nobody.
 */
import { type Kernel, processOf } from "./kernel";
import type { Envelope } from "./mailbox";
import type { Process } from "./process";
import type { Reason } from "./reason";
import { type ActorRef, refKey } from "./ref";

export interface NameEntry {
  readonly name: string;
  status: "registered" | "activating" | "passivating" | "restarting";
  process: Process | undefined;
  /** The supervisor that will start the next incarnation. */
  keeper: Process | undefined;
  buffer: Envelope[];
  /** Which activation it waits for: the outcome of an older one is not about this entry. */
  attempt: number;
}

/** What the Registry actor is asked: start the actor of this name. */
export interface Activate {
  readonly tag: "activate";
  readonly name: string;
  readonly attempt: number;
}

export class Names {
  readonly #kernel: Kernel;
  readonly #entries = new Map<string, NameEntry>();
  #registry: Process | undefined;
  #prefixes: ReadonlySet<string> = new Set();
  #attempts = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get size(): number {
    return this.#entries.size;
  }

  whereis(name: string): ActorRef | undefined {
    return this.#entries.get(name)?.process?.ref;
  }

  /** Where a message goes now: to an actor, or into the buffer of the entry. */
  route(name: string): Process | NameEntry | undefined {
    const entry = this.#entries.get(name);
    if (entry?.status === "registered") return entry.process;
    return entry ?? this.#activate(name);
  }

  register(name: string, process: Process, keeper?: Process): boolean {
    const entry = this.#entries.get(name) ?? this.#create(name);
    if (entry.process !== undefined) return entry.process === process;
    entry.process = process;
    process.names ??= new Set();
    process.names.add(entry);
    this.#keep(entry, keeper);
    this.#open(entry, process);
    return true;
  }

  unregister(name: string): void {
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.status === "activating") return;
    this.#remove(entry);
    this.#refuse(entry, "noproc");
  }

  /** `process` activates the names with these prefixes, until it dies. */
  attach(process: ActorRef, prefixes: readonly string[]): void {
    this.#registry = processOf(this.#kernel, process);
    this.#prefixes = new Set(prefixes);
  }

  activated({ name, attempt }: Activate, ref: ActorRef): void {
    const { events } = this.#kernel;
    const process = processOf(this.#kernel, ref);
    if (process !== undefined) {
      if (events.observed("name_activated")) events.emit({ tag: "name_activated", name, ref });
      if (this.#activating(name, attempt)) this.register(name, process);
    } else this.activationFailed({ tag: "activate", name, attempt }, "noproc");
  }

  activationFailed({ name, attempt }: Activate, reason: Reason): void {
    const entry = this.#activating(name, attempt);
    if (entry === undefined) return;
    this.#remove(entry);
    const { events } = this.#kernel;
    if (events.observed("activation_failed"))
      events.emit({ tag: "activation_failed", name, reason });
    this.#refuse(entry, reason);
  }

  passivate(name: string, process: Process): void {
    const entry = this.#entries.get(name);
    if (entry?.process !== process) return;
    entry.status = "passivating";
    const { events } = this.#kernel;
    if (events.observed("name_passivating"))
      events.emit({ tag: "name_passivating", name, ref: process.ref });
  }

  resume(name: string, process: Process): void {
    const entry = this.#entries.get(name);
    if (entry?.process === process && entry.status === "passivating") this.#open(entry, process);
  }

  /** Takes what waits for the dead: one that passivated leaves its unread messages to its name. */
  died(process: Process, unread: Envelope[]): void {
    let left = unread;
    for (const entry of process.names ?? []) {
      entry.process = undefined;
      if (entry.status === "passivating") {
        const kept = left.filter(({ kind }) => kind !== "system" && kind !== "timer");
        for (const { from } of kept) if (from) this.#kernel.calls.detach(from);
        entry.buffer = [...kept, ...entry.buffer];
        left = [];
      } else entry.status = "restarting";
      if (entry.keeper === undefined) this.#abandoned(entry);
    }
    for (const entry of process.keeps ?? []) {
      entry.keeper = undefined;
      if (entry.process === undefined) this.#abandoned(entry);
    }
    for (const { kind, message } of left) {
      if (kind === "system" || kind === "timer" || kind === "call") continue;
      this.#kernel.post.deadLetter("actor_died", refKey(process.ref), message);
    }
    if (process === this.#registry) this.#detach();
  }

  #create(name: string): NameEntry {
    const entry: NameEntry = {
      name,
      status: "registered",
      process: undefined,
      keeper: undefined,
      buffer: [],
      attempt: 0,
    };
    this.#entries.set(name, entry);
    return entry;
  }

  #activate(name: string): NameEntry | undefined {
    const prefix = name.slice(0, Math.max(0, name.indexOf(":")));
    if (this.#registry === undefined || !this.#prefixes.has(prefix)) return undefined;
    const entry = this.#create(name);
    this.#askRegistry(entry, this.#registry);
    return entry;
  }

  #askRegistry(entry: NameEntry, registry: Process): void {
    entry.status = "activating";
    entry.attempt = ++this.#attempts;
    const message: Activate = { tag: "activate", name: entry.name, attempt: entry.attempt };
    this.#kernel.post.remind(registry, message);
  }

  #activating(name: string, attempt: number): NameEntry | undefined {
    const entry = this.#entries.get(name);
    return entry?.status === "activating" && entry.attempt === attempt ? entry : undefined;
  }

  /** Nobody will bring the actor back but, if somebody wants it, an activation. */
  #abandoned(entry: NameEntry): void {
    if (entry.status === "activating") return;
    this.#remove(entry);
    if (entry.buffer.length === 0) return;
    const again = this.#activate(entry.name);
    if (again !== undefined) again.buffer = entry.buffer;
    else this.#refuse(entry, "noproc");
  }

  #open(entry: NameEntry, process: Process): void {
    entry.status = "registered";
    const { calls, post } = this.#kernel;
    const waiting = entry.buffer;
    entry.buffer = [];
    for (const envelope of waiting) {
      const { from } = envelope;
      if (from !== undefined && !calls.attach(from, process)) continue;
      if (!post.deliver(process, envelope) && from) calls.fail(from, { code: "overloaded" });
    }
  }

  #refuse(entry: NameEntry, reason: Reason): void {
    const { calls, post } = this.#kernel;
    for (const { from, message } of entry.buffer) {
      if (from !== undefined) calls.fail(from, { code: "noproc", reason });
      else post.deadLetter("activation_failed", entry.name, message);
    }
    entry.buffer = [];
  }

  #keep(entry: NameEntry, keeper: Process | undefined): void {
    entry.keeper?.keeps?.delete(entry);
    entry.keeper = keeper;
    if (keeper === undefined) return;
    keeper.keeps ??= new Set();
    keeper.keeps.add(entry);
  }

  #remove(entry: NameEntry): void {
    entry.process?.names?.delete(entry);
    this.#keep(entry, undefined);
    this.#entries.delete(entry.name);
  }

  #detach(): void {
    this.#registry = undefined;
    for (const entry of [...this.#entries.values()]) {
      const { name, attempt } = entry;
      this.activationFailed({ tag: "activate", name, attempt }, "shutdown");
    }
  }
}
