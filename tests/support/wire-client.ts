/** A client of the wire server that says what it is told to, and remembers what it is sent. */
import { io, type Socket } from "socket.io-client";
import type { ClientEvent } from "@/collab/protocol/client-messages";
import type {
  BroadcastChange,
  ClientAnswers,
  PresenceEvent,
  WireChange,
} from "@/collab/protocol/server-messages";
import type { Identity } from "@/server/adapters/identity";
import { cookieOf, type WireServer } from "./wire-server";

const answerMs = 10_000;

export class WireClient {
  readonly broadcasts: BroadcastChange[] = [];
  readonly presence: PresenceEvent[] = [];
  /** Every message of the server as it came, undecoded. */
  readonly frames: string[] = [];

  private constructor(
    readonly socket: Socket,
    readonly documentId: string,
  ) {
    socket.on("broadcast_change", (payload) => this.broadcasts.push(payload));
    socket.on("presence", (payload) => this.presence.push(payload));
    socket.io.engine.on("packet", ({ type, data }) => {
      if (type === "message") this.frames.push(String(data));
    });
  }

  static async open(
    server: WireServer,
    who: Identity,
    documentId: string,
    options: { readonly transports?: string[] } = {},
  ): Promise<WireClient> {
    const socket = io(server.url, {
      extraHeaders: { cookie: cookieOf(who) },
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
      ...options,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return new WireClient(socket, documentId);
  }

  ask<E extends ClientEvent>(event: E, payload: object = {}): Promise<ClientAnswers[E]> {
    const message = { documentId: this.documentId, ...payload };
    return this.socket.timeout(answerMs).emitWithAck(event, message);
  }

  async join(since?: number) {
    const answer = await this.ask("join", {
      protocol: 1,
      ...(since === undefined ? {} : { since }),
    });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer;
  }

  get changes(): readonly WireChange[] {
    return this.broadcasts.flatMap(({ changes }) => changes);
  }

  get versions(): readonly number[] {
    return this.changes.map(({ version }) => version);
  }

  /** Leaves what comes in the buffers of the operating system; only for WebSockets. */
  stopReading(): void {
    this.#stream().pause();
  }

  readOn(): void {
    this.#stream().resume();
  }

  /** The connection below Socket.IO and its transport. */
  #stream(): { pause(): void; resume(): void } {
    const transport: object = this.socket.io.engine.transport;
    return Reflect.get(Reflect.get(transport, "ws"), "_socket");
  }

  close(): void {
    this.socket.disconnect();
  }
}
