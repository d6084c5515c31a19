/** Exit reasons: why an actor ended. Serialisable, so that a log and another node can read them. */
import type { ActorRef } from "./ref";

export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

export type Reason =
  | "normal"
  | "shutdown"
  /** Asks for an end that can't be trapped; others then see `killed`. */
  | "kill"
  | "killed"
  | "noproc"
  /** It took longer to start than it may. */
  | "timeout"
  | { readonly tag: "shutdown"; readonly detail: unknown }
  | { readonly tag: "error"; readonly error: ErrorReport }
  | { readonly tag: "failed_to_start_child"; readonly id: string; readonly reason: Reason }
  | { readonly tag: "already_started"; readonly ref: ActorRef }
  /** Any other term, as Erlang has them. */
  | { readonly tag: "exit"; readonly detail: unknown };

/** `normal`, `shutdown` and `{shutdown, _}`: after these a transient child is not restarted. */
export function isOrderly(reason: Reason): boolean {
  if (typeof reason === "string") return reason === "normal" || reason === "shutdown";
  return reason.tag === "shutdown";
}

/** The reason of an actor that threw `error`. */
export function crashed(error: unknown): Reason {
  return { tag: "error", error: errorReport(error) };
}

export function errorReport(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { name: "Thrown", message: String(error), stack: "" };
  const { name, message, stack } = error;
  return { name, message, stack: stack ?? "" };
}

export function formatReason(reason: Reason): string {
  if (typeof reason === "string") return reason;
  switch (reason.tag) {
    case "error":
      return `${reason.error.name}: ${reason.error.message}`;
    case "failed_to_start_child":
      return `failed_to_start_child ${reason.id}: ${formatReason(reason.reason)}`;
    case "already_started":
      return `already_started ${reason.ref.serial}`;
    default:
      return `${reason.tag}: ${JSON.stringify(reason.detail) ?? "undefined"}`;
  }
}
