/** The one error of every store port: the world failed, not the caller. */

export type StoreFailure = "busy" | "full" | "io" | "unreachable" | "corrupt" | "unknown_result";

/** `unknown_result`: the commit may or may not have happened; look before retrying. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  constructor(
    readonly failure: StoreFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
