/** Names and colours of everybody who took part, from all that the page was told. */
import type { HistoryOverview, ListedName, ListedSession } from "@/collab/history/versions";
import type { PublicUser } from "@/collab/protocol/server-messages";

export type ColourOf = (userId: string) => string;

export interface People {
  readonly all: readonly PublicUser[];
  of(userId: string): PublicUser;
}

/** Until the server has said who it is. */
const unknownColour = "#57534e";

export function peopleOf(
  sessions: readonly ListedSession[] | undefined,
  named: readonly ListedName[],
  overview: HistoryOverview | undefined,
): People {
  const byId = new Map<string, PublicUser>();
  const add = ({ id, name, color }: PublicUser) => byId.set(id, { id, name, color });
  for (const person of overview?.people ?? []) add(person);
  for (const { user } of named) add(user);
  for (const { authors } of sessions ?? []) for (const author of authors) add(author);
  return {
    all: [...byId.values()].sort((a, b) => a.name.localeCompare(b.name)),
    of: (id) => byId.get(id) ?? { id, name: "Somebody", color: unknownColour },
  };
}
