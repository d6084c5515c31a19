/** What a driver's error means to the stores: every failure of the database becomes `StoreError`. */
import { StoreError, type StoreFailure } from "@/server/ports/store-error";

/** SQLite's primary result codes, by the start of their names. */
const failures: readonly (readonly [prefix: string, failure: StoreFailure])[] = [
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["SQLITE_FULL", "full"],
  ["SQLITE_IOERR", "io"],
  ["SQLITE_READONLY", "io"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_NOTADB", "corrupt"],
  ["SQLITE_CANTOPEN", "unreachable"],
];

/** Prisma's own codes where the driver's is not passed on. */
const prismaFailures: Readonly<Record<string, StoreFailure>> = {
  P1008: "busy",
  P1001: "unreachable",
  P2034: "busy",
  // A column holds what it can not hold: somebody else wrote into it.
  P2023: "corrupt",
};

/** What failed, or undefined when the error is not the database's (a bug of ours). */
export function failureOf(error: unknown): StoreFailure | undefined {
  for (const code of codesIn(error, 0)) {
    const known = failures.find(([prefix]) => code.startsWith(prefix))?.[1] ?? prismaFailures[code];
    if (known) return known;
  }
  return undefined;
}

/** True when a UNIQUE constraint refused the write. */
export function isUniqueConflict(error: unknown): boolean {
  return codesIn(error, 0).some(
    (code) =>
      code === "P2002" ||
      code === "SQLITE_CONSTRAINT_UNIQUE" ||
      code === "SQLITE_CONSTRAINT_PRIMARYKEY",
  );
}

/**
 * Runs a store's operation. A bug of ours (a wrong argument, say) passes as it is.
 * @throws StoreError in place of whatever the driver threw
 */
export async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const failure = failureOf(error) ?? (fromDriver(error) ? "io" : undefined);
    throw failure ? storeError(failure, error) : error;
  }
}

export function storeError(failure: StoreFailure, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  return new StoreError(failure, cause instanceof Error ? cause.message : String(cause), { cause });
}

function fromDriver(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === "PrismaClientValidationError") return false;
  return error.name.startsWith("PrismaClient") || error.name === "DriverAdapterError";
}

/** Error codes in an error, its causes and the metadata in which Prisma wraps the driver's. */
function codesIn(error: unknown, depth: number): string[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const found = ["originalCode", "code"]
    .map((key): unknown => Reflect.get(error, key))
    .filter((code) => typeof code === "string");
  const inner = ["cause", "meta", "driverAdapterError"].flatMap((key) =>
    codesIn(Reflect.get(error, key), depth + 1),
  );
  return [...inner, ...found];
}
