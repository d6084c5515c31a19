/** A writer that answers messages: the inside of the thread that waits for the disk. */
import type { MessagePort } from "node:worker_threads";
import type { Query, Rows, SqliteWriter } from "./sqlite-writer";

export type SqliteCommand =
  | { readonly kind: "queryRaw" | "executeRaw"; readonly query: Query }
  | { readonly kind: "executeScript"; readonly script: string }
  | { readonly kind: "reopen" | "close" };

export interface SqliteRequest {
  readonly id: number;
  readonly command: SqliteCommand;
}

export interface SqliteAnswer {
  readonly id: number;
  readonly value?: Rows | number | undefined;
  /** An error as it crosses threads: the driver's own keeps its code in `cause`. */
  readonly error?: { readonly name: string; readonly message: string; readonly cause: unknown };
}

/** A transaction begins with its statement: whoever asks knows which thread it asked. */
export type ServedSqlite = Omit<SqliteWriter, "begin">;

/** One after the other, in the order of the messages. */
export function serveSqlite(port: MessagePort, writer: ServedSqlite): void {
  let last: Promise<unknown> = Promise.resolve();
  port.on("message", ({ id, command }: SqliteRequest) => {
    last = last
      .then(() => run(writer, command))
      .then(
        (value): SqliteAnswer => ({ id, value }),
        (error: unknown): SqliteAnswer => ({ id, error: portable(error) }),
      )
      .then((answer) => {
        port.postMessage(answer);
        if (command.kind === "close") port.close();
      });
  });
}

function run(writer: ServedSqlite, command: SqliteCommand): Promise<Rows | number | undefined> {
  switch (command.kind) {
    case "queryRaw":
      return writer.queryRaw(command.query);
    case "executeRaw":
      return writer.executeRaw(command.query);
    case "executeScript":
      return writer.executeScript(command.script).then(() => undefined);
    case "reopen":
      return writer.reopen().then(() => undefined);
    case "close":
      return writer.close().then(() => undefined);
  }
}

function portable(error: unknown): NonNullable<SqliteAnswer["error"]> {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), cause: undefined };
  const { name, message, cause } = error;
  const code: unknown = Reflect.get(error, "code");
  return { name, message, cause: cause ?? (typeof code === "string" ? { code } : undefined) };
}
