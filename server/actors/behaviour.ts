/** A behaviour, in the shape of gen_server: what an actor does with what reaches it. */
import type { Result } from "./call-error";
import type { Context } from "./context";
import type { OnFull } from "./mailbox";
import type { From, Message } from "./message";
import type { Reason } from "./reason";
import type { ActorRef } from "./ref";

export type MaybePromise<T> = T | Promise<T>;

/** After either of these: `continue` runs before any queued message, `timeoutMs` when idle. */
export interface Next {
  /** Handed to `handleContinue` before any queued message. */
  readonly continue?: unknown;
  /** `{tag: "timeout"}` is delivered when no message comes for so long. */
  readonly timeoutMs?: number;
}

export type InitResult<State> =
  | ({ readonly state: State } & Next)
  | { readonly stop: Reason }
  | { readonly ignore: true };

/** State may be changed in place, or replaced by `{state}`. */
export type HandlerResult<State> =
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler need not return anything
  void | ({ readonly state?: State } & Next) | { readonly stop: Reason };

export type CallResult<State> =
  | ({ readonly reply: unknown; readonly state?: State } & Next)
  | ({ readonly noReply: true; readonly state?: State } & Next)
  | { readonly stop: Reason; readonly reply?: unknown };

/** The answer comes later, by `ctx.reply(from, value)`. */
export const noReply = { noReply: true } as const;

export interface Down {
  readonly tag: "down";
  readonly ref: ActorRef;
  /** What `ctx.monitor` returned. */
  readonly monitor: number;
  readonly reason: Reason;
}

/** The end of a linked actor, or an exit sent by `from`, seen by one that traps exits. */
export interface Exit {
  readonly tag: "exit";
  readonly from: ActorRef;
  readonly reason: Reason;
}

export interface Timeout {
  readonly tag: "timeout";
}

/** What became of a `ctx.request`. */
export interface Reply {
  readonly tag: "reply";
  /** What `ctx.request` returned. */
  readonly request: number;
  readonly label: unknown;
  readonly result: Result;
}

export type Info = Down | Exit | Timeout | Reply;

/**
 * Handlers run one message at a time; an async one holds its actor, and nobody else, until its
 * promise settles. A throw ends the actor. `M` is what it accepts, by call, cast or timer.
 */
export interface Behaviour<Args = unknown, State = unknown, M extends Message = Message> {
  /** For logs and `/system`. */
  readonly name?: string;
  /** No I/O: there is no restart back-off, so an outage would burn the restart intensity. */
  init(args: Args, ctx: Context<M>): MaybePromise<InitResult<State>>;
  handleContinue?(term: unknown, state: State, ctx: Context<M>): MaybePromise<HandlerResult<State>>;
  handleCall?(
    message: M,
    from: From,
    state: State,
    ctx: Context<M>,
  ): MaybePromise<CallResult<State>>;
  handleCast?(message: M, state: State, ctx: Context<M>): MaybePromise<HandlerResult<State>>;
  handleInfo?(info: Info | M, state: State, ctx: Context<M>): MaybePromise<HandlerResult<State>>;
  /** Not run after `kill`, nor when an actor that doesn't trap exits is ended from outside. */
  terminate?(reason: Reason, state: State, ctx: Context<M>): MaybePromise<void>;
  label?(state: State): string;
  /** What a console may show of the state: plain data. */
  inspect?(state: State): unknown;
  /** Only supervisors have it. */
  supervision?(state: State): Supervision;
}

/** What a supervisor shows of itself. */
export interface Supervision {
  readonly strategy: string;
  readonly intensity: number;
  readonly periodMs: number;
  /** Restarts within the period that ends now. */
  readonly restartsUsed: number;
  /** Children that have a spec and no actor: ignored, ended, terminated, or to be retried. */
  readonly absent: readonly { readonly id: string; readonly why: "ended" | "restarting" }[];
}

export interface SpawnOptions {
  /** Registered before `init`; a name that is taken fails the start with `already_started`. */
  readonly name?: string;
  readonly mailboxLimit?: number;
  readonly onFull?: OnFull;
  readonly conflate?: (message: Message) => string | undefined;
  /** How long an async `init` may take. */
  readonly startTimeoutMs?: number;
}

/** What to start: a behaviour with its arguments. */
export interface Start {
  readonly behaviour: Behaviour;
  readonly args: unknown;
  readonly options?: SpawnOptions;
}

/** A `Start` whose arguments are checked against its behaviour. */
export function starts<Args, State, M extends Message>(
  behaviour: Behaviour<Args, State, M>,
  args: Args,
  options: SpawnOptions = {},
): Start {
  return { behaviour, args, options };
}

export type StartResult =
  | { readonly ok: true; readonly ref: ActorRef }
  | { readonly ok: true; readonly ref: undefined; readonly ignored: true }
  | { readonly ok: false; readonly reason: Reason };
