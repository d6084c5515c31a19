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

export type Observer = (event: SystemEvent) => void;

export class Events {
  readonly #observers = new Set<Observer>();
  /** Asked before an event is even allocated. */
  observed = false;

  observe(observer: Observer): () => void {
    this.#observers.add(observer);
    this.observed = true;
    return () => this.#remove(observer);
  }

  emit(event: SystemEvent): void {
    for (const observer of this.#observers) {
      try {
        observer(event);
      } catch (error) {
        this.#remove(observer);
        this.failed(error);
      }
    }
  }

  failed(error: unknown): void {
    this.emit({ tag: "observer_failed", error: errorReport(error) });
  }

  #remove(observer: Observer): void {
    this.#observers.delete(observer);
    this.observed = this.#observers.size > 0;
  }
}
