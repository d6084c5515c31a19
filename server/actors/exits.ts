/** Links, monitors and exits: how the end of one actor reaches the others. */
import type { Kernel } from "./kernel";
import type { Process } from "./process";
import type { Reason } from "./reason";
import { type ActorRef, sameRef } from "./ref";

export interface Monitor {
  readonly id: number;
  readonly target: Process;
  /** The watching actor, or a listener of the system itself. */
  readonly watcher: Process | undefined;
  readonly listener: ((reason: Reason) => void) | undefined;
}

interface ExitSignal {
  readonly to: Process;
  readonly from: ActorRef;
  readonly reason: Reason;
  readonly byLink: boolean;
}

export class Exits {
  readonly #kernel: Kernel;
  readonly #signals: ExitSignal[] = [];
  #delivering = false;
  #monitors = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  exit(to: Process, from: ActorRef, reason: Reason): void {
    this.#signal({ to, from, reason, byLink: false });
  }

  link(a: Process, b: Process): void {
    if (a === b) return;
    a.links ??= new Set();
    b.links ??= new Set();
    a.links.add(b);
    b.links.add(a);
  }

  unlink(a: Process, b: Process): void {
    a.links?.delete(b);
    b.links?.delete(a);
  }

  /** A link to the dead: the exit comes at once, with `noproc`. */
  linkedToDead(process: Process, dead: ActorRef): void {
    this.#signal({ to: process, from: dead, reason: "noproc", byLink: true });
  }

  monitor(watcher: Process, target: Process | undefined, ref: ActorRef): number {
    const id = ++this.#monitors;
    watcher.watching ??= new Map();
    if (target === undefined) {
      watcher.watching.set(id, { id, target: watcher, watcher, listener: undefined });
      this.#kernel.post.system(watcher, { tag: "down", ref, monitor: id, reason: "noproc" });
      return id;
    }
    const monitor: Monitor = { id, target, watcher, listener: undefined };
    watcher.watching.set(id, monitor);
    target.watchers ??= new Map();
    target.watchers.set(id, monitor);
    return id;
  }

  demonitor(watcher: Process, id: number): void {
    watcher.watching?.get(id)?.target.watchers?.delete(id);
    watcher.watching?.delete(id);
  }

  /** Listeners run at once when the actor dies, before anybody else is told. */
  onDown(target: Process, listener: (reason: Reason) => void): () => void {
    const id = ++this.#monitors;
    target.watchers ??= new Map();
    target.watchers.set(id, { id, target, watcher: undefined, listener });
    return () => target.watchers?.delete(id);
  }

  /** The end. Nothing it does later has any effect, and its mailbox is gone. */
  die(process: Process, reason: Reason): void {
    if (process.is("dead")) return;
    const { processes, names, calls, events } = this.#kernel;
    const label = events.observed("exited") ? process.label : "";
    process.status = "dead";
    process.reason = reason;
    this.#tellListeners(process, reason);
    processes.delete(process.ref.serial);
    this.#cancelTimers(process);
    for (const listener of process.signal?.abort(reason) ?? []) this.#tell(listener, reason);
    names.died(process, process.mailbox.drain());
    calls.targetDied(process, reason);
    calls.callerDied(process);
    this.#leaveFamily(process);
    if (events.observed("exited")) events.emit({ tag: "exited", ref: process.ref, label, reason });
    this.#tellWatchers(process, reason);
    this.#tellLinks(process, reason);
  }

  #signal(signal: ExitSignal): void {
    this.#signals.push(signal);
    if (this.#delivering) return;
    this.#delivering = true;
    // A queue, not recursion: a chain of ten thousand links must not overflow the stack.
    try {
      for (let index = 0; index < this.#signals.length; index++) {
        const next = this.#signals[index];
        if (next !== undefined) this.#receive(next);
      }
    } finally {
      this.#signals.length = 0;
      this.#delivering = false;
    }
  }

  #receive({ to, from, reason, byLink }: ExitSignal): void {
    if (to.is("dead")) return;
    if (reason === "kill" && !byLink) this.die(to, "killed");
    else if (to.trapsExit) this.#kernel.post.system(to, { tag: "exit", from, reason });
    else if (reason !== "normal" || sameRef(from, to.ref)) this.die(to, reason);
  }

  #tellListeners(process: Process, reason: Reason): void {
    if (process.watchers === undefined) return;
    for (const { listener } of [...process.watchers.values()]) {
      if (listener !== undefined) this.#tell(listener, reason);
    }
  }

  /** A listener is code from outside: what it throws must not leave an actor half dead. */
  #tell(listener: (reason: Reason) => void, reason: Reason): void {
    try {
      listener(reason);
    } catch (error) {
      this.#kernel.events.failed(error);
    }
  }

  #tellWatchers(process: Process, reason: Reason): void {
    if (process.watching !== undefined) {
      for (const { id, target } of process.watching.values()) target.watchers?.delete(id);
      process.watching = undefined;
    }
    if (process.watchers === undefined) return;
    const watchers = [...process.watchers.values()];
    process.watchers = undefined;
    for (const { watcher, id } of watchers) {
      if (watcher === undefined || watcher.is("dead")) continue;
      this.#kernel.post.system(watcher, { tag: "down", ref: process.ref, monitor: id, reason });
    }
  }

  #tellLinks(process: Process, reason: Reason): void {
    if (process.links === undefined) return;
    const linked = [...process.links];
    process.links = undefined;
    for (const other of linked) other.links?.delete(process);
    for (const to of linked) this.#signal({ to, from: process.ref, reason, byLink: true });
  }

  #leaveFamily(process: Process): void {
    process.parentProcess?.children?.delete(process);
    process.parentProcess = undefined;
    if (process.children === undefined) return;
    for (const child of process.children) child.parentProcess = undefined;
    process.children = undefined;
  }

  #cancelTimers(process: Process): void {
    const { timers } = this.#kernel;
    if (process.idleTimer !== undefined) timers.cancel(process.idleTimer);
    if (process.timers === undefined) return;
    for (const timer of process.timers) timers.cancel(timer);
    process.timers = undefined;
  }
}
