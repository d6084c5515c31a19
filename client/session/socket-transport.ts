/** The wire in the browser: one Socket.IO connection for all documents of a page. */
import { io, type Socket } from "socket.io-client";
import type { ClientEvent } from "@/collab/protocol/client-messages";
import {
  COMPACT,
  type CompactAnswer,
  type CompactChange,
  type CompactPresenceEvent,
  compactAgreed,
  compactNames,
} from "@/collab/protocol/compact";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { BroadcastChange, ClientAnswers } from "@/collab/protocol/server-messages";
import { AwaitedChanges } from "./awaited-changes";
import { browserClock } from "./browser-clock";
import { CompactWire } from "./compact-wire";
import type { Transport, TransportEvents } from "./ports";
import { preferWebSocket } from "./prefer-websocket";

/** These a later attempt may cure. */
const passing = new Set(["unavailable", "overloaded", "rate_limited", "shutting_down"]);
const maxDelayMs = 5_000;

export class SocketTransport implements Transport {
  readonly #socket: Socket;
  readonly #compact = new CompactWire();
  readonly #awaited = new AwaitedChanges();
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
    this.#hearAnswers();
    preferWebSocket(this.#socket, browserClock);
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
    if (short) {
      this.#socket.emit(short.event, short.payload);
      const { changeId } = short;
      const outcome = changeId ? await this.#awaited.outcomeOf(changeId, timeoutMs) : { ok: true };
      return outcome as ClientAnswers[E];
    }
    const socket = this.#socket.timeout(timeoutMs);
    const answer: ClientAnswers[E] = await socket.emitWithAck(event, payload);
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
    const compact = this.#compactHandlers(event, listener);
    for (const { name, hear } of compact) this.#socket.on(name, hear);
    return () => {
      this.#socket.off(name, handler);
      for (const { name, hear } of compact) this.#socket.off(name, hear);
    };
  }

  close(): void {
    this.#closed = true;
    this.#socket.disconnect();
  }

  /** A change is answered by a message, or by coming back to its author like to everybody. */
  #hearAnswers(): void {
    const [socket, awaited, compact] = [this.#socket, this.#awaited, this.#compact];
    socket.on(compactNames.answer, (answer: CompactAnswer) => awaited.answered(answer));
    socket.on(compactNames.change, (short: CompactChange) =>
      awaited.cameBack(compact.expandChange(short).changes),
    );
    socket.on("broadcast_change", ({ changes }: BroadcastChange) => awaited.cameBack(changes));
    socket.on("disconnect", () => {
      compact.reset();
      awaited.disconnected();
    });
  }

  /** Under which names the same comes in fewer bytes, and how it is heard. */
  #compactHandlers(event: string, listener: (payload: never) => void) {
    const compact = this.#compact;
    if (event === "broadcast_change") {
      const hear = (short: CompactChange) => listener(compact.expandChange(short) as never);
      return [{ name: compactNames.change, hear }];
    }
    if (event !== "presence") return [];
    const hear = (short: CompactPresenceEvent) => listener(compact.expandPresence(short) as never);
    const hearCarets = (short: CompactChange) => {
      const carets = compact.caretsIn(compact.expandChange(short));
      if (carets) listener(carets as never);
    };
    return [
      { name: compactNames.presence, hear },
      { name: compactNames.change, hear: hearCarets },
    ];
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
