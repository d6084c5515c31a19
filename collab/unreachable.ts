/** The end of every exhaustive switch: the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
