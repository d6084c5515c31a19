/** The compact messages of a connection, once the server has said that it takes them. */
import type { ApplyChange, PresenceUpdate } from "@/collab/protocol/client-messages";
import {
  type CompactChange,
  type CompactPresenceEvent,
  compactNames,
  expandChange,
  expandPresence,
  presenceOf,
  shortenApply,
  shortenMove,
} from "@/collab/protocol/compact";
import type {
  BroadcastChange,
  Presence,
  PresenceEvent,
  PublicUser,
} from "@/collab/protocol/server-messages";

export class CompactWire {
  agreed = false;
  /** Who somebody is comes once; where they are, all the time. */
  readonly #people = new Map<string, PublicUser>();
  #last: { readonly short: CompactChange; readonly change: BroadcastChange } | undefined;

  /**
   * The message to send instead, which Socket.IO need not acknowledge; undefined when it goes as it
   * is. `changeId`: of the change in it, which is answered in its own way.
   */
  shorten(
    event: string,
    payload: object,
  ): { event: string; payload: readonly unknown[]; changeId?: string } | undefined {
    if (!this.agreed) return undefined;
    if (event === "apply_change") {
      const change = payload as ApplyChange;
      const { changeId } = change;
      return { event: compactNames.change, payload: shortenApply(change), changeId };
    }
    if (event !== "presence") return undefined;
    const move = shortenMove(payload as PresenceUpdate);
    return { event: compactNames.presence, payload: move };
  }

  /** What came, written out; listeners of the same message share it. */
  expandChange(short: CompactChange): BroadcastChange {
    if (this.#last?.short !== short) this.#last = { short, change: expandChange(short) };
    return this.#last.change;
  }

  /** Where the authors of changes are after them. */
  caretsIn(changes: BroadcastChange): PresenceEvent | undefined {
    return presenceOf(changes, (sessionId) => this.#people.get(sessionId));
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
