/** Who can be mentioned: the people in the document, and those who have it. */
import { request } from "@/client/request";
import type { DocumentSession } from "@/client/session/document-session";
import type { PublicUser } from "@/collab/protocol/server-messages";

/** Somebody who has just opened it is here anyway: the session knows them at once. */
const freshMs = 30_000;
const shownAtMost = 8;

export class PeopleToMention {
  readonly #documentId: string;
  readonly #session: DocumentSession;
  #known: Promise<readonly PublicUser[]> | undefined;
  #askedAt = 0;

  constructor(documentId: string, session: DocumentSession) {
    this.#documentId = documentId;
    this.#session = session;
  }

  async matching(query: string): Promise<PublicUser[]> {
    const { users, user: me } = this.#session.snapshot();
    const here = users.map(({ user }) => user);
    const all = new Map([...here, ...(await this.#people())].map((person) => [person.id, person]));
    // Whoever writes knows who that is; last, for a list of who does what.
    if (me) {
      all.delete(me.id);
      all.set(me.id, me);
    }
    return [...all.values()].filter(({ name }) => fits(name, query)).slice(0, shownAtMost);
  }

  #people(): Promise<readonly PublicUser[]> {
    if (!this.#known || Date.now() - this.#askedAt > freshMs) {
      this.#askedAt = Date.now();
      this.#known = ask(this.#documentId);
    }
    return this.#known;
  }
}

async function ask(documentId: string): Promise<readonly PublicUser[]> {
  const answer = await request<{ people?: unknown }>(`/api/documents/${documentId}/people`);
  const people = answer.ok ? answer.value.people : [];
  return Array.isArray(people) ? people.filter(isPerson) : [];
}

function isPerson(value: unknown): value is PublicUser {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "id") === "string" &&
    typeof Reflect.get(value, "name") === "string"
  );
}

/** The beginning of the name, or of a word in it. */
function fits(name: string, query: string): boolean {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${plain(name)}`.includes(` ${plain(query)}`);
}
