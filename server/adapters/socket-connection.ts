/** A Socket.IO connection as a UserActor sees it. */
import type { Socket } from "socket.io";
import type { ServerEvents } from "@/collab/protocol/server-messages";
import type { Connection } from "../ports/connection";
import { compactPacketOf, packetOf } from "./socket-frames";

export class SocketConnection implements Connection {
  readonly #socket: Socket;
  readonly #packet: typeof packetOf;
  readonly readsCarets: boolean;

  /** `compact`: the client said that it reads compact messages. */
  constructor(socket: Socket, compact: boolean) {
    this.#socket = socket;
    this.readsCarets = compact;
    this.#packet = compact ? compactPacketOf : packetOf;
  }

  send<Event extends keyof ServerEvents>(event: Event, payload: ServerEvents[Event]): void {
    if (!this.#socket.connected) return;
    const { text, options } = this.#packet(event, payload);
    this.#socket.conn.write(text, options);
  }

  backlogBytes(): number {
    const { conn } = this.#socket;
    return queuedBytes(conn) + bufferedBytes(conn.transport);
  }

  close(): void {
    this.#socket.disconnect(true);
  }
}

/** Packets which wait for the transport. */
function queuedBytes(conn: object): number {
  const packets: unknown = Reflect.get(conn, "writeBuffer");
  if (!Array.isArray(packets)) return 0;
  return packets.reduce(
    (bytes, { data }) => bytes + (typeof data === "string" ? data.length : 64),
    0,
  );
}

/** What the operating system has not taken yet: known for WebSockets only. */
function bufferedBytes(transport: object): number {
  const socket: unknown = Reflect.get(transport, "socket");
  if (typeof socket !== "object" || socket === null) return 0;
  const amount: unknown = Reflect.get(socket, "bufferedAmount");
  return typeof amount === "number" ? amount : 0;
}
