/** Everything observable, as one union: the log, the metrics, the tests and `/system` share it. */
import type { DeadLetter } from "./dead-letters";
import { type ErrorReport, errorReport, type Reason } from "./reason";
import type { ActorRef } from "./ref";

export type SystemEvent =
  | {
      readonly tag: "spawned";
      readonly ref: ActorRef;
      readonly label: string;
      readonly parent: ActorRef;
    }
  | {
      readonly tag: "exited";
      readonly ref: ActorRef;
      readonly label: string;
      readonly reason: Reason;
    }
  | {
      readonly tag: "restarted";
      readonly supervisor: ActorRef;
      readonly id: string;
      readonly ref: ActorRef;
      /** Why the incarnation before it ended. */
      readonly reason: Reason;
    }
  /** More restarts than the intensity allows: this supervisor gives up. */
  | { readonly tag: "intensity_reached"; readonly supervisor: ActorRef; readonly id: string }
  | {
      readonly tag: "message_handled";
      readonly ref: ActorRef;
      readonly message: string;
      readonly waitMs: number;
      /** From the handler's start until it returned or its promise settled. */
      readonly busyMs: number;
    }
  | { readonly tag: "mailbox_high"; readonly ref: ActorRef; readonly length: number }
  | { readonly tag: "dead_letter"; readonly letter: DeadLetter }
  /** `ref` is undefined when no actor is known to have held it. */
  | {
      readonly tag: "loop_held";
      readonly ref: ActorRef | undefined;
      readonly label: string;
      readonly message: string;
      readonly ms: number;
    }
  | { readonly tag: "name_activated"; readonly name: string; readonly ref: ActorRef }
  | { readonly tag: "activation_failed"; readonly name: string; readonly reason: Reason }
  | { readonly tag: "name_passivating"; readonly name: string; readonly ref: ActorRef }
  /** An observer, or a listener to an actor's end, threw; an observer is heard no more. */
  | { readonly tag: "observer_failed"; readonly error: ErrorReport };

export type EventTag = SystemEvent["tag"];
export type Observer = (event: SystemEvent) => void;

interface Observation {
  readonly observer: Observer;
  /** All of them, where none are named. */
  readonly tags: ReadonlySet<EventTag> | undefined;
}

export class Events {
  #observations: readonly Observation[] = [];

  observe(observer: Observer, tags?: readonly EventTag[]): () => void {
    const observation = { observer, tags: tags && new Set(tags) };
    this.#observations = [...this.#observations, observation];
    return () => this.#end(observation);
  }

  /** Asked before an event is even allocated: of what happens most, nobody wants to hear. */
  observed(tag: EventTag): boolean {
    for (const { tags } of this.#observations) if (!tags || tags.has(tag)) return true;
    return false;
  }

  emit(event: SystemEvent): void {
    for (const observation of this.#observations) {
      if (observation.tags && !observation.tags.has(event.tag)) continue;
      try {
        observation.observer(event);
      } catch (error) {
        this.#end(observation);
        this.failed(error);
      }
    }
  }

  failed(error: unknown): void {
    this.emit({ tag: "observer_failed", error: errorReport(error) });
  }

  #end(observation: Observation): void {
    this.#observations = this.#observations.filter((other) => other !== observation);
  }
}
