/**
 * Whose WebSocket failed once is let in by polling, and would poll for as long as the connection
 * lives: Engine.IO takes the transport that failed off its list, and upgrades to none that is not on
 * it. So the connection is made anew after a while, which tries a WebSocket first.
 */
import type { Socket } from "socket.io-client";

/** A passing fault is over by then. */
const firstMs = 30_000;
/** Where WebSockets are blocked for good, nobody is to be disturbed often. */
const mostMs = 30 * 60_000;

/** `after` runs something later, and returns what cancels it. */
export function preferWebSocket(
  socket: Socket,
  after: (ms: number, act: () => void) => () => void,
): void {
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

export function afterTimeout(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
