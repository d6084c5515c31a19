/**
 * Whose WebSocket failed once is let in by polling, and would poll for as long as the connection
 * lives: Engine.IO takes the transport that failed off its list, and upgrades to none that is not on
 * it. So the connection is made anew after a while, which tries a WebSocket first.
 */
import type { Socket } from "socket.io-client";
import type { Clock } from "./ports";

/** A passing fault is over by then. */
const firstMs = 30_000;
/** Where WebSockets are blocked for good, nobody is to be disturbed often. */
const mostMs = 30 * 60_000;

export function preferWebSocket(socket: Socket, { after }: Pick<Clock, "after">): void {
  let waitMs = firstMs;
  let cancel = () => {};
  socket.on("connect", () => {
    const { engine } = socket.io;
    if (engine.transport.name !== "polling") {
      waitMs = firstMs;
      return;
    }
    cancel = after(waitMs, () => engine.close());
    waitMs = Math.min(2 * waitMs, mostMs);
  });
  socket.on("disconnect", () => cancel());
}
