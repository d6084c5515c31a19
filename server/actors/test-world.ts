/** For the tests of this folder: a simulated system, and puppets that do whatever they are told. */
import {
  type Behaviour,
  type InitResult,
  type MaybePromise,
  type Start,
  starts,
} from "./behaviour";
import type { ChildSpec } from "./child-spec";
import type { Context } from "./context";
import type { SystemEvent } from "./events";
import { type Local, local, type Message, type Request } from "./message";
import { formatReason, type Reason } from "./reason";
import type { ActorRef, Destination } from "./ref";
import { SimulatedHost } from "./simulated-host";
import { ActorSystem, type SystemOptions } from "./system";

/** Runs in the puppet: by cast without, by call with an answer. */
interface Do extends Request<unknown> {
  readonly tag: "do";
  readonly fn: Local<(ctx: Context) => unknown>;
}

/** Written to the journal. */
interface Note extends Message {
  readonly tag: "note";
  readonly text: string;
}

export type PuppetMessage = Do | Note;
export type Puppet = ActorRef<PuppetMessage>;

export interface PuppetScript {
  readonly trap?: boolean;
  readonly init?: (ctx: Context) => MaybePromise<InitResult<null> | undefined>;
  readonly terminate?: (reason: Reason, ctx: Context) => MaybePromise<void>;
}

export class World {
  readonly host: SimulatedHost;
  readonly system: ActorSystem;
  readonly events: SystemEvent[] = [];
  /** What happened, in order: `+a` started, `-a shutdown` terminated, `a down normal` was told. */
  readonly journal: string[] = [];

  constructor(seed = 1, options: Partial<SystemOptions> = {}) {
    this.host = new SimulatedHost(seed);
    this.system = new ActorSystem(this.host, { node: "n", cloneMessages: true, ...options });
    this.system.observe((event) => this.events.push(event));
  }

  puppet(name: string, script: PuppetScript = {}): Start {
    return starts(puppetBehaviour, { name, script, journal: this.journal });
  }

  spawn(name: string, script: PuppetScript = {}): Puppet {
    return this.system.spawn(puppetBehaviour, { name, script, journal: this.journal });
  }

  /** A child spec of a puppet that traps exits, so that its end is in the journal. */
  child(name: string, spec: Partial<ChildSpec> = {}, script: PuppetScript = {}): ChildSpec {
    const registers = (ctx: Context): undefined => void ctx.register(name, ctx.self);
    return {
      id: name,
      start: () => this.puppet(name, { trap: true, init: registers, ...script }),
      restart: "permanent",
      shutdown: 1_000,
      type: "worker",
      ...spec,
    };
  }

  /** The puppet of this name, in its present incarnation. */
  named(name: string): Puppet {
    const ref = this.system.whereis<PuppetMessage>(name);
    if (ref === undefined) throw new Error(`nobody is called ${name}`);
    return ref;
  }

  /** What `fn` yields when the puppet has run it. */
  async ask<T>(to: Destination<PuppetMessage>, fn: (ctx: Context) => T | Promise<T>): Promise<T> {
    let result: { readonly value: T } | undefined;
    const run = async (ctx: Context): Promise<void> => {
      result = { value: await fn(ctx) };
    };
    const done = this.system.call(to, { tag: "do", fn: local(run) });
    done.catch(() => {});
    await this.host.runUntilIdle();
    await done;
    if (result === undefined) throw new Error("the puppet didn't answer");
    return result.value;
  }

  /** Told, and not waited for. */
  tell(to: Destination<PuppetMessage>, fn: (ctx: Context) => unknown): void {
    this.system.cast(to, { tag: "do", fn: local(fn) });
  }

  crash(name: string): Promise<void> {
    this.tell(this.named(name), () => {
      throw new Error(`${name} crashed`);
    });
    return this.host.runUntilIdle();
  }

  /** Ends the puppet from within. */
  end(name: string, reason: Reason): Promise<void> {
    this.tell(this.named(name), () => ({ stop: reason }));
    return this.host.runUntilIdle();
  }

  /** The journal since the last time it was taken. */
  taken(): string[] {
    return this.journal.splice(0);
  }

  async settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
    const settled = Promise.allSettled([promise]);
    await this.host.runUntilIdle();
    const [result] = await settled;
    return result;
  }

  /** Resolves what needs the host to go on. */
  async run<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => {});
    await this.host.runUntilIdle();
    return promise;
  }
}

interface PuppetArgs {
  readonly name: string;
  readonly script: PuppetScript;
  readonly journal: string[];
}

const puppetBehaviour: Behaviour<PuppetArgs, PuppetArgs, PuppetMessage> = {
  init(args, ctx) {
    if (args.script.trap) ctx.trapExit(true);
    const result = args.script.init?.(ctx);
    const finish = (early: InitResult<null> | undefined): InitResult<PuppetArgs> => {
      if (early !== undefined && !("state" in early)) return early;
      args.journal.push(`+${args.name}`);
      return { ...early, state: args };
    };
    return result instanceof Promise ? result.then(finish) : finish(result);
  },

  handleContinue(term, { name, journal }) {
    journal.push(`${name} continues ${String(term)}`);
  },

  handleCall(message, _from, state, ctx) {
    if (message.tag === "note") state.journal.push(`${state.name} ${message.text}`);
    const result = message.tag === "do" ? message.fn.value(ctx) : undefined;
    const finish = (value: unknown) => (isOutcome(value) ? value : { reply: value });
    return result instanceof Promise ? result.then(finish) : finish(result);
  },

  handleCast(message, state, ctx) {
    if (message.tag === "note") state.journal.push(`${state.name} ${message.text}`);
    const result = message.tag === "do" ? message.fn.value(ctx) : undefined;
    const finish = (value: unknown) => (isOutcome(value) ? value : undefined);
    return result instanceof Promise ? result.then(finish) : finish(result);
  },

  handleInfo(info, { name, journal }) {
    switch (info.tag) {
      case "exit":
      case "down":
        journal.push(`${name} ${info.tag} ${formatReason(info.reason)}`);
        break;
      case "reply": {
        const { result } = info;
        const outcome = result.ok ? String(result.value) : result.error.code;
        journal.push(`${name} reply ${String(info.label)} ${outcome}`);
        break;
      }
      case "note":
        journal.push(`${name} ${info.text}`);
        break;
      default:
        journal.push(`${name} ${info.tag}`);
    }
  },

  terminate(reason, { name, script, journal }, ctx) {
    journal.push(`-${name} ${formatReason(reason)}`);
    return script.terminate?.(reason, ctx);
  },

  label: ({ name }) => name,
  inspect: ({ name }) => ({ name }),
};

type Told = { readonly stop: Reason; readonly reply?: unknown } & { readonly noReply: true };

/** A told function may return what a handler may. */
function isOutcome(value: unknown): value is Told {
  if (typeof value !== "object" || value === null) return false;
  return "stop" in value || "noReply" in value || "continue" in value || "timeoutMs" in value;
}
