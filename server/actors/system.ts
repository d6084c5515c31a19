/** An actor system: one node, joined from its parts, and what the outside may ask of it. */
import type { Behaviour, SpawnOptions, Start } from "./behaviour";
import { Calls } from "./calls";
import {
  type CallOptions,
  firstIncarnation,
  type NameHolder,
  type RegisterOptions,
  type Sender,
} from "./context";
import { type DeadLetterCause, DeadLetters } from "./dead-letters";
import { Events, type EventTag, type Observer, type SystemEvent } from "./events";
import { Exits } from "./exits";
import type { Clock, Host } from "./host";
import { type Kernel, processOf } from "./kernel";
import { defaultLimits, type SystemLimits } from "./limits";
import type { Answer, Message } from "./message";
import { Names } from "./names";
import { Post } from "./post";
import type { Process } from "./process";
import { formatReason, type Reason } from "./reason";
import { type ActorRef, type Destination, makeRef, type Name, refKey } from "./ref";
import { Scheduler } from "./scheduler";
import { Spawner, type SpawnRequest } from "./spawner";
import { type ActorInfo, type ActorTree, infoOf, treeOf } from "./statistics";
import { Timers } from "./timers";
import { Turns } from "./turns";

export interface SystemOptions extends Partial<SystemLimits> {
  readonly node: string;
  /** For development: every message is cloned, and proved to be plain data. */
  readonly cloneMessages?: boolean;
}

export class StartError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(`did not start: ${formatReason(reason)}`);
    this.name = "StartError";
    this.reason = reason;
  }
}

export class ActorSystem implements Sender, NameHolder {
  readonly node: string;
  readonly clock: Clock;
  readonly deadLetters: DeadLetters;
  readonly names: Names;
  readonly #kernel: Kernel;
  /** What `start` started, in that order; stopped in reverse. */
  readonly #roots: Process[] = [];
  #stopping: Promise<void> | undefined;

  constructor(host: Host, { node, cloneMessages = false, ...limits }: SystemOptions) {
    this.#kernel = assemble(this, host, node, cloneMessages, { ...defaultLimits, ...limits });
    this.node = node;
    this.clock = host.clock;
    this.deadLetters = this.#kernel.deadLetters;
    this.names = this.#kernel.names;
  }

  /** A failed `init` yields a dead ref. */
  spawn<A, S, M extends Message>(
    behaviour: Behaviour<A, S, M>,
    args: A,
    options: SpawnOptions = {},
  ): ActorRef<M> {
    return this.#kernel.spawner.spawn(fromOutside({ behaviour, args, options })).process.ref;
  }

  /** Starts a root, usually a supervisor; rejects with `StartError`. */
  async start(start: Start): Promise<ActorRef> {
    const patient = { startTimeoutMs: Number.POSITIVE_INFINITY, ...start.options };
    const request = fromOutside({ ...start, options: patient });
    const { process, started } = this.#kernel.spawner.spawn(request);
    this.#roots.push(process);
    const result = await started;
    if (!result.ok) throw new StartError(result.reason);
    return process.ref;
  }

  call<M, const R extends M & Message>(
    to: Destination<M>,
    message: R,
    options?: CallOptions,
  ): Promise<Answer<M, R>>;
  call(to: Destination, message: Message, options?: CallOptions): Promise<unknown> {
    const timeoutMs = options?.timeoutMs ?? this.#kernel.limits.callTimeoutMs;
    return this.#kernel.calls.call(undefined, to, message, timeoutMs);
  }

  cast<M, const R extends M & Message>(to: Destination<M>, message: R): void {
    this.#kernel.post.send(to, message, "cast");
  }

  send<M, const R extends M & Message>(to: Destination<M>, message: R): void {
    this.#kernel.post.send(to, message, "info");
  }

