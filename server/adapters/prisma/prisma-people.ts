/** People and their sessions in the database. */
import type { Session, User } from "@/generated/prisma/client";
import type { Look, PeopleStore, Person, SessionRow } from "@/server/ports/people";
import type { Database } from "./client";
import { guarded } from "./store-failure";

export class PrismaPeople implements PeopleStore {
  readonly #client: Database["client"];
  constructor({ client }: Database) {
    this.#client = client;
  }

  create(person: Person, session: SessionRow): Promise<void> {
    const { id, createdAt, expiresAt } = session;
    return guarded(async () => {
      await this.#client.$transaction([
        this.#client.user.create({ data: { ...person, createdAt: new Date(person.createdAt) } }),
        this.#client.session.create({
          data: {
            ...{ id, userId: person.id },
            ...{ createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) },
          },
        }),
      ]);
    });
  }

  find(id: string): Promise<Person | undefined> {
    return guarded(async () => {
      const user = await this.#client.user.findUnique({ where: { id } });
      return user ? toPerson(user) : undefined;
    });
  }

  findMany(ids: readonly string[]): Promise<readonly Person[]> {
    return guarded(async () => {
      const users = await this.#client.user.findMany({ where: { id: { in: [...ids] } } });
      return users.map(toPerson);
    });
  }

  change(id: string, look: Partial<Look>): Promise<void> {
    return guarded(async () => {
      await this.#client.user.updateMany({ where: { id }, data: look });
    });
  }

  findSession(id: string): Promise<{ session: SessionRow; person: Person } | undefined> {
    return guarded(async () => {
      const include = { user: true };
      const found = await this.#client.session.findUnique({ where: { id }, include });
      return found ? { session: toSession(found), person: toPerson(found.user) } : undefined;
    });
  }

  deleteSession(id: string): Promise<void> {
    return guarded(async () => {
      await this.#client.session.deleteMany({ where: { id } });
    });
  }
}

function toPerson({ id, name, color, guest, createdAt }: User): Person {
  return { id, name, color, guest, createdAt: createdAt.getTime() };
}

function toSession({ id, userId, createdAt, expiresAt }: Session): SessionRow {
  return { id, userId, createdAt: createdAt.getTime(), expiresAt: expiresAt.getTime() };
}
