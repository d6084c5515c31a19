/** The parts of one node, each in its own file, as they know each other. */
import type { Calls } from "./calls";
import type { DeadLetters } from "./dead-letters";
import type { Events } from "./events";
import type { Exits } from "./exits";
import type { Host } from "./host";
import type { SystemLimits } from "./limits";
import type { Names } from "./names";
import type { Post } from "./post";
import type { Process } from "./process";
import type { ActorRef } from "./ref";
import type { Scheduler } from "./scheduler";
import type { Spawner } from "./spawner";
import type { ActorSystem } from "./system";
import type { Timers } from "./timers";
import type { Turns } from "./turns";

export interface Kernel {
  readonly system: ActorSystem;
  readonly host: Host;
  readonly node: string;
  readonly limits: SystemLimits;
  readonly cloneMessages: boolean;
  /** Stands for whatever is outside the actors; serial 0. */
  readonly outside: ActorRef;
  /** The living, by serial, in the order of their start. */
  readonly processes: Map<number, Process>;
  readonly events: Events;
  readonly deadLetters: DeadLetters;
  readonly timers: Timers;
  readonly scheduler: Scheduler;
  readonly turns: Turns;
  readonly exits: Exits;
  readonly calls: Calls;
  readonly post: Post;
  readonly names: Names;
  readonly spawner: Spawner;
}

/** The living process behind a ref; an old incarnation, or another node's actor, has none. */
export function processOf(kernel: Kernel, ref: ActorRef): Process | undefined {
  return ref.node === kernel.node ? kernel.processes.get(ref.serial) : undefined;
}
