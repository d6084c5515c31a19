/** A turn: an actor handles some of its messages, one at a time, and its results take effect. */
import type { CallResult, Down, Exit, HandlerResult, InitResult, Next } from "./behaviour";
import type { Kernel } from "./kernel";
import { Envelope } from "./mailbox";
import type { Message } from "./message";
import type { Process } from "./process";
import { crashed, type Reason } from "./reason";
import { sameRef } from "./ref";

type Outcome = HandlerResult<unknown> | CallResult<unknown>;

export class Turns {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  run(process: Process): void {
    const { scheduler, limits, host } = this.#kernel;
    const budget = host.interleaving?.messagesPerTurn ?? limits.messagesPerTurn;
    const until = scheduler.now + limits.turnMs;
    process.status = "running";
    for (let handled = 0; handled < budget; handled++) {
      const envelope = this.#next(process);
      if (envelope === undefined) break;
      this.#handle(process, envelope);
      if (!process.is("running") || scheduler.now >= until) break;
    }
    this.#rest(process);
  }

  /** Ends an actor in good order: `terminate`, then the exit. */
  stop(process: Process, reason: Reason): void {
    const { exits } = this.#kernel;
    if (process.is("dead") || process.is("terminating")) return;
    process.status = "terminating";
    try {
      const { behaviour, context } = process;
      const ended =
        process.initialised && context !== undefined
          ? behaviour.terminate?.(reason, process.state, context)
          : undefined;
      if (!isPromise(ended)) exits.die(process, reason);
      else {
        ended.then(
          () => exits.die(process, reason),
          (error: unknown) => exits.die(process, crashed(error)),
        );
      }
    } catch (error) {
      exits.die(process, crashed(error));
    }
  }

  /** Puts the state of a successful `init`, and what it wants next, into effect. */
  begin(process: Process, result: Extract<InitResult<unknown>, { state: unknown }>): void {
    process.state = result.state;
    process.initialised = true;
    process.status = "running";
    this.#applyNext(process, result);
    this.#rest(process);
  }

  #next(process: Process): Envelope | undefined {
    const { continuation } = process;
    if (continuation === undefined) return process.mailbox.take();
    return new Envelope("system", continueMessage, undefined, this.#kernel.scheduler.now);
  }

  #handle(process: Process, envelope: Envelope): void {
    const { scheduler } = this.#kernel;
    const started = scheduler.now;
    this.#stopIdleTimer(process);
    try {
      const outcome = this.#dispatch(process, envelope);
      if (isPromise(outcome)) this.#hold(process, envelope, started, outcome);
      else {
        if (outcome !== undefined) this.#apply(process, envelope, outcome);
        this.#account(process, envelope, started, scheduler.tick());
      }
    } catch (error) {
      this.#account(process, envelope, started, scheduler.tick());
      this.stop(process, crashed(error));
    }
    scheduler.watchdog.handled(process, envelope.message.tag, scheduler.now - started);
  }

  #dispatch(process: Process, envelope: Envelope): Outcome | Promise<Outcome> {
    const { behaviour, state, context } = process;
    const { message, from } = envelope;
    if (context === undefined) throw new Error("an actor without a context has no turn");
    switch (envelope.kind) {
      case "cast":
        if (behaviour.handleCast === undefined) throw unhandled("handleCast", message);
        return behaviour.handleCast(message, state, context);
      case "call":
        if (behaviour.handleCall === undefined) throw unhandled("handleCall", message);
        if (from === undefined) throw new Error("a call without a caller");
        this.#kernel.calls.taken(from);
        return behaviour.handleCall(message, from, state, context);
      case "system":
        if (message === continueMessage) {
          const term = process.continuation?.term;
          process.continuation = undefined;
          return behaviour.handleContinue?.(term, state, context);
        }
        if (isExit(message) && sameRef(message.from, process.parent)) {
          return { stop: message.reason };
        }
        if (isDown(message) && !process.watching?.delete(message.monitor)) return;
        return behaviour.handleInfo?.(message, state, context);
      default:
        return behaviour.handleInfo?.(message, state, context);
    }
  }

  #hold(process: Process, envelope: Envelope, started: number, promise: Promise<Outcome>): void {
    const { scheduler } = this.#kernel;
    scheduler.tick();
    process.status = "waiting";
    const resume = (finish: () => void): void => {
      if (!process.is("waiting")) return;
      scheduler.watchdog.resumed(process);
      process.status = "running";
      this.#account(process, envelope, started, scheduler.now);
      finish();
      this.#rest(process);
    };
    promise.then(
      (outcome) => resume(() => outcome !== undefined && this.#apply(process, envelope, outcome)),
      (error: unknown) => resume(() => this.stop(process, crashed(error))),
    );
  }

  #apply(process: Process, envelope: Envelope, outcome: Exclude<Outcome, void>): void {
    if (process.is("dead")) return;
    const { from } = envelope;
    if ("reply" in outcome && from !== undefined) this.#kernel.calls.reply(from, outcome.reply);
    if ("stop" in outcome) {
      this.stop(process, outcome.stop);
      return;
    }
    if ("state" in outcome) process.state = outcome.state;
    this.#applyNext(process, outcome);
  }

  #applyNext(process: Process, next: Next): void {
    if (next.continue !== undefined) process.continuation = { term: next.continue };
    if (next.timeoutMs === undefined) return;
    process.idleTimer = this.#kernel.timers.after(next.timeoutMs, () => {
      process.idleTimer = undefined;
      this.#kernel.post.system(process, { tag: "timeout" });
    });
  }

  #rest(process: Process): void {
    if (!process.is("running")) return;
    if (process.continuation !== undefined || process.mailbox.length > 0) {
      this.#kernel.scheduler.add(process);
    } else process.status = "idle";
    if (process.mailboxHigh && process.mailbox.length < this.#kernel.limits.mailboxHigh / 2) {
      process.mailboxHigh = false;
    }
  }

  #stopIdleTimer(process: Process): void {
    if (process.idleTimer === undefined) return;
    this.#kernel.timers.cancel(process.idleTimer);
    process.idleTimer = undefined;
  }

  #account(process: Process, envelope: Envelope, started: number, ended: number): void {
    const waitMs = started - envelope.at;
    const busyMs = ended - started;
    const { tag } = envelope.message;
    process.busyMs += busyMs;
    process.count(tag, waitMs);
    const { events } = this.#kernel;
    if (!events.observed("message_handled")) return;
    events.emit({ tag: "message_handled", ref: process.ref, message: tag, waitMs, busyMs });
  }
}

const continueMessage: Message = { tag: "continue" };

export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  if (typeof value !== "object" || value === null) return false;
  return "then" in value && typeof value.then === "function";
}

function isExit(message: Message): message is Exit {
  return message.tag === "exit";
}

function isDown(message: Message): message is Down {
  return message.tag === "down";
}

function unhandled(handler: string, message: Message): Error {
  return new Error(`no ${handler} for ${message.tag}`);
}
