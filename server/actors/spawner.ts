/** Starts actors: the record, the name, `init`, and what becomes of it. */

import { ActorContext } from "./actor-context";
import type { Behaviour, InitResult, MaybePromise, SpawnOptions, StartResult } from "./behaviour";
import type { History } from "./context";
import type { Kernel } from "./kernel";
import { Process } from "./process";
import { crashed, type Reason } from "./reason";
import { makeRef } from "./ref";
import { isPromise } from "./turns";

export interface SpawnRequest {
  readonly behaviour: Behaviour;
  readonly args: unknown;
  readonly options: SpawnOptions;
  /** Undefined when it is started from outside. */
  readonly parent: Process | undefined;
  readonly link: boolean;
  /** start_link: the parent learns of a failed start by the result, not by an exit. */
  readonly quiet: boolean;
  readonly history: History;
}

export interface Spawned {
  readonly process: Process;
  readonly started: MaybePromise<StartResult>;
}

export class Spawner {
  readonly #kernel: Kernel;
  #serials = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  spawn(request: SpawnRequest): Spawned {
    const process = this.#create(request);
    const { name } = request.options;
    if (name !== undefined && !this.#kernel.names.register(name, process)) {
      const ref = this.#kernel.names.whereis(name) ?? process.ref;
      return { process, started: this.#fail(process, request, { tag: "already_started", ref }) };
    }
    return { process, started: this.#init(process, request) };
  }

  #create({ behaviour, parent, options, history, link }: SpawnRequest): Process {
    const { node, outside, limits, processes, exits, events, system } = this.#kernel;
    const ref = makeRef(node, ++this.#serials);
    const parentRef = parent?.ref ?? outside;
    const process = new Process(ref, behaviour, parentRef, parent, options, history, limits);
    process.context = new ActorContext(this.#kernel, process, system);
    processes.set(ref.serial, process);
    if (parent !== undefined) {
      parent.children ??= new Set();
      parent.children.add(process);
      if (link) exits.link(parent, process);
    }
    if (events.observed("spawned")) {
      events.emit({ tag: "spawned", ref, label: process.label, parent: parentRef });
    }
    return process;
  }

  #init(process: Process, request: SpawnRequest): MaybePromise<StartResult> {
    const { behaviour, args } = request;
    const { context } = process;
    if (context === undefined) return this.#fail(process, request, "noproc");
    try {
      const result = behaviour.init(args, context);
      if (isPromise(result)) return this.#awaitInit(process, request, result);
      return this.#finish(process, request, result);
    } catch (error) {
      return this.#fail(process, request, crashed(error));
    }
  }

  #awaitInit(
    process: Process,
    request: SpawnRequest,
    result: Promise<InitResult<unknown>>,
  ): Promise<StartResult> {
    const { timers, limits, exits } = this.#kernel;
    return new Promise((resolve) => {
      const timeoutMs = request.options.startTimeoutMs ?? limits.startTimeoutMs;
      const late = (): void => {
        forget();
        resolve(this.#fail(process, request, "timeout", "killed"));
      };
      const timer = timeoutMs < Number.POSITIVE_INFINITY && timers.after(timeoutMs, late);
      const unwatch = exits.onDown(process, (reason) => {
        forget();
        resolve({ ok: false, reason });
      });
      const forget = (): void => {
        unwatch();
        if (timer) timers.cancel(timer);
      };
      const settle = (finish: () => StartResult): void => {
        if (process.is("dead")) return;
        forget();
        resolve(finish());
      };
      result.then(
        (value) => settle(() => this.#finish(process, request, value)),
        (error: unknown) => settle(() => this.#fail(process, request, crashed(error))),
      );
    });
  }

  #finish(process: Process, request: SpawnRequest, result: InitResult<unknown>): StartResult {
    if (process.is("dead")) return { ok: false, reason: process.reason ?? "noproc" };
    if ("stop" in result) return this.#fail(process, request, result.stop);
    if ("ignore" in result) {
      this.#fail(process, request, "normal");
      return { ok: true, ref: undefined, ignored: true };
    }
    this.#kernel.turns.begin(process, result);
    return { ok: true, ref: process.ref };
  }

  #fail(process: Process, request: SpawnRequest, reason: Reason, exit = reason): StartResult {
    const { exits } = this.#kernel;
    if (request.quiet && request.parent !== undefined) exits.unlink(request.parent, process);
    exits.die(process, exit);
    return { ok: false, reason };
  }
}
