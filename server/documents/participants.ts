/** Who is in a document and where their selections are; presence is collected, then sent at once. */
import type { StepMap } from "@tiptap/pm/transform";
import type {
  AuthorsCaret,
  Presence,
  PresenceEvent,
  PublicUser,
} from "@/collab/protocol/server-messages";
import { type Local, local } from "../actors/message";
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

interface Told {
  readonly subscriber: ActorRef<UserMessage>;
  readonly news: Local<PresenceNews>;
}

export class Participants {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Set<string>();
  /** Moved by their own changes: news only for those who don't read carets out of these. */
  readonly #followed = new Set<string>();
  readonly #arrived = new Set<string>();
  readonly #left = new Set<string>();
  /** How many read carets out of changes. */
  #readers = 0;

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
    this.#readers +=
      Number(participant.readsCarets) - Number(earlier?.participant.readsCarets ?? 0);
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

  /** A session's caret went along with its own change. Returns whether somebody is to be told. */
  follow({ sessionId, at }: AuthorsCaret, version: number): boolean {
    const entry = this.#entries.get(sessionId);
    if (!entry) return false;
    const { user } = entry.presence;
    entry.presence = { sessionId, user, version, anchor: at, head: at };
    if (this.#readers === this.#entries.size) return false;
    this.#followed.add(sessionId);
    return true;
  }

  /**
   * Whoever comes knows nothing of what was written before: places told since count from `version`
   * on. `mapsSince` is undefined for a version so old that its way to here is forgotten.
   */
  bringTo(version: number, mapsSince: (version: number) => readonly StepMap[] | undefined): void {
    for (const entry of this.#entries.values()) {
      const { presence } = entry;
      const { anchor, head } = presence;
      if (anchor === null || head === null || presence.version >= version) continue;
      const maps = mapsSince(presence.version);
      if (!maps) continue;
      const to = (place: number) => maps.reduce((at, map) => map.map(at, -1), place);
      const there = to(head);
      entry.presence = {
        ...presence,
        version,
        anchor: anchor === head ? there : to(anchor),
        head: there,
      };
    }
  }

  /** Under another name or colour: everybody is told afresh who it is. */
  change(sessionId: string, user: PublicUser): void {
    const entry = this.#entries.get(sessionId);
    if (!entry) return;
    entry.presence = { ...entry.presence, user };
    this.#changed.add(sessionId);
    this.#arrived.add(sessionId);
  }

  /** Returns the monitor to drop, when the session was here. */
  leave(sessionId: string): number | undefined {
    const entry = this.#entries.get(sessionId);
    if (!entry) return undefined;
    this.#entries.delete(sessionId);
    this.#readers -= Number(entry.participant.readsCarets);
    this.#changed.delete(sessionId);
    this.#followed.delete(sessionId);
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

  /** What changed since the last call, for everybody whom it concerns. */
  takeNews(documentId: string): readonly Told[] {
    const forReaders = this.#news(documentId, this.#changed);
    const all = new Set([...this.#changed, ...this.#followed]);
    const forOthers = this.#followed.size > 0 ? this.#news(documentId, all) : forReaders;
    for (const set of [this.#changed, this.#followed, this.#arrived, this.#left]) set.clear();
    return [...this.#entries.values()].flatMap(({ subscriber, participant }) => {
      const news = participant.readsCarets ? forReaders : forOthers;
      return news ? [{ subscriber, news }] : [];
    });
  }

  #news(documentId: string, moved: ReadonlySet<string>): Local<PresenceNews> | undefined {
    if (moved.size === 0 && this.#left.size === 0) return undefined;
    const users = [...moved].flatMap((id) => this.#entries.get(id)?.presence ?? []);
    const known = [...moved].filter((id) => !this.#arrived.has(id));
    return local({ documentId, users, left: [...this.#left], known });
  }
}
