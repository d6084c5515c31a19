/** The wire in the browser: one Socket.IO connection for all documents of a page. */
import { io, type Socket } from "socket.io-client";
import type { ClientEvent } from "@/collab/protocol/client-messages";
import {
  COMPACT,
  type CompactChange,
  type CompactPresenceEvent,
  compactAgreed,
  compactNames,
  expandChange,
} from "@/collab/protocol/compact";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { ClientAnswers } from "@/collab/protocol/server-messages";
import { CompactWire } from "./compact-wire";
import type { Transport, TransportEvents } from "./ports";

/** These a later attempt may cure. */
const passing = new Set(["unavailable", "overloaded", "rate_limited", "shutting_down"]);
const maxDelayMs = 5_000;

export class SocketTransport implements Transport {
  readonly #socket: Socket;
  readonly #compact = new CompactWire();
  #closed = false;

  constructor(url?: string, options: { readonly extraHeaders?: Record<string, string> } = {}) {
    const settings = {
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 250,
      reconnectionDelayMax: maxDelayMs,
      randomizationFactor: 0.6,
      auth: { compact: COMPACT },
      ...options,
    };
    this.#socket = url === undefined ? io(settings) : io(url, settings);
    this.#socket.on(compactAgreed, () => {
      this.#compact.agreed = true;
    });
    this.#socket.on("disconnect", () => this.#compact.reset());
    // The server closed us (a restart, a crashed actor): Socket.IO would not come back by itself.
    this.#socket.on("disconnect", (reason) => {
      if (reason === "io server disconnect") {
        this.#connectAfter(250 + Math.random() * 500);
      }
    });
    this.#socket.on("connect_error", (error: Error & { data?: Partial<Refusal> }) => {
      // After a refusal by the server, too, Socket.IO gives up; a passing one is tried again.
      if (this.#socket.active || !passing.has(error.data?.code ?? "")) return;
      this.#connectAfter(1000 + Math.random() * maxDelayMs);
    });
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  async request<E extends ClientEvent>(
    event: E,
    payload: object,
    { timeoutMs }: { timeoutMs: number },
  ): Promise<ClientAnswers[E]> {
    if (!this.#socket.connected) throw new Error("not connected");
    const short = this.#compact.shorten(event, payload);
    if (short?.answered === false) {
      this.#socket.emit(short.event, short.payload);
      return { ok: true } as ClientAnswers[E];
    }
    const socket = this.#socket.timeout(timeoutMs);
    const answer: ClientAnswers[E] = short
      ? await socket.emitWithAck(short.event, short.payload)
      : await socket.emitWithAck(event, payload);
    if (answer.ok && "users" in answer) this.#compact.learn(answer.users);
    return answer;
  }

  on<E extends keyof TransportEvents>(
    event: E,
    listener: (payload: TransportEvents[E]) => void,
  ): () => void {
    const name: string = event === "refused" ? "connect_error" : event;
    const handler = event === "refused" ? this.#refusals(listener) : listener;
    this.#socket.on(name, handler);
    const compact = this.#compactHandler(event, listener);
    if (compact) this.#socket.on(compact.name, compact.hear);
    return () => {
      this.#socket.off(name, handler);
      if (compact) this.#socket.off(compact.name, compact.hear);
    };
  }

  close(): void {
    this.#closed = true;
    this.#socket.disconnect();
  }

  /** Under which name the same comes in fewer bytes, and how it is heard. */
  #compactHandler(event: string, listener: (payload: never) => void) {
    if (event === "broadcast_change") {
      const hear = (short: CompactChange) => listener(expandChange(short) as never);
      return { name: compactNames.change, hear };
    }
    if (event !== "presence") return undefined;
    const hear = (short: CompactPresenceEvent) =>
      listener(this.#compact.expandPresence(short) as never);
    return { name: compactNames.presence, hear };
  }

  #connectAfter(ms: number): void {
    setTimeout(() => {
      if (!this.#closed) this.#socket.connect();
    }, ms);
  }

  #refusals(listener: (payload: never) => void) {
    return (error: Error & { data?: Partial<Refusal> }) => {
      const code = error.data?.code;
      if (code === undefined || this.#socket.active || passing.has(code)) return;
      listener(refusal(code, error.message) as never);
    };
  }
}
