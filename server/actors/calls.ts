/** Calls and requests that wait for an answer: deadlines, deaths, and the wait-for graph. */
import { CallError, type CallFailure, type Result } from "./call-error";
import { cloneMessage } from "./clone";
import type { Kernel } from "./kernel";
import { Envelope } from "./mailbox";
import type { From, Message } from "./message";
import type { Route } from "./post";
import { Process } from "./process";
import { crashed, type Reason } from "./reason";
import { type Destination, isName, refKey } from "./ref";
import type { Timer } from "./timers";

export class PendingCall {
  readonly id: number;
  readonly caller: Process | undefined;
  /** A call waits with its whole actor, a request doesn't. */
  readonly blocking: boolean;
  readonly settle: (result: Result) => void;
  /** Undefined while it waits in the buffer of a name. */
  target: Process | undefined;
  /** The target has begun to handle it. */
  taken = false;
  timer: Timer | undefined;

  constructor(
    id: number,
    caller: Process | undefined,
    blocking: boolean,
    settle: (result: Result) => void,
  ) {
    this.id = id;
    this.caller = caller;
    this.blocking = blocking;
    this.settle = settle;
  }
}

export class Calls {
  readonly #kernel: Kernel;
  readonly #pending = new Map<number, PendingCall>();
  #ids = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get waiting(): number {
    return this.#pending.size;
  }

  call(
    caller: Process | undefined,
    to: Destination,
    message: Message,
    timeoutMs: number,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (result: Result): void => {
        this.#kernel.scheduler.settledPromise();
        if (result.ok) resolve(result.value);
        else reject(new CallError(result.error, `${message.tag} to ${addressOf(to)}`));
      };
      this.#begin(new PendingCall(++this.#ids, caller, true, settle), to, message, timeoutMs);
    });
  }

  request(caller: Process, to: Destination, message: Message, ms: number, label: unknown): number {
    const request = ++this.#ids;
    const settle = (result: Result): void =>
      this.#kernel.post.system(caller, { tag: "reply", request, label, result });
    this.#begin(new PendingCall(request, caller, false, settle), to, message, ms);
    return request;
  }

  reply(from: From, value: unknown): void {
    const { cloneMessages } = this.#kernel;
    this.#answer(from, { ok: true, value: cloneMessages ? cloneMessage(value) : value });
  }

  replyError(from: From, error: unknown): void {
    this.#answer(from, { ok: false, error: { code: "refused", reason: crashed(error) } });
  }

  fail(from: From, failure: CallFailure): void {
    this.#settle(this.#pending.get(from.id), { ok: false, error: failure });
  }

  taken(from: From): void {
    const pending = this.#pending.get(from.id);
    if (pending !== undefined) pending.taken = true;
  }

  /** The call leaves a buffer for an actor; false when nobody waits for it any more. */
  attach(from: From, target: Process): boolean {
    const pending = this.#pending.get(from.id);
    if (pending === undefined) return false;
    const failure = this.#impossible(pending, target);
    if (failure !== undefined) {
      this.#settle(pending, { ok: false, error: failure });
      return false;
    }
    this.#attach(pending, target);
    return true;
  }

  /** The call goes back from a passivating actor's mailbox to the buffer of its name. */
  detach(from: From): void {
    const pending = this.#pending.get(from.id);
    if (pending === undefined) return;
    pending.target?.incoming?.delete(pending);
    pending.target = undefined;
  }

  targetDied(target: Process, reason: Reason): void {
    if (target.incoming === undefined) return;
    for (const pending of [...target.incoming]) {
      const code = pending.taken ? "exit" : "noproc";
      this.#settle(pending, { ok: false, error: { code, reason } });
    }
  }

  /** The dead are not answered: their promises stay unsettled, and their code goes no further. */
  callerDied(caller: Process): void {
    if (caller.outgoing === undefined) return;
    for (const pending of [...caller.outgoing]) this.#remove(pending);
  }

  stop(): void {
    for (const pending of [...this.#pending.values()]) {
      this.#settle(pending, { ok: false, error: { code: "noproc", reason: "shutdown" } });
    }
  }

  #begin(pending: PendingCall, to: Destination, message: Message, timeoutMs: number): void {
    const route = this.#kernel.post.route(to);
    const failure = route
      ? this.#submit(pending, route, message)
      : ({ code: "noproc", reason: "noproc" } as const);
    if (failure !== undefined) {
      pending.settle({ ok: false, error: failure });
      return;
    }
    if (pending.caller !== undefined) {
      pending.caller.outgoing ??= new Set();
      pending.caller.outgoing.add(pending);
    }
    if (timeoutMs === Number.POSITIVE_INFINITY) return;
    pending.timer = this.#kernel.timers.after(timeoutMs, () =>
      this.#settle(pending, { ok: false, error: { code: "timeout" } }),
    );
  }

  /** Yields why it can't be sent. */
  #submit(pending: PendingCall, route: Route, message: Message): CallFailure | undefined {
    const { post, outside, cloneMessages, scheduler } = this.#kernel;
    const target = route instanceof Process ? route : undefined;
    const impossible = target && this.#impossible(pending, target);
    if (impossible !== undefined) return impossible;
    const from: From = { caller: pending.caller?.ref ?? outside, id: pending.id };
    const content = cloneMessages ? cloneMessage(message) : message;
    if (!post.accept(route, new Envelope("call", content, from, scheduler.now))) {
      return { code: "overloaded" };
    }
    this.#pending.set(pending.id, pending);
    if (target !== undefined) this.#attach(pending, target);
    return undefined;
  }

  #attach(pending: PendingCall, target: Process): void {
    pending.target = target;
    target.incoming ??= new Set();
    target.incoming.add(pending);
  }

  #answer(from: From, result: Result): void {
    const pending = this.#pending.get(from.id);
    if (pending !== undefined) this.#settle(pending, result);
    else this.#kernel.post.deadLetter("late_reply", refKey(from.caller), { tag: "reply" });
  }

  #settle(pending: PendingCall | undefined, result: Result): void {
    if (pending === undefined || !this.#remove(pending)) return;
    pending.settle(result);
  }

  #remove(pending: PendingCall): boolean {
    if (!this.#pending.delete(pending.id)) return false;
    pending.caller?.outgoing?.delete(pending);
    pending.target?.incoming?.delete(pending);
    if (pending.timer !== undefined) this.#kernel.timers.cancel(pending.timer);
    return true;
  }

  #impossible({ blocking, caller }: PendingCall, target: Process): CallFailure | undefined {
    if (!blocking || caller === undefined) return undefined;
    if (target === caller) return { code: "calling_self" };
    return waitsFor(target, caller, new Set()) ? { code: "call_cycle" } : undefined;
  }
}

/** Whether `process` is held by a handler that waits, perhaps through others, for `other`. */
function waitsFor(process: Process, other: Process, seen: Set<Process>): boolean {
  if (process.outgoing === undefined || !isHeld(process) || seen.has(process)) return false;
  seen.add(process);
  for (const { blocking, target } of process.outgoing) {
    if (!blocking || target === undefined) continue;
    if (target === other || waitsFor(target, other, seen)) return true;
  }
  return false;
}

function isHeld({ status }: Process): boolean {
  return status === "waiting" || status === "starting" || status === "terminating";
}

function addressOf(to: Destination): string {
  return isName(to) ? to.name : refKey(to);
}
