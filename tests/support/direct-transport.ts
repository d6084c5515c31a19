/** The wire without a wire: a session and its UserActor in one process. */
import type { Transport, TransportEvents } from "@/client/session/ports";
import type { ClientEvent } from "@/collab/protocol/client-messages";
import type { ClientAnswers, PublicUser } from "@/collab/protocol/server-messages";
import { local } from "@/server/actors/message";
import type { ActorRef } from "@/server/actors/ref";
import type { ActorSystem } from "@/server/actors/system";
import type { UserMessage } from "@/server/documents/messages";
import type { Tree } from "@/server/documents/tree";

export class DirectTransport implements Transport {
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #system: ActorSystem;
  #user: ActorRef<UserMessage> | undefined;

  constructor(system: ActorSystem) {
    this.#system = system;
  }

  get connected(): boolean {
    return this.#user !== undefined;
  }

  async connect(tree: Tree, user: PublicUser, sessionId: string): Promise<void> {
    const connection = {
      // As plain data, like everything that crosses a wire.
      send: (event: string, payload: unknown) => this.#tell(event, structuredCloneJson(payload)),
      backlogBytes: () => 0,
      close: () => {},
    };
    this.#user = await tree.startUser(user, connection, sessionId);
    this.#tell("connect", undefined);
  }

  request<E extends ClientEvent>(event: E, payload: object): Promise<ClientAnswers[E]> {
    const user = this.#user;
    if (!user) return Promise.reject(new Error("not connected"));
    return new Promise((resolve) => {
      const answer = local((value: ClientAnswers[E]) => resolve(structuredCloneJson(value)));
      const message = { tag: event, payload: structuredCloneJson(payload), answer };
      this.#system.cast(user, message as never);
    });
  }

  on<E extends keyof TransportEvents>(
    event: E,
    listener: (payload: TransportEvents[E]) => void,
  ): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #tell(event: string, payload: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }
}

function structuredCloneJson<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
