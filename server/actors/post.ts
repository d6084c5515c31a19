/** The post: finds the actor behind a destination and puts the message in its mailbox. */
import type { Info } from "./behaviour";
import { cloneMessage } from "./clone";
import type { DeadLetterCause } from "./dead-letters";
import { type Kernel, processOf } from "./kernel";
import { Envelope, type Kind } from "./mailbox";
import type { Message } from "./message";
import type { NameEntry } from "./names";
import { Process } from "./process";
import { type Destination, isName, refKey } from "./ref";

/** An actor, or a name whose messages wait. */
export type Route = Process | NameEntry;

export class Post {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  route(to: Destination): Route | undefined {
    return isName(to) ? this.#kernel.names.route(to.name) : processOf(this.#kernel, to);
  }

  send(to: Destination, message: Message, kind: Kind): void {
    const { cloneMessages, scheduler } = this.#kernel;
    const content = cloneMessages ? cloneMessage(message) : message;
    const route = this.route(to);
    if (route === undefined) {
      this.deadLetter("noproc", isName(to) ? to.name : refKey(to), content);
    } else this.accept(route, new Envelope(kind, content, undefined, scheduler.now));
  }

  /** False when the message is a call and there is no room for it. */
  accept(route: Route, envelope: Envelope): boolean {
    if (route instanceof Process) return this.deliver(route, envelope);
    if (route.buffer.length < this.#kernel.limits.nameBuffer) route.buffer.push(envelope);
    else if (envelope.kind === "call") return false;
    else this.deadLetter("overloaded", route.name, envelope.message);
    return true;
  }

  deliver(process: Process, envelope: Envelope): boolean {
    const { mailbox } = process;
    if (mailbox.offer(envelope) === "full") return this.#overflow(process, envelope);
    if (process.status === "idle") this.#kernel.scheduler.add(process);
    if (mailbox.length >= this.#kernel.limits.mailboxHigh) this.#reportHigh(process);
    return true;
  }

  /** Exits, downs, replies and timeouts: they pass whatever the limit. */
  system(process: Process, message: Info): void {
    if (process.is("dead")) return;
    this.deliver(process, new Envelope("system", message, undefined, this.#kernel.scheduler.now));
  }

  /** What an actor is reminded of, by a timer or by itself: passes whatever the limit. */
  remind(process: Process, message: Message): void {
    if (process.is("dead")) return;
    this.deliver(process, new Envelope("timer", message, undefined, this.#kernel.scheduler.now));
  }

  deadLetter(cause: DeadLetterCause, to: string, message: Message): void {
    const { deadLetters, events, host } = this.#kernel;
    const letter = { cause, to, message, at: host.clock.wallNow() };
    deadLetters.add(letter);
    if (events.observed("dead_letter")) events.emit({ tag: "dead_letter", letter });
  }

  #overflow(process: Process, envelope: Envelope): boolean {
    const { mailbox, ref } = process;
    if (envelope.kind === "call") return false;
    if (mailbox.options.onFull === "crash") {
      const message = `more than ${mailbox.options.limit} messages wait`;
      const error = { name: "MailboxFull", message, stack: "" };
      this.#kernel.exits.die(process, { tag: "error", error });
      this.deadLetter("actor_died", refKey(ref), envelope.message);
      return true;
    }
    const dropped = mailbox.options.onFull === "drop_oldest" && mailbox.dropOldestCast();
    if (dropped) mailbox.offer(envelope);
    this.deadLetter("overloaded", refKey(ref), (dropped || envelope).message);
    return true;
  }

  #reportHigh(process: Process): void {
    if (process.mailboxHigh) return;
    process.mailboxHigh = true;
    const { events } = this.#kernel;
    const { ref, mailbox } = process;
    if (events.observed("mailbox_high"))
      events.emit({ tag: "mailbox_high", ref, length: mailbox.length });
  }
}
