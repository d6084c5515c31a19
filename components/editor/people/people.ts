/** The others in a document as people: somebody with three tabs is one of them. */
import type { Presence, PublicUser } from "@/collab/protocol/server-messages";

export interface PersonHere {
  readonly user: PublicUser;
  readonly sessionIds: readonly string[];
  /** In every one of their tabs. */
  readonly away: boolean;
}

export function byPerson(users: readonly Presence[]): readonly PersonHere[] {
  const people = new Map<string, PersonHere>();
  for (const { user, sessionId, away = false } of users) {
    const known = people.get(user.id);
    const sessionIds = [...(known?.sessionIds ?? []), sessionId];
    people.set(user.id, { user, sessionIds, away: away && (known?.away ?? true) });
  }
  return [...people.values()];
}
