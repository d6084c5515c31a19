/** The one error of every store port: the world failed, not the caller. */

export type StoreFailure = "busy" | "full" | "io" | "unreachable" | "corrupt" | "unknown_result";

/** What to tell people whose changes can't be stored. */
export function troubleText(failure: StoreFailure): string {
  switch (failure) {
    case "full":
      return "The server's disk is full. Nothing can be saved until there is room again.";
    case "busy":
      return "Another program holds the server's database. Changes wait until it is done.";
    default:
      return "The server's disk does not take changes just now.";
  }
}

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
