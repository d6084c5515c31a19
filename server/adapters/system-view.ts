/**
 * The actors, looked at: sampled at most once a second, and observed only while somebody looks, so
 * that it costs nothing when nobody does.
 */
import type {
  ActorReport,
  DeadLetterReport,
  HopReport,
  SystemReport,
} from "@/collab/system-report";
import type { SystemEvent } from "../actors/events";
import { formatReason } from "../actors/reason";
import { type ActorRef, refKey } from "../actors/ref";
import type { ActorInfo, ActorTree } from "../actors/statistics";
import type { ActorSystem } from "../actors/system";
import { LoopDelay } from "./loop-delay";
import type { MetricSources } from "./metrics";

const sampleMs = 1000;
/** After so long without a look, nobody is looking. */
const idleMs = 5000;
/** More actors than anybody reads; the total says how many there are. */
const actorsShown = 1000;
const hopsKept = 200;

/** The messages of a change's path, in the order of the design. */
const pathTags = new Set([
  "apply_change",
  "start_child",
  "change_ready",
  "change_applied",
  "append",
  "written",
  "changes_stored",
  "broadcast_change",
]);

export class SystemView {
  readonly #sources: MetricSources;
  readonly #system: ActorSystem;
  readonly #loop = new LoopDelay();
  readonly #labels = new Map<string, string>();
  #hops: HopReport[] = [];
  #report: SystemReport | undefined;
  #sampledAt = 0;
  #commits = { flushes: 0, stored: 0 };
  #stopObserving: (() => void) | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(sources: MetricSources) {
    this.#sources = sources;
    this.#system = sources.system;
  }

  report(): SystemReport {
    this.#look();
    const now = performance.now();
    if (!this.#report || now - this.#sampledAt >= sampleMs * 0.9) {
      this.#report = this.#sample((now - this.#sampledAt) / 1000);
      this.#sampledAt = now;
    }
    return this.#report;
  }

  /** What an actor shows of its state; undefined when it is gone. */
  state(ref: string): { readonly actor: ActorReport; readonly state: unknown } | undefined {
    const actor = this.#find(ref);
    const info = actor && this.#system.info(actor);
    return info && { actor: reported(info), state: this.#system.inspect(info.ref) ?? null };
  }

  whereis(name: string): string | undefined {
    const ref = this.#system.whereis(name);
    return ref && refKey(ref);
  }

  /** Ends an actor as a bug would; false when it is gone already. */
  kill(ref: string): boolean {
    const actor = this.#find(ref);
    if (!actor) return false;
    this.#system.exit(actor, "kill");
    return true;
  }

  #find(ref: string): ActorRef | undefined {
    return this.#system.list().find((info) => refKey(info.ref) === ref)?.ref;
  }

  #look(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#lookAway(), idleMs).unref();
    if (this.#stopObserving) return;
    this.#loop.start();
    this.#stopObserving = this.#system.observe((event) => this.#observed(event));
  }

  #lookAway(): void {
    this.#stopObserving?.();
    this.#stopObserving = undefined;
    this.#loop.stop();
    this.#labels.clear();
    this.#hops = [];
    this.#report = undefined;
  }

  #observed(event: SystemEvent): void {
    if (event.tag === "spawned") this.#labels.set(refKey(event.ref), event.label);
    if (event.tag === "exited")
      setTimeout(() => this.#labels.delete(refKey(event.ref)), 50).unref();
    if (event.tag !== "message_handled" || !pathTags.has(event.message)) return;
    const ref = refKey(event.ref);
    const label = this.#system.info(event.ref)?.label ?? this.#labels.get(ref) ?? ref;
    const { message, waitMs, busyMs } = event;
    this.#hops.push({ actor: label, message, waitMs, busyMs });
    if (this.#hops.length > hopsKept * 2) this.#hops = this.#hops.slice(-hopsKept);
  }

  #sample(seconds: number): SystemReport {
    const { connections, journal } = this.#sources;
    const written = journal() ?? this.#commits;
    const flushes = written.flushes - this.#commits.flushes;
    const stored = written.stored - this.#commits.stored;
    this.#commits = { flushes: written.flushes, stored: written.stored };
    const { rss, heapUsed } = process.memoryUsage();
    const actors = this.#system.tree().flatMap(flatten);
    return {
      at: Date.now(),
      actors: actors.slice(0, actorsShown).map(reported),
      total: actors.length,
      deadLetters: this.#deadLetters(),
      deadLettersTotal: this.#system.deadLetters.total,
      path: lastPath(this.#hops),
      loopDelayP99Ms: this.#loop.readP99Ms(),
      rssBytes: rss,
      heapBytes: heapUsed,
      sockets: connections(),
      commitsPerSecond: seconds > 0 ? flushes / seconds : 0,
      changesPerCommit: flushes > 0 ? stored / flushes : 0,
      uptimeS: process.uptime(),
    };
  }

  #deadLetters(): readonly DeadLetterReport[] {
    return this.#system.deadLetters
      .list()
      .toReversed()
      .slice(0, 50)
      .map(({ cause, to, message, at }) => ({
        ...{ cause, to, at },
        tag: message.tag,
        // Only of a poisoned change: other messages hold what people wrote.
        detail: cause === "poisoned" ? JSON.stringify(message, null, 2) : "",
      }));
  }
}

/** The messages from the last `apply_change` of a connection to its first broadcast. */
function lastPath(hops: readonly HopReport[]): readonly HopReport[] {
  const isStart = ({ actor, message }: HopReport) =>
    message === "apply_change" && actor.startsWith("user");
  const end = hops.findLastIndex(({ message }) => message === "broadcast_change");
  const start = hops.slice(0, end + 1).findLastIndex(isStart);
  return start < 0 ? [] : hops.slice(start, end + 1);
}

function flatten(tree: ActorTree): readonly ActorInfo[] {
  return [tree, ...tree.children.flatMap(flatten)];
}

function reported(info: ActorInfo): ActorReport {
  const { supervision } = info;
  return {
    ref: refKey(info.ref),
    id: info.id ?? null,
    label: info.label,
    names: info.names,
    parent: refKey(info.parent),
    status: info.status,
    messages: info.messagesHandled,
    mailbox: info.mailboxLength,
    maxWaitMs: info.maxWaitMs,
    busyMs: info.busyMs,
    links: info.links.map(refKey),
    monitors: info.monitors.map(refKey),
    monitoredBy: info.monitoredBy.map(refKey),
    lastTags: info.lastTags,
    lastCrash: info.lastCrash ? formatReason(info.lastCrash) : null,
    restarts: info.restarts,
    supervision: supervision
      ? {
          strategy: supervision.strategy,
          restartsUsed: supervision.restartsUsed,
          intensity: supervision.intensity,
          periodMs: supervision.periodMs,
        }
      : null,
  };
}
