/** The compact messages of a connection, once the server has said that it takes them. */
import type { ApplyChange, PresenceUpdate } from "@/collab/protocol/client-messages";
import {
  type CompactPresenceEvent,
  compactNames,
  expandPresence,
  shortenApply,
  shortenMove,
} from "@/collab/protocol/compact";
import type { Presence, PresenceEvent, PublicUser } from "@/collab/protocol/server-messages";

export class CompactWire {
  agreed = false;
  /** Who somebody is comes once; where they are, all the time. */
  readonly #people = new Map<string, PublicUser>();

  /** The message to send instead, and whether it is answered; undefined when it goes as it is. */
  shorten(
    event: string,
    payload: object,
  ): { event: string; payload: readonly unknown[]; answered: boolean } | undefined {
    if (!this.agreed) return undefined;
    if (event === "apply_change") {
      const change = shortenApply(payload as ApplyChange);
      return { event: compactNames.change, payload: change, answered: true };
    }
    if (event !== "presence") return undefined;
    const move = shortenMove(payload as PresenceUpdate);
    return { event: compactNames.presence, payload: move, answered: false };
  }

  learn(users: readonly Presence[]): void {
    for (const { sessionId, user } of users) this.#people.set(sessionId, user);
  }

  expandPresence(event: CompactPresenceEvent): PresenceEvent {
    const expanded = expandPresence(event, (sessionId) => this.#people.get(sessionId));
    this.learn(expanded.users);
    return expanded;
  }

  /** The connection is gone, and with it what was agreed. */
  reset(): void {
    this.agreed = false;
    this.#people.clear();
  }
}
