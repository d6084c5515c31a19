/** The context of one actor. Once the actor is dead nothing done through it has any effect. */
import type { Behaviour, MaybePromise, SpawnOptions, Start, StartResult } from "./behaviour";
import {
  type CallOptions,
  type Context,
  firstIncarnation,
  type History,
  type RegisterOptions,
  type RequestOptions,
} from "./context";
import type { Clock } from "./host";
import { type Kernel, processOf } from "./kernel";
import type { Answer, From, Message } from "./message";
import type { Process } from "./process";
import type { Reason } from "./reason";
import { type ActorRef, type Destination, isName, makeRef, type Name } from "./ref";
import { AbortedByExit, type Signal } from "./signal";
import type { ActorSystem } from "./system";
import type { Timer } from "./timers";

export class ActorContext implements Context {
  readonly system: ActorSystem;
  readonly #kernel: Kernel;
  readonly #process: Process;

  constructor(kernel: Kernel, process: Process, system: ActorSystem) {
    this.#kernel = kernel;
    this.#process = process;
    this.system = system;
  }

  get self(): ActorRef {
    return this.#process.ref;
  }

  get parent(): ActorRef {
    return this.#process.parent;
  }

  get clock(): Clock {
    return this.#kernel.host.clock;
  }

  get signal(): Signal {
    const process = this.#process;
    if (process.signal === undefined) {
      process.signal = new AbortedByExit();
      if (process.reason !== undefined) process.signal.abort(process.reason);
    }
    return process.signal;
  }

  get restarts(): number {
    return this.#process.history.restarts;
  }

  get lastCrash(): Reason | undefined {
    return this.#process.history.lastCrash;
  }

  random(): number {
    return this.#kernel.host.random();
  }

  call<M, const R extends M & Message>(
    to: Destination<M>,
    message: R,
    options?: CallOptions,
  ): Promise<Answer<M, R>>;
  call(to: Destination, message: Message, options?: CallOptions): Promise<unknown> {
    if (this.#dead) return new Promise(() => {});
    const timeoutMs = options?.timeoutMs ?? this.#kernel.limits.callTimeoutMs;
    return this.#kernel.calls.call(this.#process, to, message, timeoutMs);
  }

  request(to: Destination, message: Message, options: RequestOptions = {}): number {
    if (this.#dead) return 0;
    const ms = options.deadlineMs ?? this.#kernel.limits.callTimeoutMs;
    return this.#kernel.calls.request(this.#process, to, message, ms, options.label);
  }

  cast(to: Destination, message: Message): void {
    if (!this.#dead) this.#kernel.post.send(to, message, "cast");
  }

  send(to: Destination, message: Message): void {
    if (!this.#dead) this.#kernel.post.send(to, message, "info");
  }

  reply(from: From, value: unknown): void {
    if (!this.#dead) this.#kernel.calls.reply(from, value);
  }

  replyError(from: From, error: unknown): void {
    if (!this.#dead) this.#kernel.calls.replyError(from, error);
  }

  exit(ref: ActorRef, reason: Reason): void {
    const target = this.#dead ? undefined : processOf(this.#kernel, ref);
    if (target !== undefined) this.#kernel.exits.exit(target, this.self, reason);
  }

  link(ref: ActorRef): void {
    if (this.#dead) return;
    const other = processOf(this.#kernel, ref);
    if (other !== undefined) this.#kernel.exits.link(this.#process, other);
    else this.#kernel.exits.linkedToDead(this.#process, ref);
  }

  unlink(ref: ActorRef): void {
    const other = processOf(this.#kernel, ref);
    if (other !== undefined) this.#kernel.exits.unlink(this.#process, other);
  }

  monitor(to: Destination): number {
    if (this.#dead) return 0;
    const ref = isName(to) ? this.#kernel.names.whereis(to.name) : to;
    const target = ref && processOf(this.#kernel, ref);
    const dead = ref ?? makeRef(this.#kernel.node, 0);
    return this.#kernel.exits.monitor(this.#process, target, dead);
  }

  demonitor(monitor: number): void {
    this.#kernel.exits.demonitor(this.#process, monitor);
  }

  onDown(ref: ActorRef, listener: (reason: Reason) => void): () => void {
    const target = processOf(this.#kernel, ref);
    if (target !== undefined) return this.#kernel.exits.onDown(target, listener);
    listener("noproc");
    return () => {};
  }

  isAlive(ref: ActorRef): boolean {
    return processOf(this.#kernel, ref)?.is("dead") === false;
  }

  trapExit(trap: boolean): void {
    this.#process.trapsExit = trap;
  }

  sendAfter(ms: number, message: Message): Timer {
    const process = this.#process;
    process.timers ??= new Set();
    const { timers } = process;
    const timer = this.#kernel.timers.after(ms, () => {
      timers.delete(timer);
      this.#kernel.post.remind(process, message);
    });
    if (this.#dead) this.#kernel.timers.cancel(timer);
    else timers.add(timer);
    return timer;
  }

  cancel(timer: Timer): boolean {
    this.#process.timers?.delete(timer);
    return this.#kernel.timers.cancel(timer);
  }

  remind(message: Message): void {
    this.#kernel.post.remind(this.#process, message);
  }

  spawn(behaviour: Behaviour, args: unknown, options: SpawnOptions = {}): ActorRef {
    return this.#spawn({ behaviour, args, options }, false);
  }

  spawnLink(behaviour: Behaviour, args: unknown, options: SpawnOptions = {}): ActorRef {
    return this.#spawn({ behaviour, args, options }, true);
  }

  start(start: Start, history = firstIncarnation): MaybePromise<StartResult> {
    if (this.#dead) return { ok: false, reason: "noproc" };
    const { behaviour, args, options = {} } = start;
    const parent = this.#process;
    const request = { behaviour, args, options, parent, link: true, quiet: true, history };
    return this.#kernel.spawner.spawn(request).started;
  }

  register(name: string, ref: ActorRef, options: RegisterOptions = {}): boolean {
    if (this.#dead) return false;
    return this.system.register(name, ref, options);
  }

  unregister(name: string): void {
    if (!this.#dead) this.#kernel.names.unregister(name);
  }

  whereis<M>(name: string | Name<M>): ActorRef<M> | undefined {
    return this.system.whereis(name);
  }

  passivate(name: string): void {
    if (!this.#dead) this.#kernel.names.passivate(name, this.#process);
  }

  resume(name: string): void {
    if (!this.#dead) this.#kernel.names.resume(name, this.#process);
  }

  get #dead(): boolean {
    return this.#process.is("dead");
  }

  #spawn({ behaviour, args, options = {} }: Start, link: boolean): ActorRef {
    if (this.#dead) return makeRef(this.#kernel.node, 0);
    const history: History = firstIncarnation;
    const parent = this.#process;
    const request = { behaviour, args, options, parent, link, quiet: false, history };
    return this.#kernel.spawner.spawn(request).process.ref;
  }
}
