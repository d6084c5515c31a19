/** The history of a document for people: sessions of changes, and named versions. */
import { type HistorySession, sessionsOf } from "@/collab/history/sessions";
import { refusal } from "@/collab/protocol/refusals";
import type { PublicUser } from "@/collab/protocol/server-messages";
import type { ChangeLog } from "../ports/change-log";
import type { DocumentStore, NamedVersionStore } from "../ports/documents";
import type { PeopleStore, Person } from "../ports/people";
import { authorise } from "./access";
import type { Outcome } from "./library";
import { may } from "./permissions";

/** Changes looked back over for the list; older ones stay readable by their version. */
const lookBack = 5000;
const pageSize = 500;

export interface ListedSession extends Omit<HistorySession, "authors"> {
  readonly authors: readonly PublicUser[];
}

export interface ListedVersions {
  readonly version: number;
  readonly title: string;
  readonly sessions: readonly ListedSession[];
  readonly named: readonly ListedName[];
}

export interface ListedName {
  readonly version: number;
  readonly name: string;
  readonly user: PublicUser;
  readonly createdAt: number;
}

export interface HistoryWorld {
  readonly documents: DocumentStore;
  readonly names: NamedVersionStore;
  readonly people: PeopleStore;
  readonly log: ChangeLog;
  now(): number;
}

export class History {
  readonly #world: HistoryWorld;

  constructor(world: HistoryWorld) {
    this.#world = world;
  }

  /** Newest first. */
  async versions(userId: string, documentId: string): Promise<Outcome<ListedVersions>> {
    const { documents, names, log } = this.#world;
    const access = await authorise(documents, userId, documentId, "history");
    if (!access.ok) return access;
    const { headVersion, title } = access.document;
    const changes = [];
    for (let since = Math.max(0, headVersion - lookBack); since < headVersion; ) {
      const page = await log.read(documentId, since, pageSize);
      const last = page.at(-1);
      if (!last) break;
      changes.push(...page);
      since = last.version;
    }
    const sessions = sessionsOf(changes);
    const named = await names.named(documentId);
    const users = await this.#users([
      ...sessions.flatMap((session) => session.authors),
      ...named.map((name) => name.userId),
    ]);
    const value = {
      version: headVersion,
      title,
      sessions: sessions
        .map((session) => ({ ...session, authors: session.authors.map(users) }))
        .reverse(),
      named: named.map(({ version, name, userId, createdAt }) => ({
        version,
        name,
        user: users(userId),
        createdAt,
      })),
    };
    return { ok: true, value };
  }

  async name(
    person: Person,
    documentId: string,
    version: number,
    name: string,
  ): Promise<Outcome<ListedName>> {
    const { documents, names, now } = this.#world;
    const access = await authorise(documents, person.id, documentId, "history");
    if (!access.ok) return access;
    if (!may(access.role, "restore")) {
      const message = "Only who may edit names versions.";
      return { ok: false, error: refusal("forbidden", message) };
    }
    if (version > access.document.headVersion) {
      return { ok: false, error: refusal("not_found", `There is no version ${version} yet.`) };
    }
    const createdAt = now();
    await names.name({ documentId, version, name: name.trim(), userId: person.id, createdAt });
    const { id, name: author, color } = person;
    const user = { id, name: author, color };
    return { ok: true, value: { version, name: name.trim(), user, createdAt } };
  }

  /** Looks people up once; somebody who is gone keeps a place. */
  async #users(ids: readonly string[]): Promise<(id: string) => PublicUser> {
    const people = await this.#world.people.findMany([...new Set(ids)]);
    const byId = new Map(people.map(({ id, name, color }) => [id, { id, name, color }]));
    return (id) => byId.get(id) ?? { id, name: "Somebody", color: "#57534e" };
  }
}
