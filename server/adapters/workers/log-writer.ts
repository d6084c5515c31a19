/** The thread in which the log is written: the disk is waited for here, and nowhere else. */
import { parentPort, workerData } from "node:worker_threads";
import { LogConnection } from "../prisma/log-connection";
import type { LogAnswer, LogTask } from "../prisma/log-tasks";

const port = parentPort;
const connection = new LogConnection(workerData);

port?.on("message", (task: LogTask) => {
  if (task.kind === "close") {
    connection.close();
    port.close();
    return;
  }
  port.postMessage(done(task));
});

function done(task: Exclude<LogTask, { kind: "close" }>): LogAnswer {
  const { id } = task;
  try {
    if (task.kind === "pragma") return { id, ok: true, value: connection.pragma(task.text) };
    return { id, ok: true, value: connection.append(task.changes, task.heads) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    return { id, ok: false, message, code: typeof code === "string" ? code : undefined };
  }
}
