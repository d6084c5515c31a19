/** Why the server says no: one closed list of codes, shared by the socket, HTTP and the client. */

export const refusalCodes = [
  "unauthenticated",
  "forbidden_origin",
  "forbidden",
  "not_found",
  "invalid_message",
  "invalid_change",
  "change_mismatch",
  "too_large",
  "rate_limited",
  "overloaded",
  "poisoned",
  "protocol_mismatch",
  "shutting_down",
  "unavailable",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** An expected "no", as it crosses the wire. `retryable`: the same bytes may succeed later. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly retryable: boolean;
}

const retryable: ReadonlySet<RefusalCode> = new Set([
  "rate_limited",
  "overloaded",
  "shutting_down",
  "unavailable",
]);

/** A refusal with the retry rule of its code. */
export function refusal(code: RefusalCode, message: string): Refusal {
  return { code, message, retryable: retryable.has(code) };
}

const statuses: Record<RefusalCode, number> = {
  unauthenticated: 401,
  forbidden_origin: 403,
  forbidden: 403,
  not_found: 404,
  invalid_message: 400,
  invalid_change: 422,
  change_mismatch: 409,
  too_large: 413,
  rate_limited: 429,
  overloaded: 503,
  poisoned: 422,
  protocol_mismatch: 426,
  shutting_down: 503,
  unavailable: 503,
};

/** The HTTP status that goes with a code. */
export function httpStatus(code: RefusalCode): number {
  return statuses[code];
}

/** An answer as every acknowledgement carries it. */
export type Answer<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly error: Refusal };
