/** What an actor may do: the second hand of every handler. */
import type { Behaviour, MaybePromise, SpawnOptions, Start, StartResult } from "./behaviour";
import type { Clock } from "./host";
import type { Answer, From, Message } from "./message";
import type { Reason } from "./reason";
import type { ActorRef, Destination, Name } from "./ref";
import type { Signal } from "./signal";
import type { ActorSystem } from "./system";
import type { Timer } from "./timers";

export interface CallOptions {
  /** 5,000 unless told; `Infinity` waits for as long as the target lives. */
  readonly timeoutMs?: number;
}

export interface RequestOptions {
  /** From now, in milliseconds; 5,000 unless told. */
  readonly deadlineMs?: number;
  /** Comes back with the reply, untouched. */
  readonly label?: unknown;
}

export interface RegisterOptions {
  /**
   * The supervisor which restarts the named actor. While it lives the name stays taken when
   * the actor dies, and messages wait for the next incarnation to register.
   */
  readonly keeper?: ActorRef | undefined;
}

/** Whoever may send: an actor's context, or the system on behalf of the outside. */
export interface Sender {
  /** Rejects with `CallError`. */
  call<M, const R extends M & Message>(
    to: Destination<M>,
    message: R,
    options?: CallOptions,
  ): Promise<Answer<M, R>>;
  /** Never throws; what can't be delivered is a dead letter. */
  cast<M, const R extends M & Message>(to: Destination<M>, message: R): void;
  /** As `cast`, but arrives in `handleInfo`. */
  send<M, const R extends M & Message>(to: Destination<M>, message: R): void;
  exit(ref: ActorRef, reason: Reason): void;
}

export interface NameHolder {
  /** False when the name is taken by a living actor, or `ref` is dead. */
  register(name: string, ref: ActorRef, options?: RegisterOptions): boolean;
  unregister(name: string): void;
  whereis<M>(name: string | Name<M>): ActorRef<M> | undefined;
}

export interface Context<M extends Message = Message> extends Sender, NameHolder {
  readonly self: ActorRef<M>;
  /** Whoever started it; serial 0 when that was no actor. */
  readonly parent: ActorRef;
  readonly system: ActorSystem;
  readonly clock: Clock;
  /** Aborted at this actor's death. */
  readonly signal: Signal;
  /** How often its supervisor has restarted it: 0 in the first incarnation. */
  readonly restarts: number;
  /** Why the incarnation before this one ended. */
  readonly lastCrash: Reason | undefined;
  random(): number;
  /**
   * Asks without waiting (gen_server:send_request): the answer, or why there is none, comes to
   * `handleInfo` as `{tag: "reply", request, label, result}`.
   */
  request<T, const R extends T & Message>(
    to: Destination<T>,
    message: R,
    options?: RequestOptions,
  ): number;
  reply(from: From, value: unknown): void;
  /** Rejects the call with `CallError` `refused`. */
  replyError(from: From, error: unknown): void;
  link(ref: ActorRef): void;
  unlink(ref: ActorRef): void;
  /** Each call is one more monitor, and one more `down`. */
  monitor(target: Destination): number;
  /** No `down` of this monitor is delivered after this, even if it is queued. */
  demonitor(monitor: number): void;
  trapExit(trap: boolean): void;
  /** Delivered to `handleInfo` of this actor; never refused. */
  sendAfter<const R extends M>(ms: number, message: R): Timer;
  /** To this actor's own `handleInfo`, behind what is queued; never refused. */
  remind<const R extends M>(message: R): void;
  /** False when it fired or was cancelled before. */
  cancel(timer: Timer): boolean;
  spawn<A, S, T extends Message>(
    behaviour: Behaviour<A, S, T>,
    args: A,
    options?: SpawnOptions,
  ): ActorRef<T>;
  spawnLink<A, S, T extends Message>(
    behaviour: Behaviour<A, S, T>,
    args: A,
    options?: SpawnOptions,
  ): ActorRef<T>;
  /** start_link: says how `init` went; a failed start sends no exit. For supervisors. */
  start(start: Start, history?: History): MaybePromise<StartResult>;
  /** Runs `listener` at the death of `ref`, at once if it is dead. For supervisors. */
  onDown(ref: ActorRef, listener: (reason: Reason) => void): () => void;
  isAlive(ref: ActorRef): boolean;
  /** From now, messages to the name wait; when this actor has stopped they activate it anew. */
  passivate(name: string): void;
  /** Takes `passivate` back: the waiting messages come to this actor. */
  resume(name: string): void;
}

/** What a restarted actor should know of the incarnations before it. */
export interface History {
  readonly id?: string;
  readonly restarts: number;
  readonly lastCrash: Reason | undefined;
}

export const firstIncarnation: History = { restarts: 0, lastCrash: undefined };
