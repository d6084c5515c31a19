/** What `/system` and the console may know of an actor, and of the tree of all. */
import type { Supervision } from "./behaviour";
import type { Process, Status } from "./process";
import type { Reason } from "./reason";
import type { ActorRef } from "./ref";

export interface ActorInfo {
  readonly ref: ActorRef;
  /** Its id as a child, when a supervisor started it. */
  readonly id: string | undefined;
  readonly label: string;
  readonly names: readonly string[];
  readonly parent: ActorRef;
  readonly status: Status;
  readonly messagesHandled: number;
  readonly mailboxLength: number;
  readonly maxWaitMs: number;
  readonly busyMs: number;
  readonly links: readonly ActorRef[];
  /** Whom it watches, and who watches it. */
  readonly monitors: readonly ActorRef[];
  readonly monitoredBy: readonly ActorRef[];
  /** Oldest first, at most ten. */
  readonly lastTags: readonly string[];
  readonly lastCrash: Reason | undefined;
  readonly restarts: number;
  /** Only a supervisor has one. */
  readonly supervision: Supervision | undefined;
}

export interface ActorTree extends ActorInfo {
  readonly children: readonly ActorTree[];
}

export function infoOf(process: Process): ActorInfo {
  const { behaviour, history, mailbox } = process;
  const watching = [...(process.watching?.values() ?? [])];
  const watchers = [...(process.watchers?.values() ?? [])];
  return {
    ref: process.ref,
    id: history.id,
    label: process.label,
    names: [...(process.names ?? [])].map(({ name }) => name),
    parent: process.parent,
    status: process.status,
    messagesHandled: process.handled,
    mailboxLength: mailbox.length,
    maxWaitMs: process.maxWaitMs,
    busyMs: process.busyMs,
    links: [...(process.links ?? [])].map(({ ref }) => ref),
    monitors: watching.map(({ target }) => target.ref),
    monitoredBy: watchers.flatMap(({ watcher }) => (watcher ? [watcher.ref] : [])),
    lastTags: process.lastTags,
    lastCrash: history.lastCrash,
    restarts: history.restarts,
    supervision: process.initialised ? behaviour.supervision?.(process.state) : undefined,
  };
}

export function treeOf(process: Process): ActorTree {
  return { ...infoOf(process), children: [...(process.children ?? [])].map(treeOf) };
}