  exit(ref: ActorRef, reason: Reason): void {
    const process = processOf(this.#kernel, ref);
    if (process !== undefined) this.#kernel.exits.exit(process, this.#kernel.outside, reason);
  }

  /** Runs `listener` at the death of `ref`, with `noproc` at once if it is dead. */
  monitor(ref: ActorRef, listener: (reason: Reason) => void): () => void {
    const process = processOf(this.#kernel, ref);
    if (process !== undefined) return this.#kernel.exits.onDown(process, listener);
    listener("noproc");
    return () => {};
  }

  isAlive(ref: ActorRef): boolean {
    return processOf(this.#kernel, ref) !== undefined;
  }

  register(name: string, ref: ActorRef, options: RegisterOptions = {}): boolean {
    const process = processOf(this.#kernel, ref);
    const keeper = options.keeper && processOf(this.#kernel, options.keeper);
    return process !== undefined && this.#kernel.names.register(name, process, keeper);
  }

  unregister(name: string): void {
    this.#kernel.names.unregister(name);
  }

  whereis<M>(name: string | Name<M>): ActorRef<M> | undefined {
    return this.#kernel.names.whereis(typeof name === "string" ? name : name.name);
  }

  /** Hears of the events of these `tags`, or of all, until the returned function is called. */
  observe(observer: Observer, tags?: readonly EventTag[]): () => void {
    return this.#kernel.events.observe(observer, tags);
  }

  /** For the supervisors: an event of theirs. */
  emit(event: SystemEvent): void {
    if (this.#kernel.events.observed(event.tag)) this.#kernel.events.emit(event);
  }

  /** For whoever gives up a message that it got. */
  deadLetter(cause: DeadLetterCause, to: ActorRef, message: Message): void {
    this.#kernel.post.deadLetter(cause, refKey(to), message);
  }

  info(ref: ActorRef): ActorInfo | undefined {
    const process = processOf(this.#kernel, ref);
    return process && infoOf(process);
  }

  list(): readonly ActorInfo[] {
    return [...this.#kernel.processes.values()].map(infoOf);
  }

  /** The living, each under whoever started it. */
  tree(): readonly ActorTree[] {
    const processes = [...this.#kernel.processes.values()];
    return processes.filter(({ parentProcess }) => parentProcess === undefined).map(treeOf);
  }

  /** What `behaviour.inspect` shows of the state. */
  inspect(ref: ActorRef): unknown {
    const process = processOf(this.#kernel, ref);
    return process?.initialised ? process.behaviour.inspect?.(process.state) : undefined;
  }

  /** The roots end in reverse order, each in good order; then whatever is left is killed. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    for (const root of this.#roots.toReversed()) {
      await new Promise<void>((resolve) => {
        this.monitor(root.ref, () => resolve());
        this.exit(root.ref, "shutdown");
      });
    }
    for (const { ref } of [...this.#kernel.processes.values()]) this.exit(ref, "kill");
    this.#kernel.calls.stop();
    this.#kernel.timers.stop();
    this.#kernel.scheduler.stop();
  }
}

function fromOutside({ behaviour, args, options = {} }: Start): SpawnRequest {
  const history = firstIncarnation;
  return { behaviour, args, options, parent: undefined, link: false, quiet: true, history };
}

function assemble(
  system: ActorSystem,
  host: Host,
  node: string,
  cloneMessages: boolean,
  limits: SystemLimits,
): Kernel {
  // The parts know each other through the kernel, which is complete before any of them acts.
  const kernel: Kernel = {
    system,
    host,
    node,
    limits,
    cloneMessages,
    outside: makeRef(node, 0),
    processes: new Map(),
    events: new Events(),
    deadLetters: new DeadLetters(limits.deadLetters),
    timers: new Timers(host.clock),
    get scheduler() {
      return scheduler;
    },
    get turns() {
      return turns;
    },
    get exits() {
      return exits;
    },
    get calls() {
      return calls;
    },
    get post() {
      return post;
    },
    get names() {
      return names;
    },
    get spawner() {
      return spawner;
    },
  };
  const scheduler = new Scheduler(kernel);
  const turns = new Turns(kernel);
  const exits = new Exits(kernel);
  const calls = new Calls(kernel);
  const post = new Post(kernel);
  const names = new Names(kernel);
  const spawner = new Spawner(kernel);
  return kernel;
}
