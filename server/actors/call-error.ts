/** Why a call or request was not answered. */
import { formatReason, type Reason } from "./reason";

export type CallCode =
  /** The target is dead, or died before it took the call: it was never seen. */
  | "noproc"
  /** The target died with the call in hand; whether it was carried out is unknown. */
  | "exit"
  | "timeout"
  /** The mailbox (or the buffer before it) is full: nothing was queued. */
  | "overloaded"
  | "calling_self"
  /** The target waits, perhaps through others, for the caller. */
  | "call_cycle"
  /** The target answered with `replyError`. */
  | "refused";

/** The serialisable form, as `handleInfo` receives it for a request. */
export interface CallFailure {
  readonly code: CallCode;
  readonly reason?: Reason;
}

export type Result =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: CallFailure };

export class CallError extends Error {
  readonly code: CallCode;
  readonly reason: Reason | undefined;

  constructor(failure: CallFailure, about: string) {
    const why = failure.reason === undefined ? "" : ` (${formatReason(failure.reason)})`;
    super(`${about}: ${failure.code}${why}`);
    this.name = "CallError";
    this.code = failure.code;
    this.reason = failure.reason;
  }
}
