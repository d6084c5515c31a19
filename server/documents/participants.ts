/** Who is in a document and where their selections are; presence is collected, then sent at once. */
import type { Presence, PresenceEvent } from "@/collab/protocol/server-messages";
import { type ActorRef, sameRef } from "../actors/ref";
import type { MovePresence, Participant, UserMessage } from "./messages";

interface Entry {
  readonly participant: Participant;
  readonly subscriber: ActorRef<UserMessage>;
  readonly monitor: number;
  presence: Presence;
}

/** Presence as it is sent to everybody in the document. */
export interface PresenceNews extends PresenceEvent {
  /** Sessions of which everybody was told before who they are. */
  readonly known: readonly string[];
}

export class Participants {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Set<string>();
  readonly #arrived = new Set<string>();
  readonly #left = new Set<string>();

  get size(): number {
    return this.#entries.size;
  }

  subscribers(): Iterable<ActorRef<UserMessage>> {
    return [...this.#entries.values()].map((entry) => entry.subscriber);
  }

  present(): readonly Presence[] {
    return [...this.#entries.values()].map((entry) => entry.presence);
  }

  /** Returns the monitor of an earlier join under the same session, to be dropped. */
  join(
    participant: Participant,
    subscriber: ActorRef<UserMessage>,
    monitor: number,
  ): number | undefined {
    const { sessionId, user } = participant;
    const earlier = this.#entries.get(sessionId);
    const presence = { sessionId, user, version: 0, anchor: null, head: null };
    this.#entries.set(sessionId, {
      participant,
      subscriber,
      monitor,
      presence: earlier?.presence ?? presence,
    });
    this.#left.delete(sessionId);
    this.#changed.add(sessionId);
    this.#arrived.add(sessionId);
    return earlier?.monitor;
  }

  move({ sessionId, version, anchor, head }: MovePresence): void {
    const entry = this.#entries.get(sessionId);
    if (!entry) return;
    const place = { sessionId, user: entry.presence.user, version, anchor, head };
    // Whoever says where they are no more is not gone, but away.
    entry.presence = anchor === null ? { ...place, away: true } : place;
    this.#changed.add(sessionId);
  }

  /** Returns the monitor to drop, when the session was here. */
  leave(sessionId: string): number | undefined {
    const entry = this.#entries.get(sessionId);
    if (!entry) return undefined;
    this.#entries.delete(sessionId);
    this.#changed.delete(sessionId);
    this.#arrived.delete(sessionId);
    this.#left.add(sessionId);
    return entry.monitor;
  }

  /** Everybody behind a subscriber that died. */
  sessionsOf(ref: ActorRef): readonly string[] {
    return [...this.#entries]
      .filter(([, entry]) => sameRef(entry.subscriber, ref))
      .map(([sessionId]) => sessionId);
  }

  /** What changed since the last call; undefined when nothing did. */
  takeNews(documentId: string): PresenceNews | undefined {
    if (this.#changed.size === 0 && this.#left.size === 0) return undefined;
    const users = [...this.#changed].flatMap((id) => this.#entries.get(id)?.presence ?? []);
    const known = [...this.#changed].filter((id) => !this.#arrived.has(id));
    const left = [...this.#left];
    this.#changed.clear();
    this.#arrived.clear();
    this.#left.clear();
    return { documentId, users, left, known };
  }
}
