/**
 * A wire on which what others do comes in portions: what arrives together is drawn together. Twenty
 * people who type are two hundred messages a second, and each would be a repaint of its own.
 */
import type { ClientEvent } from "@/collab/protocol/client-messages";
import type {
  BroadcastChange,
  ClientAnswers,
  Presence,
  PresenceEvent,
} from "@/collab/protocol/server-messages";
import type { Transport, TransportEvents } from "./ports";

/** Calls `deliver` when it is time for the next portion: once, and not before it is asked. */
export type Pace = (deliver: () => void) => void;

type Listeners = {
  readonly [E in keyof TransportEvents]?: Set<(payload: TransportEvents[E]) => void>;
};

export class PacedTransport implements Transport {
  readonly #wire: Transport;
  readonly #pace: Pace;
  readonly #listeners: Listeners = { broadcast_change: new Set(), presence: new Set() };
  #changes = new Map<string, BroadcastChange>();
  #presence = new Map<string, PresenceEvent>();
  #asked = false;

  constructor(wire: Transport, pace: Pace) {
    this.#wire = wire;
    this.#pace = pace;
    wire.on("broadcast_change", ({ documentId, changes }) => {
      const before = this.#changes.get(documentId)?.changes ?? [];
      this.#changes.set(documentId, { documentId, changes: [...before, ...changes] });
      this.#ask();
    });
    wire.on("presence", (event) => {
      const before = this.#presence.get(event.documentId);
      this.#presence.set(event.documentId, before ? together(before, event) : event);
      this.#ask();
    });
    // What came before a break, or before what is said of the document, is told before it.
    for (const event of ["connect", "disconnect", "document_updated"] as const) {
      wire.on(event, () => this.#deliver());
    }
  }

  get connected(): boolean {
    return this.#wire.connected;
  }

  request<E extends ClientEvent>(
    event: E,
    payload: object,
    options: { readonly timeoutMs: number },
  ): Promise<ClientAnswers[E]> {
    return this.#wire.request(event, payload, options);
  }

  on<E extends keyof TransportEvents>(
    event: E,
    listener: (payload: TransportEvents[E]) => void,
  ): () => void {
    const paced: Set<(payload: TransportEvents[E]) => void> | undefined = this.#listeners[event];
    if (!paced) return this.#wire.on(event, listener);
    paced.add(listener);
    return () => paced.delete(listener);
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#pace(() => this.#deliver());
  }

  #deliver(): void {
    this.#asked = false;
    const [changes, presence] = [this.#changes, this.#presence];
    this.#changes = new Map();
    this.#presence = new Map();
    for (const payload of changes.values()) {
      for (const listener of this.#listeners.broadcast_change ?? []) listener(payload);
    }
    // Last: where somebody is counts from a version that has to be there.
    for (const payload of presence.values()) {
      for (const listener of this.#listeners.presence ?? []) listener(payload);
    }
  }
}

/** Of each session the last word: where it is, or that it left. */
function together(before: PresenceEvent, after: PresenceEvent): PresenceEvent {
  const users = new Map<string, Presence>();
  const left = new Set(before.left);
  for (const user of before.users) users.set(user.sessionId, user);
  for (const user of after.users) {
    users.set(user.sessionId, user);
    left.delete(user.sessionId);
  }
  for (const sessionId of after.left) {
    users.delete(sessionId);
    left.add(sessionId);
  }
  return { documentId: after.documentId, users: [...users.values()], left: [...left] };
}
