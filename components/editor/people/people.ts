/** The others in a document as people: somebody with three tabs is one of them. */
import type { Presence, PublicUser } from "@/collab/protocol/server-messages";

export interface PersonHere {
  readonly user: PublicUser;
  readonly sessionIds: readonly string[];
}

export function byPerson(users: readonly Presence[]): readonly PersonHere[] {
  const people = new Map<string, PersonHere>();
  for (const { user, sessionId } of users) {
    const sessionIds = [...(people.get(user.id)?.sessionIds ?? []), sessionId];
    people.set(user.id, { user, sessionIds });
  }
  return [...people.values()];
}
