/** Names and colours for the ids that stand in the log. */
import type { PublicUser } from "@/collab/protocol/server-messages";
import type { PeopleStore } from "../ports/people";

/** Looks people up once; somebody who is gone keeps a place. */
export async function lookUpPeople(
  people: PeopleStore,
  ids: Iterable<string>,
): Promise<(id: string) => PublicUser> {
  const found = await people.findMany([...new Set(ids)]);
  const byId = new Map(found.map(({ id, name, color }) => [id, { id, name, color }]));
  return (id) => byId.get(id) ?? { id, name: "Somebody", color: "#57534e" };
}
