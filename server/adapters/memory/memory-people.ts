/** People and their sessions in memory. */
import type { Look, PeopleStore, Person, SessionRow } from "@/server/ports/people";
import { StoreError } from "@/server/ports/store-error";
import type { MemoryTables } from "./memory-tables";

export class MemoryPeople implements PeopleStore {
  readonly #tables: MemoryTables;
  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  async create(person: Person, session: SessionRow): Promise<void> {
    const { people, sessions } = this.#tables;
    if (people.has(person.id) || sessions.has(session.id)) {
      throw new StoreError("io", `Person ${person.id} or their session is there.`);
    }
    people.set(person.id, person);
    sessions.set(session.id, { ...session, userId: person.id });
  }

  async find(id: string): Promise<Person | undefined> {
    return this.#tables.people.get(id);
  }

  async findMany(ids: readonly string[]): Promise<readonly Person[]> {
    return [...new Set(ids)].flatMap((id) => this.#tables.people.get(id) ?? []);
  }

  async change(id: string, look: Partial<Look>): Promise<void> {
    const person = this.#tables.people.get(id);
    if (person) this.#tables.people.set(id, { ...person, ...look });
  }

  async findSession(id: string): Promise<{ session: SessionRow; person: Person } | undefined> {
    const session = this.#tables.sessions.get(id);
    const person = this.#tables.people.get(session?.userId ?? "");
    return session && person ? { session, person } : undefined;
  }

  async deleteSession(id: string): Promise<void> {
    this.#tables.sessions.delete(id);
  }
}
