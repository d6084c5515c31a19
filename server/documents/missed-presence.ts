/** What a client that reads too slowly was not told of who is where: only the newest counts. */
import type { Presence, PresenceEvent } from "@/collab/protocol/server-messages";

export class MissedPresence {
  readonly #users = new Map<string, Presence>();
  readonly #left = new Set<string>();

  /** Sessions remembered, each of which is one entry however often it moved. */
  get size(): number {
    return this.#users.size + this.#left.size;
  }

  add({ users, left }: PresenceEvent): void {
    for (const sessionId of left) {
      this.#users.delete(sessionId);
      this.#left.add(sessionId);
    }
    for (const user of users) {
      this.#left.delete(user.sessionId);
      this.#users.set(user.sessionId, user);
    }
  }

  /** All of it as one event, which is forgotten here; undefined when nothing was missed. */
  take(documentId: string): PresenceEvent | undefined {
    if (this.size === 0) return undefined;
    const event = { documentId, users: [...this.#users.values()], left: [...this.#left] };
    this.#users.clear();
    this.#left.clear();
    return event;
  }
}
